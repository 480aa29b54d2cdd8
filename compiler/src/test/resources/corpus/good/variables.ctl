model M {
  design mass : kg = 1 in [0.5, 2];
  signal target[2] : m = [0, 0];
  state x : m in [-1, 11];
  state q : quat;
  control gear : int in {0, 1, 2, 3};
  control u[2] : N = [1, 2] in [-inf, inf] scale 10;
  algebraic load : N;
}
