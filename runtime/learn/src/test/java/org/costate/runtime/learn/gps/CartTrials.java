/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.sim.EnvironmentInfo.Control;
import org.costate.runtime.sim.EnvironmentInfo.Observation;
import org.costate.runtime.stats.RandomStream;

/** A cart on a line with a little friction and noise, which begins left or right of where it is to stand. */
final class CartTrials implements TrialSystem {
  static final int T = 30;
  static final double STEP = 0.1;
  private static final double[] STARTS = {-1, 1.5};

  private final double[] state = new double[2];
  private final double noise;
  private RandomStream stream = new RandomStream(0);
  private int k;
  private long transitions;

  /** What breaks at which step of all, for tests of failures; never by default. */
  long breaksAt = Long.MAX_VALUE;

  CartTrials(double noise) {
    this.noise = noise;
  }

  @Override
  public EnvironmentInfo info() {
    return new EnvironmentInfo("Cart", List.of(new Observation("seen", List.of(2), 0)),
        List.of(new Control("u", List.of(-20.0), List.of(20.0), List.of(), 0)), T);
  }

  @Override
  public int stateSize() {
    return 2;
  }

  @Override
  public int conditions() {
    return STARTS.length;
  }

  @Override
  public void reset(int condition, RandomStream own) {
    stream = own;
    k = 0;
    state[0] = STARTS[condition];
    state[1] = 0;
  }

  @Override
  public void step(double[] action, int at) {
    state[0] += STEP * state[1];
    state[1] += STEP * (action[at] - 0.3 * state[1]) + noise * stream.normal();
    transitions++;
    k++;
    if (transitions == breaksAt) {
      state[0] = Double.NaN;
    }
  }

  @Override
  public boolean over() {
    return k == T;
  }

  @Override
  public double[] state() {
    return state;
  }

  @Override
  public double[] observation() {
    return state;
  }

  @Override
  public long transitions() {
    return transitions;
  }

  /** x^2 + 0.1 v^2 + 0.01 u^2 at each step, ten times the first two in the end. */
  static final class Cost implements TrialCost {
    @Override
    public double stage(int step, double[] s, int sAt, double[] u, int uAt, double[] gradient, double[] hessian) {
      double value = state(s, sAt, 1, gradient, hessian);
      gradient[2] = 0.02 * u[uAt];
      hessian[8] = 0.02;
      return value + 0.01 * u[uAt] * u[uAt];
    }

    @Override
    public double terminal(double[] s, int sAt, double[] gradient, double[] hessian) {
      return state(s, sAt, 10, gradient, hessian);
    }

    private static double state(double[] s, int at, double weight, double[] gradient, double[] hessian) {
      Arrays.fill(gradient, 0);
      Arrays.fill(hessian, 0);
      gradient[0] = 2 * weight * s[at];
      gradient[1] = 0.2 * weight * s[at + 1];
      hessian[0] = 2 * weight;
      hessian[4] = 0.2 * weight;
      return weight * (s[at] * s[at] + 0.1 * s[at + 1] * s[at + 1]);
    }
  }

  /** What the best controller costs from a start, without noise: by the Riccati equation. */
  static double best(int condition) {
    double[] P = {10, 0, 0, 1};
    for (int t = 0; t < T; t++) {
      double[] A = {1, STEP, 0, 1 - 0.3 * STEP};
      double b = STEP; // of the rate alone
      double bPb = 0.01 + b * b * P[3];
      double[] bPA = {b * (P[2] * A[0] + P[3] * A[2]), b * (P[2] * A[1] + P[3] * A[3])};
      double[] next = new double[4];
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          next[i * 2 + j] = (i == j ? (i == 0 ? 1 : 0.1) : 0) - bPA[i] * bPA[j] / bPb;
          for (int k = 0; k < 2; k++) {
            for (int l = 0; l < 2; l++) {
              next[i * 2 + j] += A[k * 2 + i] * P[k * 2 + l] * A[l * 2 + j];
            }
          }
        }
      }
      P = next;
    }
    return STARTS[condition] * STARTS[condition] * P[0];
  }
}
