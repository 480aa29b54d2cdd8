problem P {
  state x;
  control u;
  dynamics { der(x) = clamp(u, low = -1, high = 1); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
