/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* The remainder with the sign of b. */
static double modulo(double a, double b) {
  return a - b * floor(a / b);
}
