/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* The smaller; NaN if one is NaN, and -0 is smaller than 0. */
static double minimum(double a, double b) {
  if (a != a || (a == 0 && b == 0 && signbit(a))) {
    return a;
  }
  return a < b ? a : b;
}
