/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import org.costate.runtime.stats.RandomStream;

/**
 * Noise of a trial that changes slowly: normal numbers, filtered in time with a Gaussian whose ends are reflected, and scaled so that those of
 * each action have variance 1 over the trial.
 */
final class Exploration {
  private static final double REACH = 4;

  private final int T;
  private final int m;
  private final double[] filter;
  private final double[] raw;

  /** @param width deviation of the filter in steps; 0 for none */
  Exploration(int T, int m, double width) {
    this.T = T;
    this.m = m;
    int reach = (int) Math.ceil(REACH * width);
    filter = new double[2 * reach + 1];
    for (int i = -reach; i <= reach; i++) {
      filter[i + reach] = width == 0 ? 1 : StrictMath.exp(-0.5 * i * i / (width * width));
    }
    raw = new double[T];
  }

  /** Writes {@code z [T x m]}. */
  void draw(RandomStream stream, double[] z) {
    for (int a = 0; a < m; a++) {
      for (int t = 0; t < T; t++) {
        raw[t] = stream.normal();
      }
      double mean = 0;
      for (int t = 0; t < T; t++) {
        double sum = 0;
        for (int i = 0; i < filter.length; i++) {
          sum += filter[i] * raw[reflected(t + i - filter.length / 2)];
        }
        z[t * m + a] = sum;
        mean += sum / T;
      }
      double variance = 0;
      for (int t = 0; t < T; t++) {
        variance += (z[t * m + a] - mean) * (z[t * m + a] - mean) / T;
      }
      double scale = T == 1 ? 1 : 1 / Math.sqrt(variance);
      for (int t = 0; t < T; t++) {
        z[t * m + a] *= scale;
      }
    }
  }

  /** ..., 1, 0 | 0, 1, ..., T - 1 | T - 1, T - 2, ... */
  private int reflected(int t) {
    int in = Math.floorMod(t, 2 * T);
    return in < T ? in : 2 * T - 1 - in;
  }
}
