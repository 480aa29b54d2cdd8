problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  horizon 2 steps 10;
  minimize { running u^2; terminal x^2; }
}
