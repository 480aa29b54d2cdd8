problem P {
  control u;
  horizon 1 steps 10;
  minimize { running u^2; }
}
