problem P {
  param n = 2;
  state p[2];
  state v[2];
  control f[2] in [-1, 1];
  dynamics {
    der(p) = v;
    der(v) = f;
  }
  horizon 1 steps 10;
  start p = [1, 2], v = 0;
  minimize { running sum(f[i]^2 for i in 1:n); terminal sumsq(p); }
}
