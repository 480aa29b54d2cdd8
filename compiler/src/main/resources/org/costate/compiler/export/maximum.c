/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* The larger; NaN if one is NaN, and 0 is larger than -0. */
static double maximum(double a, double b) {
  if (a != a || (a == 0 && b == 0 && signbit(b))) {
    return a;
  }
  return a > b ? a : b;
}
