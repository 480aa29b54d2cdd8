problem P {
  const A[2, 3] = [1, 0, 0; 0, 1, 0];
  state p[2];
  state v[2];
  control f[2] in [-1, 1];
  dynamics {
    der(p) = v;
    der(v) = A * f;
  }
  horizon 1 steps 10;
  start p = [1, 2], v = 0;
  minimize { running sumsq(f); terminal sumsq(p); }
}
