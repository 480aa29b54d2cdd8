problem P {
  param p = 1 in [0, 2];
  state x scale 10;
  control valve in {0, 1, 2};
  dynamics { der(x) = valve*p; }
  horizon 1 steps 10;
  start x = 0;
  minimize { running valve^2; }
}
