/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* As pow, but NaN for b = NaN, and for an infinite b of a = 1 or -1. */
static double power(double a, double b) {
  return b != b || (isinf(b) && fabs(a) == 1) ? NAN : pow(a, b);
}
