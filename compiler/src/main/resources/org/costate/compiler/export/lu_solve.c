/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* Solves A x = b with the factors of lu_factor; b [n] becomes x. */
static void lu_solve(const double *restrict lu, int n, const double *restrict pivots, double *restrict b) {
  for (int k = 0; k < n; k++) {
    lu_exchange(b, pivots, k);
  }
  for (int i = 1; i < n; i++) {
    double sum = b[i];
    for (int j = 0; j < i; j++) {
      sum -= lu[i * n + j] * b[j];
    }
    b[i] = sum;
  }
  for (int i = n - 1; i >= 0; i--) {
    double sum = b[i];
    for (int j = i + 1; j < n; j++) {
      sum -= lu[i * n + j] * b[j];
    }
    b[i] = sum / lu[i * n + i];
  }
}
