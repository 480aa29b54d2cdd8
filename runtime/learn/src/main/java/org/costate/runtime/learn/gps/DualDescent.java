/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

/**
 * Constrained guided policy search by dual gradient descent: the weight of each step's divergence of controller and policy is a multiplier of the
 * constraint that there is none, and grows with it. Source: Levine and Koltun 2014, section 4. See docs/algorithms/gps.md.
 */
final class DualDescent extends Alternation {
  /** A weight grows by no more at a time: where controller and policy are far apart at first, the cost would not be heard any more. */
  private static final double LARGEST_GROWTH = 2;

  private final double rate;

  DualDescent(int conditions, int T, int m, int inner, double weight, double rate) {
    super(conditions, T, m, inner, weight);
    this.rate = rate;
  }

  /** nu(t) += rate KL(t), within limits. */
  @Override
  void raise(Condition condition, LinearGaussianController policy, int i, Search search) {
    double[] apart = condition.divergences(condition.controller, policy);
    for (int t = 0; t < condition.T; t++) {
      nu[i][t] += Math.min(rate * apart[t], (LARGEST_GROWTH - 1) * nu[i][t]);
    }
  }
}
