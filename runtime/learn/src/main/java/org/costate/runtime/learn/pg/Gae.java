/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import org.costate.runtime.learn.rollout.Batch;

/**
 * Advantages as weighted means of estimates over one, two, ... steps:
 * A_t = sum_l (discount lambda)^l delta_(t+l), delta_t = r_t + discount V(s_(t+1)) - V(s_t), up to the end of the episode or of the batch.
 * After a termination V is 0; at a truncation it is that of the last state seen. Source: Schulman et al. 2016, equations (11) and (16).
 */
public final class Gae {
  private Gae() {}

  /**
   * @param values V of the state of each row, [rows]
   * @param next V of the state after each row, 0 after a termination, [rows]; neither is modified
   * @param advantages [rows], overwritten
   */
  public static void advantages(
      Batch batch, double[] values, double[] next, double discount, double lambda, double[] advantages) {
    double later = 0;
    for (int t = batch.rows() - 1; t >= 0; t--) {
      double delta = batch.rewards[t] + discount * next[t] - values[t];
      later = delta + (batch.isLast(t) ? 0 : discount * lambda * later);
      advantages[t] = later;
    }
  }

  /** Brings numbers to mean 0 and variance 1, where they are not all the same. */
  static void standardize(double[] numbers) {
    double mean = 0;
    for (double number : numbers) {
      mean += number / numbers.length;
    }
    double variance = 0;
    for (double number : numbers) {
      variance += (number - mean) * (number - mean) / numbers.length;
    }
    double scale = 1 / (Math.sqrt(variance) + 1e-8);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (numbers[i] - mean) * scale;
    }
  }
}
