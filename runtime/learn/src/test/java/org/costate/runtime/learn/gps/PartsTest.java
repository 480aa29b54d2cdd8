/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** Costs, exploration, first controllers and the rule of steps. */
class PartsTest {
  /** log(a + 4 |s|^2) in two numbers: its best parabola from above has the Hessian 8 / (a + 4 |s|^2) I. */
  private static final class Logarithm implements TrialCost {
    static final double A = 1e-3;

    @Override
    public double stage(int k, double[] s, int sAt, double[] u, int uAt, double[] gradient, double[] hessian) {
      double value = terminal(s, sAt, gradient, hessian);
      gradient[2] = u[uAt];
      hessian[8] = 1;
      return value + 0.5 * u[uAt] * u[uAt];
    }

    @Override
    public double terminal(double[] s, int sAt, double[] gradient, double[] hessian) {
      Arrays.fill(gradient, 0);
      Arrays.fill(hessian, 0);
      double q = A + 4 * (s[sAt] * s[sAt] + s[sAt + 1] * s[sAt + 1]);
      for (int i = 0; i < 2; i++) {
        gradient[i] = 8 * s[sAt + i] / q;
        for (int j = 0; j < 2; j++) {
          hessian[i * 3 + j] = (i == j ? 8 / q : 0) - 64 * s[sAt + i] * s[sAt + j] / (q * q);
        }
      }
      return Math.log(q);
    }
  }

  @Test
  void aSlowlyGrowingCostIsTouchedFromAbove() {
    Trials trials = new Trials(1, 1, 2, 1, 0);
    double[] states = {0.3, -0.4, 0.2, 0.1};
    System.arraycopy(states, 0, trials.states, 0, 4);
    trials.actions[0] = 2;
    QuadraticCost cost = new QuadraticCost(1, 2, 1);
    assertTrue(cost.expand(new Logarithm(), trials));
    double q = Logarithm.A + 4 * 0.25;
    // a / q is small, so both eigenvalues of the Hessian are 8 / q in size but for a part of a / q
    assertEquals(8 / q, cost.C[0], 2 * 8 / q * Logarithm.A / q);
    assertEquals(8 / q, cost.C[4], 2 * 8 / q * Logarithm.A / q);
    assertEquals(0, cost.C[1], 2 * 8 / q * Logarithm.A / q);
    double value = cost.constant[0];
    double[] z = {0.3, -0.4, 2};
    for (int i = 0; i < 3; i++) {
      value += cost.c[i] * z[i];
      for (int j = 0; j < 3; j++) {
        value += 0.5 * z[i] * cost.C[i * 3 + j] * z[j];
      }
    }
    assertEquals(Math.log(q) + 2, value, 1e-12);
    assertEquals(Math.log(q) + 2 + Math.log(Logarithm.A + 4 * 0.05), cost.measured, 1e-12);
  }

  @Test
  void aCostThatIsNotFiniteIsNone() {
    Trials trials = new Trials(1, 1, 2, 1, 0);
    trials.states[0] = Double.NaN;
    assertTrue(!new QuadraticCost(1, 2, 1).expand(new Logarithm(), trials));
  }

  @Test
  void explorationIsSmoothAndOfVarianceOne() {
    Exploration exploration = new Exploration(400, 2, 2);
    double[] z = new double[800];
    exploration.draw(new RandomStream(3), z);
    for (int a = 0; a < 2; a++) {
      double mean = 0;
      double square = 0;
      double neighbours = 0;
      for (int t = 0; t < 400; t++) {
        mean += z[t * 2 + a] / 400;
      }
      for (int t = 0; t < 400; t++) {
        square += (z[t * 2 + a] - mean) * (z[t * 2 + a] - mean) / 400;
        neighbours += t == 0 ? 0 : (z[t * 2 + a] - mean) * (z[t * 2 - 2 + a] - mean) / 400;
      }
      assertEquals(1, square, 1e-12);
      assertEquals(Math.exp(-1.0 / 16), neighbours, 0.05); // white noise filtered with deviation 2: exp(-1 / (4 * 4))
    }
  }

  @Test
  void withoutAFilterExplorationIsWhite() {
    double[] z = new double[2000];
    new Exploration(2000, 1, 0).draw(new RandomStream(4), z);
    double neighbours = 0;
    for (int t = 1; t < 2000; t++) {
      neighbours += z[t] * z[t - 1] / 2000;
    }
    assertEquals(0, neighbours, 4 / Math.sqrt(2000));
  }

  /** Double integrators that begin beside the start are brought back to it, and the last gains are those of one step. */
  @Test
  void theFirstControllerHoldsTheStart() {
    int T = 100;
    double h = 0.05;
    double[] start = {0.5, -1, 0, 0, 7};
    LinearGaussianController controller = HoldingController.around(start, T, 2, h, Hold.DEFAULTS);
    double[] s = {0.8, -1.2, 0.1, 0, 7};
    double[] u = new double[2];
    for (int t = 0; t < T; t++) {
      controller.mean(t, s, 0, u, 0);
      for (int i = 0; i < 2; i++) {
        s[i] += h * s[2 + i] + h * h * u[i];
        s[2 + i] += h * u[i];
      }
    }
    assertEquals(0.5, s[0], 0.05);
    assertEquals(-1, s[1], 0.05);
    // the last step has no future: nothing is done, with the variance 1 / 50
    assertEquals(0, controller.K[(T - 1) * 10], 0);
    assertEquals(1.0 / 50, controller.S[(T - 1) * 4], 1e-15);
    // gains do not mix the axes, and the fifth number has no part
    assertEquals(0, controller.K[1], 0);
    assertEquals(0, controller.K[4], 0);
  }

  @Test
  void theRuleOfSteps() {
    StepRule rule = new StepRule(0.01, 3);
    assertEquals(1, rule.next(2, 1, 0), 1e-15); // half of the promise surprises: 1 / (2 * 1) = 0.5
    assertEquals(0.2, rule.next(2, 1, -100), 1e-15); // a tenth
    assertEquals(3, rule.next(2, 1, 0.9), 1e-15);
    assertEquals(0.01, rule.next(0.02, -1, -3), 1e-15); // a step that promised nothing
  }
}
