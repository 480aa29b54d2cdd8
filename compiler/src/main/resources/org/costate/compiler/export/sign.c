/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* -1, 0 or 1; zeros and NaN stay. */
static double sign(double a) {
  return a > 0 ? 1 : a < 0 ? -1 : a;
}
