problem P {
  state x;
  control u in [-1, 1];
  control brake in [0, 1];
  signal wind = 0;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  guess u = 0.1, brake = 0.5;
  minimize { running u^2; terminal x^2; }
}
