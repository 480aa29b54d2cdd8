/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ir.Episode;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;
import org.costate.compiler.ir.View;
import org.costate.compiler.simplify.Simplifier;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.ddp.DdpOptions;
import org.costate.runtime.solve.ddp.DdpSolver;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.costate.runtime.solve.ilqr.IlqrSolver;
import org.junit.jupiter.api.Test;

/** Problems with design variables whose solution is known in closed form. */
class DesignTest {
  private final ExprBuilder b = new ExprBuilder(new Simplifier());
  private final Expr.Symbol t = b.symbol("t");
  private final Expr.Symbol x = b.symbol("x");
  private final Expr.Symbol u = b.symbol("u");
  private final Expr.Symbol p = b.symbol("p");

  /** One state from 0, one control that begins at {@code guess}, one design variable that begins at 1. */
  private ProblemInstance problem(Expr rate, Expr running, Expr terminal, Expr horizon, double guess, double least,
      double most) {
    Expr zero = b.constant(0);
    Expr low = b.constant(Double.NEGATIVE_INFINITY);
    Expr high = b.constant(Double.POSITIVE_INFINITY);
    ProblemGraph.Setup setup = new ProblemGraph.Setup(List.of(zero), List.of(false), List.of(low), List.of(high),
        List.of(low), List.of(high), List.of(b.constant(guess)), List.of(b.constant(1)), List.of(b.constant(least)),
        List.of(b.constant(most)));
    List<VariableInfo> variables = new ArrayList<>();
    variables.add(new VariableInfo(Kind.STATE, "x", List.of(), 0, "", "", 1));
    variables.add(new VariableInfo(Kind.CONTROL, "u", List.of(), 0, "", "", 1));
    variables.add(new VariableInfo(Kind.DESIGN, "p", List.of(), 0, "", "", 1));
    ProblemGraph graph = new ProblemGraph("P", ProblemInfo.Sense.MINIMIZE, t, List.of(x), List.of(u), List.of(),
        List.of(), List.of(p), ProblemGraph.Algebraic.NONE, false, List.of(rate),
        Collections.nCopies(1, Optional.empty()), Optional.of(running), Optional.of(terminal),
        new ProblemGraph.Integrator(Rule.RK4, 1, false), horizon, 40, setup,
        new ProblemGraph.Guess(List.of(Optional.empty()), List.of(Optional.empty())), List.of(),
        variables, List.of(), List.of(), Episode.NONE, View.NONE);
    return Compiling.instance(b, graph);
  }

  private static SolveReport ddp(ProblemInstance problem) {
    return new DdpSolver(problem, DdpOptions.parse(Map.of("tolerance", "1e-13"))).solve(problem.initialControls());
  }

  private static SolveReport ilqr(ProblemInstance problem) {
    return new IlqrSolver(problem, IlqrOptions.parse(Map.of("tolerance", "1e-13", "iterations", "2000")))
        .solve(problem.initialControls());
  }

  /**
   * x' = u, minimize a T + integral of u^2 + c (x(T) - 1)^2. For a given T the best u is the constant c / (1 + c T), which leaves a T + c / (1 +
   * c T); its minimum is at T = 1 / sqrt(a) - 1 / c.
   */
  @Test
  void aFreeFinalTimeIsTheOneOfTheClosedForm() {
    double a = 0.25;
    double c = 10;
    Expr miss = b.square(b.subtract(x, b.constant(1)));
    Expr terminal = b.add(b.multiply(b.constant(a), t), b.multiply(b.constant(c), miss));
    ProblemInstance problem = problem(u, b.square(u), terminal, p, 0.5, 0.1, 10);
    for (SolveReport report : List.of(ddp(problem), ilqr(problem))) {
      assertEquals(SolverStatus.CONVERGED, report.status());
      assertEquals(1 / Math.sqrt(a) - 1 / c, report.trajectory().X[1], 1e-6);
      assertEquals(c / (1 + c * 1.9), report.trajectory().U[7], 1e-6);
      double[] times = problem.times(report.trajectory().X);
      assertEquals(1.9, times[40], 1e-6);
      assertEquals(1.9 / 2, times[20], 1e-6);
    }
    assertTrue(ddp(problem).iterations() < 20);
    ProblemInstance short_ = problem(u, b.square(u), terminal, p, 0.5, 0.1, 1.5);
    SolveReport limited = ddp(short_);
    assertEquals(SolverStatus.CONVERGED, limited.status());
    assertEquals(1.5, limited.trajectory().X[1], 1e-15);
    assertEquals(c / (1 + c * 1.5), limited.trajectory().U[0], 1e-6);
    assertTrue(limited.kkt().stationarity() < 1e-6);
  }

