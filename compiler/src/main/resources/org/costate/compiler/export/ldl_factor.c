/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* A = L D L' of a symmetric matrix without pivoting, in place: the lower triangle a [n (n + 1) / 2], row by row, becomes L with 1 / D on its
   diagonal. If a pivot is zero or not finite, every entry of a later solution is NaN. */
static void ldl_factor(double *a, int n) {
  double *row = a;
  for (int i = 0; i < n; i++) {
    const double *above = a;
    for (int j = 1; j < i; j++) {
      above += j;
      double sum = row[j];
      for (int k = 0; k < j; k++) {
        sum -= row[k] * above[k];
      }
      row[j] = sum;
    }
    double pivot = row[i];
    const double *diagonal = a;
    for (int j = 0; j < i; j++) {
      double scaled = row[j];
      double factor = scaled * *diagonal;
      row[j] = factor;
      pivot -= scaled * factor;
      diagonal += j + 2;
    }
    double reciprocal = 1 / pivot;
    row[i] = reciprocal != 0 && isfinite(reciprocal) ? reciprocal : NAN;
    row += i + 1;
  }
}
