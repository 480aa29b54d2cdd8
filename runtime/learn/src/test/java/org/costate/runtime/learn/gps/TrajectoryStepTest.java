/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.costate.runtime.learn.gps.TrajectoryStep.Anchor;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoryStepTest {
  private static final int T = 6;
  private static final int N = 3;
  private static final int M = 2;

  private final RandomStream stream = new RandomStream(11);
  private final LinearGaussianModel model = RandomModels.model(T, N, M, stream);
  private final QuadraticCost cost = RandomModels.cost(T, N, M, stream);
  private final LinearGaussianController reference = RandomModels.controller(T, N, M, stream);
  private final TrajectoryStep step = new TrajectoryStep(T, N, M);
  private final Marginals marginals = new Marginals(T, N, M);
  private final Divergence divergence = new Divergence(N, M);

  private double expected(LinearGaussianController controller) {
    marginals.run(model, controller);
    return cost.expected(marginals);
  }

  private double divergence(LinearGaussianController p, LinearGaussianController q) {
    marginals.run(model, p);
    return divergence.sum(p, q, marginals);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 5})
  void theBoundIsReachedAndCostsLess(double bound) {
    TrajectoryStep.Result result = step.improve(model, cost, reference, Optional.empty(), bound, 1);
    assertTrue(result.met());
    assertEquals(bound, divergence(step.controller, reference), 0.1 * bound);
    assertEquals(result.divergence(), divergence(step.controller, reference), 1e-9);
    assertTrue(expected(step.controller) < expected(reference));
  }

  /** No change of a gain, an offset or a covariance makes the Lagrangian smaller: all of them at their best is what the sweep computes. */
  @Test
  void nothingNearbyIsBetter() {
    double eta = step.improve(model, cost, reference, Optional.empty(), 0.5, 1).eta();
    LinearGaussianController best = step.controller;
    stationary(best, () -> expected(best) + eta * divergence(best, reference));
  }

  @Test
  void anAnchorPullsWithItsWeights() {
    LinearGaussianController policy = RandomModels.controller(T, N, M, stream);
    double[] nu = {0.5, 1, 2, 0.1, 3, 1};
    double[] tilt = new double[T * M];
    Arrays.setAll(tilt, i -> stream.normal());
    double eta =
        step.improve(model, cost, reference, Optional.of(new Anchor(policy, nu, tilt)), 0.5, 1).eta();
    LinearGaussianController best = step.controller;
    stationary(best, () -> {
      double sum = expected(best) + eta * divergence(best, reference);
      marginals.run(model, best);
      for (int t = 0; t < T; t++) {
        sum += nu[t] * divergence.at(t, best, policy, marginals);
        for (int a = 0; a < M; a++) {
          sum += tilt[t * M + a] * marginals.mean[t * (N + M) + N + a];
        }
      }
      return sum;
    });
  }

  private static void stationaryMean(LinearGaussianController best, DoubleSupplier lagrangian) {
    double least = lagrangian.getAsDouble();
    double h = 1e-4;
    for (double[] numbers : new double[][] {best.K, best.k}) {
      for (int i = 0; i < numbers.length; i++) {
        double value = numbers[i];
        numbers[i] = value + h;
        double above = lagrangian.getAsDouble();
        numbers[i] = value - h;
        double below = lagrangian.getAsDouble();
        numbers[i] = value;
        assertEquals(0, (above - below) / (2 * h), 1e-5 * (1 + Math.abs(least)));
        assertTrue(above > least && below > least);
      }
    }
  }

  private static void stationary(LinearGaussianController best, DoubleSupplier lagrangian) {
    stationaryMean(best, lagrangian);
    double least = lagrangian.getAsDouble();
    double h = 1e-4;
    double[] S = new double[M * M];
    for (int t = 0; t < T; t++) {
      for (int i = 0; i < M; i++) {
        for (int j = 0; j <= i; j++) {
          double[] values = new double[2];
          for (int side = 0; side < 2; side++) {
            System.arraycopy(best.S, t * M * M, S, 0, M * M);
            double[] kept = S.clone();
            double change = (side == 0 ? h : -h) * best.S[t * M * M];
            S[i * M + j] += change;
            S[j * M + i] = S[i * M + j];
            best.spread(t, S, 0);
            values[side] = lagrangian.getAsDouble();
            best.spread(t, kept, 0);
          }
          assertEquals(0, (values[0] - values[1]) / (2 * h), 1e-4 * (1 + Math.abs(least)));
          assertTrue(values[0] > least && values[1] > least);
        }
      }
    }
  }

  /** Without a bound that holds anything back it is the regulator: the value of each state is at its least. */
  @Test
  void withoutABoundItIsTheRegulator() {
    TrajectoryStep.Result result =
        step.improve(model, cost, reference, Optional.empty(), Double.POSITIVE_INFINITY, 1);
    assertTrue(result.met());
    assertTrue(result.eta() < 1e-6);
    stationaryMean(step.controller, () -> expected(step.controller));
  }

  @Test
  void theSameBitsTwice() {
    step.improve(model, cost, reference, Optional.empty(), 0.5, 1);
    double[] first = step.controller.numbers();
    step.improve(model, cost, reference, Optional.empty(), 0.2, 10);
    step.improve(model, cost, reference, Optional.empty(), 0.5, 1);
    assertArrayEquals(first, step.controller.numbers());
  }
}
