/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* How many points of the grid [n] are not right of the argument. */
static int spline_piece(const double *grid, int n, double argument) {
  int low = 0;
  int high = n;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (grid[middle] <= argument) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* Where a piece begins; that left of the grid counts from its first point. */
static double spline_base(const double *grid, int piece) {
  return grid[piece == 0 ? 0 : piece - 1];
}

/* The derivative of a cubic with the coefficients c [4], of order 0 to 3. */
static double spline_cubic(const double *c, double s, int order) {
  switch (order) {
    case 0:
      return c[0] + s * (c[1] + s * (c[2] + s * c[3]));
    case 1:
      return c[1] + s * (2 * c[2] + s * (3 * c[3]));
    case 2:
      return 2 * c[2] + s * (6 * c[3]);
    default:
      return 6 * c[3];
  }
}
