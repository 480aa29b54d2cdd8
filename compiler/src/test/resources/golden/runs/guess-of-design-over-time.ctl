problem P {
  state x;
  control u;
  design p in [0, 5];
  dynamics { der(x) = u + p; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}

solve P using ilqr {
  guess x = 1 - t, p = 2*t;
}
