problem P {
  signal r = 0;
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running (x - r)^2 + u^2; terminal (x - r)^2; }
}
