problem P {
  state x；
  control u;
}
