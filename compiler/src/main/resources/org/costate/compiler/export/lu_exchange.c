/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* Exchanges b[k] with the row that pivot k names. */
static void lu_exchange(double *b, const double *pivots, int k) {
  int other = (int) pivots[k];
  double t = b[k];
  b[k] = b[other];
  b[other] = t;
}
