model M {
  param a;
  param b = 1;
  param c : kg = 2.5e-3 scale 1e-3;
  param d[3] : m ~ uniform(-1, 1);
  param e in [0, 1];
  param f[n, 2] : N = [3, 0.4; 5.5, -0.6] in [-10, 10] scale 5;
}
