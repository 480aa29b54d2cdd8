problem P {
  state x;
  control u;
  dynamics { der(x) = u + wind*wind; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2 + wind; terminal x^2; }
}
