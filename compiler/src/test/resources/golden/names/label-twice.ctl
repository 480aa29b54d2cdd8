problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 0;
  minimize {
    running  effort: u^2;
    terminal effort: x^2;
  }
}
