/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* c [rows x columns] = a [rows x inner] b [inner x columns], each sum from 0 in the order of the inner index. */
static void multiply(const double *restrict a, const double *restrict b, double *restrict c, int rows, int inner, int columns) {
  for (int i = 0; i < rows; i++) {
    for (int j = 0; j < columns; j++) {
      c[j] = 0;
    }
    for (int k = 0; k < inner; k++) {
      for (int j = 0; j < columns; j++) {
        c[j] += a[k] * b[k * columns + j];
      }
    }
    a += inner;
    c += columns;
  }
}
