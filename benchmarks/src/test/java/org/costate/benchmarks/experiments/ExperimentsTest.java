/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.costate.benchmarks.experiments.Exactness.Size;
import org.costate.benchmarks.experiments.Exactness.Step;
import org.junit.jupiter.api.Test;

/** A short run of E1, E2 and E3, and the judges on data that must fail. */
class ExperimentsTest {
  @Test
  void smallLinearQuadraticProblemsAreSolvedExactly() throws IOException {
    assertPassed(Exactness.run(11, List.of(new Size(2, 1), new Size(4, 2))));
  }

  @Test
  void gradientsFallAsTheMethodsPromise() throws IOException {
    assertPassed(Convergence.run(11));
  }

  @Test
  void theBestOfManySwingUpsIsGoodAndItsGainsHold() throws IOException {
    assertPassed(SwingUp.run(11));
  }

  @Test
  void maximumEntropyControllersHaveTheirDensityAndMarginals() throws IOException {
    assertPassed(MaximumEntropyControl.run(11));
  }

  @Test
  void replanningSurvivesForests() throws IOException {
    assertPassed(Forest.run(11));
  }

  private static void assertPassed(List<Outcome> outcomes) {
    assertFalse(outcomes.isEmpty());
    for (Outcome outcome : outcomes) {
      assertTrue(outcome.pass(), outcome::toJson);
      assertTrue(outcome.transitions() > 0, outcome::toJson);
    }
  }

  /** The dense solve is itself optimal: no disturbance of its controls costs less. */
  @Test
  void denseSolveIsTheOptimum() {
    Random random = new Random(3);
    LinearQuadratic problem = LinearQuadratic.random(3, 2, random);
    double[] optimum = problem.optimalControls(10);
    double best = cost(problem, optimum, 3, 2);
    for (int trial = 0; trial < 20; trial++) {
      double[] other = optimum.clone();
      for (int i = 0; i < other.length; i++) {
        other[i] += 1e-3 * random.nextGaussian();
      }
      assertTrue(cost(problem, other, 3, 2) > best);
    }
  }

  private static double cost(LinearQuadratic problem, double[] u, int n, int m) {
    double[] x = problem.x0();
    double cost = 0;
    for (int k = 0; k <= u.length / m; k++) {
      cost += form(problem.q(), x, 0, n);
      if (k < u.length / m) {
        cost += form(problem.r(), u, k * m, m);
        double[] next = new double[n];
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            next[i] += problem.a()[i * n + j] * x[j];
          }
          for (int j = 0; j < m; j++) {
            next[i] += problem.b()[i * m + j] * u[k * m + j];
          }
        }
        x = next;
      }
    }
    return cost;
  }

  private static double form(double[] weight, double[] v, int at, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += 0.5 * v[at + i] * weight[i * n + j] * v[at + j];
      }
    }
    return sum;
  }

  @Test
  void judgeOfExactnessSeesAWrongControl() {
    double[] right = {1, -2, 0.5};
    assertEquals(0, Exactness.difference(right, right));
    assertTrue(Exactness.difference(new double[] {1, -2, 0.5 + 3e-9}, right) > Exactness.MAX_DIFFERENCE);
    assertTrue(Exactness.difference(new double[] {1, Double.NaN, 0.5}, right) > Exactness.MAX_DIFFERENCE);
  }

  @Test
  void judgeOfOneIterationSeesASecond() {
    assertEquals(0, Exactness.laterChange(List.of(new Step(3, 100, 1), new Step(3, 0, 1))));
    assertTrue(
        Exactness.laterChange(List.of(new Step(3, 100, 1), new Step(2.9, 1e-9, 1))) > Exactness.MAX_LATER_CHANGE);
    assertTrue(Exactness.laterChange(List.of(new Step(3, 100, 0.5))) > Exactness.MAX_LATER_CHANGE);
    assertTrue(Exactness.laterChange(List.of()) > Exactness.MAX_LATER_CHANGE);
  }

  @Test
  void judgeOfConvergenceTellsQuadraticFromLinear() {
    List<Double> quadratic = List.of(1e-1, 1e-2, 1e-3, 1e-5, 1e-10);
    List<Double> linear = Stream.iterate(1e-3, e -> 0.9 * e).limit(250).toList();
    assertTrue(Convergence.quadratic(quadratic) <= Convergence.MAX_QUADRATIC);
    assertFalse(Convergence.quadratic(linear) <= Convergence.MAX_QUADRATIC);
    assertFalse(Convergence.quadratic(List.of(1e-3, 1e-10)) <= Convergence.MAX_QUADRATIC, "too few iterations");
    assertFalse(Convergence.quadratic(List.of(1e-1, 1e-2, 1e-3, 1e-5)) <= Convergence.MAX_QUADRATIC, "not tiny");
    assertTrue(
        Convergence.linear(linear) >= Convergence.MIN_LINEAR && Convergence.linear(linear) <= Convergence.MAX_LINEAR);
    assertFalse(Convergence.linear(quadratic) >= Convergence.MIN_LINEAR);
    assertFalse(Convergence.linear(List.of(2e-6, 2e-6, 2e-6, 2e-6)) <= Convergence.MAX_LINEAR, "standing still");
  }
}