  /**
   * The running cost may say it too: x' = u, minimize the integral of a t + u^2, and c (x(T) - 1)^2. With the integral of a t being a T^2 / 2,
   * the minimum of a T^2 / 2 + c / (1 + c T) satisfies a T (1 + c T)^2 = c^2.
   */
  @Test
  void timeItselfIsDifferentiated() {
    double c = 10;
    Expr miss = b.square(b.subtract(x, b.constant(1)));
    ProblemInstance problem =
        problem(u, b.add(t, b.square(u)), b.multiply(b.constant(c), miss), p, 0.5, 0.1, 10);
    double low = 0.1;
    double high = 10;
    while (high - low > 1e-14) {
      double middle = (low + high) / 2;
      if (middle * (1 + c * middle) * (1 + c * middle) > c * c) {
        high = middle;
      } else {
        low = middle;
      }
    }
    SolveReport report = ddp(problem);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(low, report.trajectory().X[1], 1e-6);
  }

  /**
   * x' = u + p over one second, minimize the integral of u^2 + p^2 / 4 and (x(1) - 2)^2: with u constant, x(1) = u + p, so u = 2 - u - p and
   * p / 4 = 2 - u - p, hence p = 4 u and u = 1/3.
   */
  @Test
  void aDesignVariableOfALinearQuadraticProblemTakesOneStep() {
    Expr running = b.add(b.square(u), b.multiply(b.constant(0.25), b.square(p)));
    Expr terminal = b.square(b.subtract(x, b.constant(2)));
    ProblemInstance problem = problem(b.add(u, p), running, terminal, b.constant(1), 0, -5, 5);
    SolveReport report = ddp(problem);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(1, report.iterations());
    assertEquals(4.0 / 3, report.trajectory().X[1], 1e-9);
    assertEquals(1.0 / 3, report.trajectory().U[20], 1e-9);
    assertArrayEquals(new double[] {0, 1.0 / 40}, new double[] {problem.times(report.trajectory().X)[0],
      problem.times(report.trajectory().X)[1]});
    SolveReport limited = ddp(problem(b.add(u, p), running, terminal, b.constant(1), 0, -5, 1));
    assertEquals(1, limited.trajectory().X[1]);
    assertEquals(0.5, limited.trajectory().U[20], 1e-9);
    assertEquals(List.of(), problem.limitedStates(), "limits of design variables are no constraints of the state");
  }

  /** What a compiled problem does between two iterations, the check of its values included. */
  @Test
  void iterationsAllocateNothing() {
    Expr miss = b.square(b.subtract(x, b.constant(1)));
    ProblemInstance problem = problem(u, b.add(t, b.square(u)), miss, p, 0.5, 0.1, 10);
    long few = Long.MAX_VALUE;
    long many = Long.MAX_VALUE;
    for (int repeat = 0; repeat < 5; repeat++) {
      few = Math.min(few, allocated(problem, "2"));
      many = Math.min(many, allocated(problem, "4"));
    }
    assertEquals(few, many);
  }

  private static long allocated(ProblemInstance problem, String iterations) {
    DdpSolver solver = new DdpSolver(problem,
        DdpOptions.parse(Map.of("tolerance", "0", "gradient_tolerance", "0", "iterations", iterations)));
    double[] controls = problem.initialControls();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    SolveReport report = solver.solve(controls);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(Integer.parseInt(iterations), report.iterations());
    return bytes;
  }
}
