/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.Arrays;
import org.costate.runtime.learn.run.RunState;

/**
 * Numbers brought to mean 0 and variance 1 by the means and variances of all that were counted before, and into [-10, 10]. Counted by the
 * method of Welford, in the form of Chan, Golub and LeVeque 1983 for parts.
 */
public final class Normalization {
  private static final double LIMIT = 10;
  private static final double EPSILON = 1e-8;

  private final boolean on;
  private final double[] mean;
  private final double[] squares;
  private double count;

  /** @param on whether it does anything */
  public Normalization(int size, boolean on) {
    this.on = on;
    mean = new double[size];
    squares = new double[size];
  }

  /** The number as a network sees it. */
  public float apply(double value, int i) {
    return (float) (on && count > 1 ? Math.clamp((value - mean[i]) / deviation(i), -LIMIT, LIMIT) : value);
  }

  /** The deviation of number {@code i}, 1 before anything was counted. */
  double deviation(int i) {
    return count > 1 ? Math.sqrt(squares[i] / count + EPSILON) : 1;
  }

  /** Counts one observation. */
  public void count(double[] values) {
    if (!on) {
      return;
    }
    count++;
    for (int i = 0; i < mean.length; i++) {
      double change = values[i] - mean[i];
      mean[i] += change / count;
      squares[i] += change * (values[i] - mean[i]);
    }
  }

  /** The same numbers in memory of their own. */
  public Normalization copy() {
    Normalization copy = new Normalization(mean.length, on);
    copy.count = count;
    System.arraycopy(mean, 0, copy.mean, 0, mean.length);
    System.arraycopy(squares, 0, copy.squares, 0, squares.length);
    return copy;
  }

  /** Whether it does anything. */
  public boolean on() {
    return on;
  }

  /** Counts what another one has counted, which then begins again. */
  void take(Normalization other) {
    double total = count + other.count;
    if (other.count == 0) {
      return;
    }
    for (int i = 0; i < mean.length; i++) {
      double change = other.mean[i] - mean[i];
      mean[i] += change * other.count / total;
      squares[i] += other.squares[i] + change * change * count * other.count / total;
    }
    count = total;
    other.count = 0;
    Arrays.fill(other.mean, 0);
    Arrays.fill(other.squares, 0);
  }

  public void save(RunState state) {
    state.put("count", count);
    state.put("mean", mean);
    state.put("squares", squares);
  }

  public void restore(RunState state) {
    count = state.doubles("count")[0];
    System.arraycopy(state.doubles("mean"), 0, mean, 0, mean.length);
    System.arraycopy(state.doubles("squares"), 0, squares, 0, squares.length);
  }
}
