problem P {
  param a[300, 300] = 0;
  param b[300, 300] = 0;
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
