problem P {
  design length in [1, 2];
  algebraic load;
  param p = 1 in [0, 2];
  state x scale 10;
  control valve in {0, 1, 2};
  dynamics {
    der(x) = valve*length + load;
    equation load == x;
    after { x = 0; }
  }
  horizon 1 steps 10;
  start x = 0;
  minimize { running valve^2; }
}
