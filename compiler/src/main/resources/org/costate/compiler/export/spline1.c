/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* A natural cubic spline through points at x [n], or its derivative; c [(n + 1) x 4]. Straight outside of the grid. */
static double spline1(const double *x, int n, const double *c, double argument, int order) {
  int p = spline_piece(x, n, argument);
  return spline_cubic(c + 4 * p, argument - spline_base(x, p), order);
}
