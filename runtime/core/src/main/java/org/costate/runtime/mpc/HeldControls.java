/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.mpc;

/** Controls that hold over steps, and their shift in time. */
final class HeldControls {
  private HeldControls() {}

  /**
   * Shifts controls to a grid that begins later: each new control is the mean of the old ones over its step, so the control's integral is kept
   * whatever part of a step has passed. After the end of the old ones the last holds.
   *
   * @param U [steps x nu], overwritten
   * @param passed how much later the new grid begins, {@code before} the length of an old step, {@code after} of a new one; a new grid that
   *     ends before the old one does is not asked for
   */
  static void shift(double[] U, int steps, int nu, double passed, double before, double after) {
    // In ascending order: step k reads no old control before k.
    for (int k = 0; k < steps; k++) {
      double from = (passed + k * after) / before;
      double until = (passed + (k + 1) * after) / before;
      for (int i = 0; i < nu; i++) {
        U[k * nu + i] = mean(U, steps, nu, i, from, until);
      }
    }
  }

  /** The mean of control i between two times, counted in old steps. */
  private static double mean(double[] U, int steps, int nu, int i, double from, double until) {
    double sum = 0;
    double at = from;
    for (int j = (int) from; at < until; j++) {
      double end = j < steps - 1 ? Math.min(until, j + 1) : until;
      sum += (end - at) * U[Math.min(j, steps - 1) * nu + i];
      at = end;
    }
    return sum / (until - from);
  }
}
