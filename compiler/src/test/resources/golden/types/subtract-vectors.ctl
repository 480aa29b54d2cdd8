problem P {
  param mass = 0.5;
  const g = 9.81;
  state p[3];
  state v[3];
  control f[4] = mass*g/4 in [0, 4];
  dynamics {
    der(p) = v;
    der(v) = f / mass - [0, 0, g];
  }
  horizon 1 steps 10;
  start p = 0, v = 0;
  minimize { running sumsq(f); }
}
