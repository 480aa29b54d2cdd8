/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.numdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.costate.runtime.fixtures.Attitude;
import org.costate.runtime.fixtures.LinearQuadratic;
import org.costate.runtime.fixtures.Pendulum;
import org.costate.runtime.fixtures.ReferenceProblems;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of every fixture against differences of its values: the fixtures' derivatives and the differences test each other. */
class FiniteDifferenceProblemTest {
  static Stream<OptimalControlProblem> fixtures() {
    return Stream.of(new Pendulum(), LinearQuadratic.random(3, 2, 5, 1), ReferenceProblems.b1().problem(),
        ReferenceProblems.b4().problem(), ReferenceProblems.b8().problem(), new Attitude(10));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void derivativesAgree(OptimalControlProblem exact) {
    FiniteDifferenceProblem differences = new FiniteDifferenceProblem(exact);
    int nx = exact.dims().nx();
    int nu = exact.dims().nu();
    StageExpansion a = new StageExpansion(exact.dims());
    StageExpansion b = new StageExpansion(exact.dims());
    Curvature ha = new Curvature(exact.dims());
    Curvature hb = new Curvature(exact.dims());
    TerminalExpansion ta = new TerminalExpansion(exact.dims());
    TerminalExpansion tb = new TerminalExpansion(exact.dims());
    Random random = new Random(3);
    for (int repeat = 0; repeat < 20; repeat++) {
      double[] x = random.doubles(nx + 1, -1, 1).toArray();
      double[] u = random.doubles(nu + 2, -0.5, 0.5).toArray();
      exact.retract(x.clone(), 1, new double[exact.dims().ndx()], 0, x, 1); // where the state is no vector space, into it
      double[] lambda = random.doubles(nx + 3, -1, 1).toArray();
      exact.expand(0, x, 1, u, 2, a);
      differences.expand(0, x, 1, u, 2, b);
      // third derivatives of the fixtures reach a few tens
      double first = 100 * FiniteDifferenceProblem.FIRST_ORDER_TOLERANCE;
      double second = 100 * FiniteDifferenceProblem.SECOND_ORDER_TOLERANCE;
      assertArrayEquals(a.next, b.next);
      assertArrayEquals(a.fx, b.fx, first);
      assertArrayEquals(a.fu, b.fu, first);
      assertEquals(a.l, b.l, 4 * Math.ulp(a.l));
      assertArrayEquals(a.lx, b.lx, first);
      assertArrayEquals(a.lu, b.lu, first);
      assertArrayEquals(a.lxx, b.lxx, second);
      assertArrayEquals(a.lux, b.lux, second);
      assertArrayEquals(a.luu, b.luu, second);
      exact.curvature(0, x, 1, u, 2, lambda, 3, ha);
      differences.curvature(0, x, 1, u, 2, lambda, 3, hb);
      assertArrayEquals(ha.hxx, hb.hxx, second);
      assertArrayEquals(ha.hux, hb.hux, second);
      assertArrayEquals(ha.huu, hb.huu, second);
      exact.expandTerminal(x, 1, ta);
      differences.expandTerminal(x, 1, tb);
      assertEquals(ta.l, tb.l, 4 * Math.ulp(ta.l));
      assertArrayEquals(ta.lx, tb.lx, 100 * first);
      assertArrayEquals(ta.lxx, tb.lxx, 100 * second);
    }
  }
}
