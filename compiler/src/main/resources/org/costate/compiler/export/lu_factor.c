/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* P A = L U with partial pivoting, in place: a [n x n] becomes L and U, pivots [n] the rows exchanged. If A is singular or not finite, every
   entry of a later solution is NaN. */
static void lu_factor(double *restrict a, int n, double *restrict pivots) {
  for (int k = 0; k < n; k++) {
    int pivot = k;
    for (int i = k + 1; i < n; i++) {
      if (fabs(a[i * n + k]) > fabs(a[pivot * n + k])) {
        pivot = i;
      }
    }
    pivots[k] = pivot;
    if (pivot != k) {
      for (int j = 0; j < n; j++) {
        double t = a[k * n + j];
        a[k * n + j] = a[pivot * n + j];
        a[pivot * n + j] = t;
      }
    }
    double diagonal = a[k * n + k];
    if (diagonal == 0 || !isfinite(diagonal)) {
      diagonal = NAN;
      a[k * n + k] = diagonal;
    }
    for (int i = k + 1; i < n; i++) {
      double factor = a[i * n + k] / diagonal;
      a[i * n + k] = factor;
      for (int j = k + 1; j < n; j++) {
        a[i * n + j] -= factor * a[k * n + j];
      }
    }
  }
}
