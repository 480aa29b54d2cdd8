/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.simplify.Simplifier;
import org.costate.runtime.numdiff.FiniteDifferenceProblem;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.junit.jupiter.api.Test;

/** Derivatives of a problem with a quaternion, an angle, design variables and a free final time, against differences along retract. */
class TangentDerivativesTest {
  private static final double FIRST = 100 * FiniteDifferenceProblem.FIRST_ORDER_TOLERANCE;
  private static final double SECOND = 100 * FiniteDifferenceProblem.SECOND_ORDER_TOLERANCE;

  @Test
  void areThoseOfTheValuesAlongTheManifold() {
    for (boolean freeTime : new boolean[] {true, false}) {
      for (int substeps : new int[] {1, 2}) {
        for (int limit : new int[] {0, ProblemEntries.DEFAULT_EXPAND_LIMIT}) {
          ExprBuilder builder = new ExprBuilder(new Simplifier());
          check(Compiling.instance(builder, Tumbler.graph(builder, substeps, freeTime), limit));
        }
      }
    }
  }

  private static void check(ProblemInstance exact) {
    Dims dims = exact.dims();
    assertEquals(new Dims(Tumbler.STATES, Tumbler.DIRECTIONS, 3, 10), dims);
    FiniteDifferenceProblem differences = new FiniteDifferenceProblem(exact);
    StageExpansion a = new StageExpansion(dims);
    StageExpansion b = new StageExpansion(dims);
    Curvature ha = new Curvature(dims);
    Curvature hb = new Curvature(dims);
    TerminalExpansion ta = new TerminalExpansion(dims);
    TerminalExpansion tb = new TerminalExpansion(dims);
    Random random = new Random(5);
    for (int repeat = 0; repeat < 10; repeat++) {
      double[] x = Tumbler.state(random, 1);
      double[] u = random.doubles(5, -1, 1).toArray();
      double[] lambda = random.doubles(3 + Tumbler.DIRECTIONS, -1, 1).toArray();
      int k = random.nextInt(10);
      exact.expand(k, x, 1, u, 2, a);
      differences.expand(k, x, 1, u, 2, b);
      assertArrayEquals(b.next, a.next, 1e-15);
      assertArrayEquals(b.fx, a.fx, FIRST);
      assertArrayEquals(b.fu, a.fu, FIRST);
      assertEquals(b.l, a.l, 1e-15);
      assertArrayEquals(b.lx, a.lx, FIRST);
      assertArrayEquals(b.lu, a.lu, FIRST);
      assertArrayEquals(b.lxx, a.lxx, SECOND);
      assertArrayEquals(b.lux, a.lux, SECOND);
      assertArrayEquals(b.luu, a.luu, SECOND);
      exact.curvature(k, x, 1, u, 2, lambda, 3, ha);
      differences.curvature(k, x, 1, u, 2, lambda, 3, hb);
      assertArrayEquals(hb.hxx, ha.hxx, SECOND);
      assertArrayEquals(hb.hux, ha.hux, SECOND);
      assertArrayEquals(hb.huu, ha.huu, SECOND);
      assertSymmetric(ha.hxx);
      assertSymmetric(a.lxx);
      exact.expandTerminal(x, 1, ta);
      differences.expandTerminal(x, 1, tb);
      assertEquals(tb.l, ta.l, 1e-14);
      assertArrayEquals(tb.lx, ta.lx, FIRST);
      assertArrayEquals(tb.lxx, ta.lxx, SECOND);
      assertSymmetric(ta.lxx);
    }
  }

  private static void assertSymmetric(double[] matrix) {
    int n = Tumbler.DIRECTIONS;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(matrix[i * n + j], matrix[j * n + i]);
      }
    }
  }

  @Test
  void patternsCoverWhatIsNotZero() {
    ExprBuilder builder = new ExprBuilder(new Simplifier());
    ProblemInstance problem = Compiling.instance(builder, Tumbler.graph(builder, 1, true));
    StageExpansion e = new StageExpansion(problem.dims());
    int n = Tumbler.DIRECTIONS;
    problem.expand(3, Tumbler.state(new Random(1), 0), 0, new double[] {0.3, 0.1, -0.2}, 0, e);
    assertEquals(n, problem.info().dynamicsPattern().rows());
    assertEquals(n + 3, problem.info().dynamicsPattern().columns());
    assertEquals(n + 3, problem.info().curvaturePattern().rows());
    int zeros = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean known = problem.info().dynamicsPattern().contains(i, j);
        assertTrue(known || e.fx[i * n + j] == 0);
        zeros += known ? 0 : 1;
      }
    }
    assertTrue(zeros > 30, "structural zeros must survive: " + zeros);
  }
}
