problem P {
  param n = 10;
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps n;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
