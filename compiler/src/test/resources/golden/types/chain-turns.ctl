problem P {
  state x;
  control u;
  dynamics { der(x) = if 0 <= x >= u then 1 else u; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
