/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* Solves A x = b with the factors of ldl_factor; b [n] becomes x. */
static void ldl_solve(const double *restrict ldl, int n, double *restrict b) {
  const double *row = ldl;
  for (int i = 0; i < n; i++) {
    double sum = b[i];
    for (int j = 0; j < i; j++) {
      sum -= row[j] * b[j];
    }
    b[i] = sum;
    row += i + 1;
  }
  const double *diagonal = ldl;
  for (int i = 0; i < n; i++) {
    b[i] *= *diagonal;
    diagonal += i + 2;
  }
  for (int i = n - 1; i > 0; i--) {
    row -= i + 1;
    double x = b[i];
    for (int j = 0; j < i; j++) {
      b[j] -= row[j] * x;
    }
  }
}
