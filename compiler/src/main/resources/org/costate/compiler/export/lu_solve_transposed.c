/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* Solves A' x = b with the factors of lu_factor; b [n] becomes x. */
static void lu_solve_transposed(const double *restrict lu, int n, const double *restrict pivots, double *restrict b) {
  for (int i = 0; i < n; i++) {
    double x = b[i] / lu[i * n + i];
    b[i] = x;
    for (int j = i + 1; j < n; j++) {
      b[j] -= lu[i * n + j] * x;
    }
  }
  for (int i = n - 1; i > 0; i--) {
    double x = b[i];
    for (int j = 0; j < i; j++) {
      b[j] -= lu[i * n + j] * x;
    }
  }
  for (int k = n - 1; k >= 0; k--) {
    lu_exchange(b, pivots, k);
  }
}
