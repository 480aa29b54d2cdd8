problem P {
  state x;
  control u;
  horizon 1 steps 10;
  start x = 0;
  minimize { running u^2; }
}
