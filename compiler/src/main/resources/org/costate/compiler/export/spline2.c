/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* The tensor product of two natural cubic splines on a grid x [n] by y [m], or a derivative; c [(n + 1) x (m + 1) x 4 x 4]. */
static double spline2(const double *x, int n, const double *y, int m, const double *c, double first, double second,
    int order_x, int order_y) {
  int p = spline_piece(x, n, first);
  int q = spline_piece(y, m, second);
  double s = first - spline_base(x, p);
  double r = second - spline_base(y, q);
  const double *patch = c + 16 * (p * (m + 1) + q);
  double along[4];
  for (int i = 0; i < 4; i++) {
    along[i] = spline_cubic(patch + 4 * i, r, order_y);
  }
  return spline_cubic(along, s, order_x);
}
