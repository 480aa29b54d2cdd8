/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

class GaeTest {
  private static final double DISCOUNT = 0.9;

  /** Two environments of six steps: a termination after the third step of the first, a truncation after the second of the other. */
  private static final class Case {
    final Batch batch = new Batch(2, 6, 1, 1, List.of());
    final double[] values = new double[12];
    final double[] next = new double[12];
    final double[] advantages = new double[12];

    Case() {
      RandomStream stream = new RandomStream(3);
      batch.terminated[2] = true;
      batch.truncated[7] = true;
      for (int t = 0; t < 12; t++) {
        batch.rewards[t] = stream.normal();
        values[t] = stream.normal();
      }
      for (int t = 0; t < 12; t++) {
        boolean cut = t == 5 || t == 7 || t == 11;
        next[t] = t == 2 ? 0 : cut ? stream.normal() : values[t + 1];
      }
    }

    double error(int t) {
      return batch.rewards[t] + DISCOUNT * next[t] - values[t];
    }
  }

  @Test
  void lambdaZeroIsTheErrorOfOneStep() {
    Case c = new Case();
    Gae.advantages(c.batch, c.values, c.next, DISCOUNT, 0, c.advantages);
    for (int t = 0; t < 12; t++) {
      assertEquals(c.error(t), c.advantages[t], 1e-12 * Math.abs(c.error(t)));
    }
  }

  @Test
  void lambdaOneIsTheDiscountedReturnMinusTheValue() {
    Case c = new Case();
    Gae.advantages(c.batch, c.values, c.next, DISCOUNT, 1, c.advantages);
    int[] ends = {2, 2, 2, 5, 5, 5, 7, 7, 11, 11, 11, 11};
    for (int t = 0; t < 12; t++) {
      double gain = Math.pow(DISCOUNT, ends[t] - t + 1) * c.next[ends[t]];
      for (int s = t; s <= ends[t]; s++) {
        gain += Math.pow(DISCOUNT, s - t) * c.batch.rewards[s];
      }
      assertEquals(gain - c.values[t], c.advantages[t], 1e-12 * Math.max(1, Math.abs(gain)));
    }
  }

  /** Between the two, the weighted sum of errors up to the end, none of which lies behind it. */
  @Test
  void otherwiseErrorsAreWeighted() {
    Case c = new Case();
    double lambda = 0.7;
    Gae.advantages(c.batch, c.values, c.next, DISCOUNT, lambda, c.advantages);
    double factor = DISCOUNT * lambda;
    assertEquals(c.error(0) + factor * c.error(1) + factor * factor * c.error(2), c.advantages[0], 1e-12);
    assertEquals(c.error(6) + factor * c.error(7), c.advantages[6], 1e-12);
  }

  @Test
  void baselinesAreMeansOverTheBatchAndOverTheSameStep() {
    Batch batch = new Batch(2, 3, 1, 1, List.of());
    for (int t = 0; t < 6; t++) {
      batch.clock[t] = t % 3;
      batch.rewards[t] = t;
      batch.truncated[t] = t % 3 == 2;
    }
    double[] gains = new double[6];
    Reinforce.gains(batch, 0.5, false, gains);
    assertEquals(0 + 0.5 * 1 + 0.25 * 2, gains[0], 1e-12);
    assertEquals(3 + 0.5 * 4 + 0.25 * 5, gains[3], 1e-12);
    Reinforce.subtract(batch, Reinforce.Baseline.TIME, gains);
    assertEquals(0, gains[1] + gains[4], 1e-12);
    Reinforce.gains(batch, 0.5, true, gains);
    assertEquals(gains[0], gains[2], 0);
    assertEquals(gains[3], gains[5], 0);
    Reinforce.subtract(batch, Reinforce.Baseline.CONSTANT, gains);
    assertEquals(0, gains[0] + gains[3], 1e-12);
  }
}
