problem P {
  state x;
  control u;
  dynamics { der(x) = uu*mass + 2*lenght; }
  horizon 1 steps n;
  start x = x0;
  minimize { running u^2 + w; }
}
solve Q using ilqr { expect finl(x) <= 1; }
