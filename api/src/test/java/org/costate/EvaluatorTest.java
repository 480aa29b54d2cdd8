/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final Problem PROBLEM = Costate.compile("map.ctl", """
      problem Map {
        param a = 2;
        state x;
        state y;
        control u;
        dynamics { next(x) = a*x*y + u^2; next(y) = sin(x) + t; }
        horizon 3 steps 3;
        start x = 0.5, y = -1;
        minimize { running l: x^2*u + y; terminal end: x*y^2; }
      }
      """).problem();
  private static final double[] X = {0.3, 0.7};
  private static final double[] U = {1.5};

  @Test
  void evaluatesTheFunctionsWithTheValuesThatAreSet() {
    Evaluator evaluator = PROBLEM.with("a", 3).evaluator();
    assertArrayEquals(new double[] {0.5, -1}, evaluator.start());
    assertArrayEquals(new double[] {3 * 0.3 * 0.7 + 2.25, Math.sin(0.3) + 2}, evaluator.step(2, X, U), 1e-15);
    assertEquals(0.09 * 1.5 + 0.7, evaluator.stageCost(0, X, U), 1e-15);
    assertEquals(0.3 * 0.49, evaluator.terminalCost(X), 1e-15);
  }

  @Test
  void derivativesAreExact() {
    Evaluator evaluator = PROBLEM.evaluator();
    StageExpansion f = evaluator.linearize(0, X, U);
    assertArrayEquals(new double[] {2 * 0.7, 2 * 0.3, Math.cos(0.3), 0}, f.fx, 1e-15);
    assertArrayEquals(new double[] {3, 0}, f.fu, 1e-15);
    StageExpansion l = evaluator.expand(0, X, U);
    assertArrayEquals(new double[] {2 * 0.3 * 1.5, 1}, l.lx, 1e-15);
    assertArrayEquals(new double[] {2 * 1.5, 0, 0, 0}, l.lxx, 1e-15);
    assertArrayEquals(new double[] {2 * 0.3, 0}, l.lux, 1e-15);
    Curvature h = evaluator.curvature(0, X, U, new double[] {1, 10});
    assertArrayEquals(new double[] {-10 * Math.sin(0.3), 2, 2, 0}, h.hxx, 1e-14);
    assertArrayEquals(new double[] {2}, h.huu, 1e-15);
    TerminalExpansion end = evaluator.expandTerminal(X);
    assertArrayEquals(new double[] {0.49, 2 * 0.3 * 0.7}, end.lx, 1e-15);
  }

  @Test
  void refusesPointsOfTheWrongSize() {
    Evaluator evaluator = PROBLEM.evaluator();
    assertThrows(IllegalArgumentException.class, () -> evaluator.step(3, X, U));
    assertThrows(IllegalArgumentException.class, () -> evaluator.step(0, U, U));
    assertThrows(IllegalArgumentException.class, () -> evaluator.linearize(0, X, X));
    assertThrows(IllegalArgumentException.class, () -> evaluator.curvature(0, X, U, U));
  }
}
