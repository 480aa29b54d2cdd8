problem P {
  state p[2];
  state v[2];
  control f[2] in [-1, 1];
  dynamics {
    der(p) = v;
    der(v) = if f <= v then f else v;
  }
  horizon 1 steps 10;
  start p = [1, 2], v = 0;
  minimize { running sumsq(f); terminal sumsq(p); }
}
