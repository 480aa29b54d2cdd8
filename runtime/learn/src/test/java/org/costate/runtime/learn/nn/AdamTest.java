/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** Adam beside its paper's algorithm in doubles. */
class AdamTest {
  private static final int SIZE = 7;

  /** Kingma and Ba 2015, algorithm 1, line by line. */
  private static final class Paper {
    final double[] theta;
    final double[] m = new double[SIZE];
    final double[] v = new double[SIZE];
    int t;

    Paper(float[] start) {
      theta = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        theta[i] = start[i];
      }
    }

    void step(double[] g, double alpha) {
      t++;
      for (int i = 0; i < SIZE; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        double meanEstimate = m[i] / (1 - Math.pow(0.9, t));
        double squareEstimate = v[i] / (1 - Math.pow(0.999, t));
        theta[i] -= alpha * meanEstimate / (Math.sqrt(squareEstimate) + 1e-8);
      }
    }
  }

  private static float[] gradient(RandomStream random) {
    float[] g = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      g[i] = (float) (Math.pow(10, i - 3) * (random.normal() + 0.3));
    }
    return g;
  }

  @Test
  void stepsAreThoseOfThePaper() {
    RandomStream random = new RandomStream(1);
    float[] values = new float[SIZE];
    Paper paper = new Paper(values);
    Adam adam = new Adam(SIZE);
    for (int t = 0; t < 300; t++) {
      float[] g = gradient(random);
      double[] exact = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        exact[i] = g[i];
      }
      double rate = t < 150 ? 1e-2 : 1e-3;
      adam.step(values, g, rate, Double.POSITIVE_INFINITY);
      paper.step(exact, rate);
    }
    assertEquals(300, adam.steps());
    for (int i = 0; i < SIZE; i++) {
      assertEquals(paper.theta[i], values[i], 2e-5, "number " + i);
    }
  }

  /** A gradient that is too long is the same as one that has been shortened. */
  @Test
  void aLongGradientIsShortened() {
    float[] limited = new float[SIZE];
    float[] shortened = new float[SIZE];
    Adam first = new Adam(SIZE);
    Adam second = new Adam(SIZE);
    float[] g = {3, 0, 4, 0, 0, 0, 0};
    first.step(limited, g, 0.1, 0.5);
    second.step(shortened, new float[] {0.3f, 0, 0.4f, 0, 0, 0, 0}, 0.1, Double.POSITIVE_INFINITY);
    assertArrayEquals(second.mean(), first.mean(), 1e-8f);
    assertArrayEquals(second.squares(), first.squares(), 1e-8f);
    assertArrayEquals(shortened, limited, 1e-6f);
    assertArrayEquals(new float[] {3, 0, 4, 0, 0, 0, 0}, g);
  }

  @Test
  void goesOnFromItsState() {
    RandomStream random = new RandomStream(2);
    float[] values = new float[SIZE];
    Adam unbroken = new Adam(SIZE);
    for (int t = 0; t < 20; t++) {
      unbroken.step(values, gradient(random), 1e-2, 1);
    }
    float[] again = values.clone();
    Adam resumed = new Adam(SIZE);
    System.arraycopy(unbroken.mean(), 0, resumed.mean(), 0, SIZE);
    System.arraycopy(unbroken.squares(), 0, resumed.squares(), 0, SIZE);
    resumed.resume(unbroken.steps());
    float[] g = gradient(random);
    unbroken.step(values, g, 1e-2, 1);
    resumed.step(again, g, 1e-2, 1);
    assertArrayEquals(values, again);
  }
}
