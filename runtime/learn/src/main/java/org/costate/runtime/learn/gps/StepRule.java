/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

/**
 * How the bound of a step follows from what the last one promised and what it gave: the multiplier changes by
 * predicted / (2 max(1e-4, predicted - actual)), at least by a tenth and at most to five times, and stays within limits. Source: Levine and
 * Abbeel 2014, appendix A, with the limits of its authors' program.
 */
record StepRule(double least, double most) {
  private static final double LEAST_SURPRISE = 1e-4;

  double next(double multiplier, double predicted, double actual) {
    double change = Math.clamp(predicted / (2 * Math.max(LEAST_SURPRISE, predicted - actual)), 0.1, 5);
    return Math.clamp(change * multiplier, least, most);
  }
}
