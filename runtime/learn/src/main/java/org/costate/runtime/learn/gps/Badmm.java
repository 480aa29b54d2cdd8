/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;

/**
 * Guided policy search by the Bregman alternating direction method of multipliers: multipliers of the mean actions, and weights that grow at steps
 * where controller and policy are further apart than on average. Source: Levine, Finn, Darrell and Abbeel 2016, section 4.2 and appendix A.
 * See docs/algorithms/gps.md.
 */
final class Badmm extends Alternation {
  /** How weights change at steps that are further apart than on average, and two deviations nearer. */
  private static final double MORE = 2;

  private static final double LESS = 0.5;

  private final double rate;

  Badmm(int conditions, int T, int m, int inner, double weight, double rate) {
    super(conditions, T, m, inner, weight);
    this.rate = rate;
  }

  @Override
  void raise(Condition condition, LinearGaussianController policy, int i, Search search) {
    double[] controller = condition.meanActions(condition.controller);
    double[] own = condition.meanActions(policy);
    for (int t = 0; t < condition.T; t++) {
      for (int a = 0; a < condition.m; a++) {
        int at = t * condition.m + a;
        lambda[i][at] += rate * nu[i][t] * (own[at] - controller[at]);
      }
    }
    weigh(condition.divergences(condition.controller, policy), nu[i]);
  }

  private static void weigh(double[] apart, double[] nu) {
    double mean = Arrays.stream(apart).average().orElseThrow();
    double deviation = Math.sqrt(Arrays.stream(apart).map(kl -> (kl - mean) * (kl - mean)).average().orElseThrow());
    for (int t = 0; t < nu.length; t++) {
      nu[t] *= apart[t] > mean ? MORE : apart[t] < mean - 2 * deviation ? LESS : 1;
    }
  }
}
