/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.costate.runtime.fixtures.Attitude;
import org.costate.runtime.fixtures.FreeStart;
import org.costate.runtime.fixtures.LinearQuadratic;
import org.costate.runtime.fixtures.Pendulum;
import org.costate.runtime.fixtures.ReferenceProblems;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/** What every solver must do; each solver's test extends it. */
public abstract class SolverContract {
  protected abstract Solver solver(OptimalControlProblem problem, Map<String, String> options);

  /** Options with which no point is good enough. */
  protected abstract Map<String, String> neverSatisfied();

  protected Solver solver(OptimalControlProblem problem) {
    return solver(problem, Map.of());
  }

  // gains

  @Test
  void feedbackGainsHaveTheHouseSign() {
    // x+ = x + u, l = (x^2 + u^2) / 2, lN = x^2 / 2 at the end: K(N-1) = -(1 + 1)^-1 1
    OptimalControlProblem scalar = new Scalar(1, 1, 1);
    SolveReport report = solver(scalar).solve(new double[1]);
    assertEquals(-0.5, report.policy().gain(0, 0, 0), 1e-15);
    assertEquals(-0.5, report.trajectory().U[0], 1e-15);
  }

  @Test
  void thePolicyAnswersADisturbanceOfALinearProblemOptimally() {
    LinearQuadratic problem = LinearQuadratic.random(4, 2, 30, 5);
    SolveReport report = solver(problem).solve(new double[60]);
    double[] x = report.trajectory().state(0);
    x[2] += 0.7;
    double[] moved = x.clone();
    OptimalControlProblem elsewhere = new ForwardingProblem(problem) {
      @Override
      public void start(double[] out, int at) {
        System.arraycopy(moved, 0, out, at, moved.length);
      }
    };
    SolveReport fresh = solver(elsewhere).solve(new double[60]);
    double[] u = new double[2];
    double[] next = new double[4];
    for (int k = 0; k < 30; k++) {
      report.policy().act(k, x, 0, u, 0);
      assertArrayEquals(fresh.trajectory().control(k), u, 1e-8);
      problem.step(k, x, 0, u, 0, next, 0);
      System.arraycopy(next, 0, x, 0, 4);
    }
  }

  // a free start

  @Test
  void aDirectionThatTheCostDoesNotFeelStaysWhereItIs() {
    OptimalControlProblem problem = new FreeStart(new ReferenceProblems.Drifting(),
        new double[] {-5, Double.NEGATIVE_INFINITY}, new double[] {5, Double.POSITIVE_INFINITY});
    SolveReport report = solver(problem).solve(new double[10]);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(3, report.trajectory().X[0], 1e-12);
    assertEquals(0, report.trajectory().X[1], 1e-9);
  }

  @Test
  void aSolutionWithAFreeStartIsAWarmStartToo() {
    Solver solver = solver(new Attitude(10), Map.of("tolerance", "1e-12"));
    SolveReport cold = solver.solve(new double[60]);
    SolveReport warm = solver(new Attitude(10)).solve(cold, IterationObserver.NONE);
    assertEquals(SolverStatus.CONVERGED, warm.status());
    assertEquals(0, warm.iterations());
    assertEquals(cold.trajectory().X[7], warm.trajectory().X[7], 1e-6);
    SolveReport again = solver.solve(new double[60]);
    assertArrayEquals(cold.trajectory().X, again.trajectory().X);
    assertArrayEquals(cold.policy().gains(), again.policy().gains());
  }

  @Test
  void iterationsWithAFreeStartAllocateNothing() {
    assertAllocatesNothing(new FreeStart(new Pendulum(), new double[] {-0.2, -0.5}, new double[] {0.2, 0.5}));
  }

  // how a solve can end

  @Test
  void stopsAtTheIterationLimit() {
    SolveReport report = solver(new Pendulum(), Map.of("iterations", "3")).solve(new double[60]);
    assertEquals(SolverStatus.ITERATION_LIMIT, report.status());
    assertEquals(3, report.iterations());
    assertFalse(report.status().isSuccess());
  }

  @Test
  void nanInTheFirstRolloutIsLocated() {
    SolveReport report = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
        double l = super.stage(k, x, xAt, u, uAt, next, nextAt);
        next[nextAt + 1] = k == 7 ? Double.NaN : next[nextAt + 1];
        return l;
      }
    }).solve(new double[60]);
    assertNotFinite(report, Quantity.NEXT_STATE, 0, 7);
    assertTrue(Double.isNaN(report.cost()));
  }

  @Test
  void nanInTheStageCostIsLocated() {
    SolveReport report = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
        double l = super.stage(k, x, xAt, u, uAt, next, nextAt);
        return k == 9 ? Double.POSITIVE_INFINITY : l;
      }
    }).solve(new double[60]);
    assertNotFinite(report, Quantity.STAGE_COST, 0, 9);
  }

  @Test
  void nanInTheTerminalCostIsLocated() {
    SolveReport report = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public double terminal(double[] x, int xAt) {
        return Double.NaN;
      }
    }).solve(new double[60]);
    assertNotFinite(report, Quantity.TERMINAL_COST, 0, 60);
  }

  @Test
  void nanInAStartOrAControlIsLocated() {
    SolveReport start = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public void start(double[] x, int xAt) {
        x[xAt] = Double.NaN;
      }
    }).solve(new double[60]);
    assertNotFinite(start, Quantity.START, 0, 0);
    double[] controls = new double[60];
    controls[4] = Double.NaN;
    assertNotFinite(solver(new Pendulum()).solve(controls), Quantity.CONTROL, 0, 4);
  }

  @Test
  void nanInDerivativesIsLocated() {
    SolveReport jacobian = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
        super.expand(k, x, xAt, u, uAt, out);
        out.fx[1] = k == 5 ? Double.NaN : out.fx[1];
      }
    }).solve(new double[60]);
    assertNotFinite(jacobian, Quantity.DYNAMICS_JACOBIAN, 0, 5);
    SolveReport gradient = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
        super.expand(k, x, xAt, u, uAt, out);
        out.lu[0] = k == 6 ? Double.POSITIVE_INFINITY : out.lu[0];
      }
    }).solve(new double[60]);
    assertNotFinite(gradient, Quantity.STAGE_COST_DERIVATIVES, 0, 6);
    SolveReport terminal = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public void expandTerminal(double[] x, int xAt, TerminalExpansion out) {
        super.expandTerminal(x, xAt, out);
        out.lxx[0] = Double.NaN;
      }
    }).solve(new double[60]);
    assertNotFinite(terminal, Quantity.TERMINAL_COST_DERIVATIVES, 0, 60);
  }

  @Test
  void everyStepLeadingToNanIsNotStallingButNotFinite() {
    SolveReport report = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
        double l = super.stage(k, x, xAt, u, uAt, next, nextAt);
        return k == 3 && u[uAt] != 0 ? Double.NaN : l;
      }
    }).solve(new double[60]);
    assertNotFinite(report, Quantity.STAGE_COST, 0, 3);
    assertTrue(Double.isFinite(report.cost()));
  }

  protected static void assertNotFinite(SolveReport report, Quantity quantity, int iteration, int step) {
    assertEquals(SolverStatus.NOT_FINITE, report.status());
    assertEquals(Optional.of(new NonFinite(quantity, iteration, step)), report.nonFinite());
  }

  @Test
  void anUnboundedCostIsAStatus() {
    SolveReport report = solver(new Scalar(1.5, -1, 20)).solve(new double[20]);
    assertEquals(SolverStatus.UNBOUNDED, report.status());
  }

  @Test
  void interruptingTheThreadEndsTheSolve() {
    Thread.currentThread().interrupt();
    SolveReport report = solver(new Pendulum()).solve(new double[60]);
    assertTrue(Thread.interrupted(), "the thread must stay interrupted");
    assertEquals(SolverStatus.INTERRUPTED, report.status());
  }

  // edges

  @Test
  void aProblemWithoutControlsIsARollout() {
    OptimalControlProblem uncontrolled = new Uncontrolled();
    SolveReport report = solver(uncontrolled).solve(new double[0]);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(0, report.iterations());
    assertEquals(1.75, report.cost());
  }

  @Test
  void aProblemWithoutStepsIsItsTerminalCost() {
    SolveReport report = solver(new Scalar(1, 1, 0)).solve(new double[0]);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(0.5, report.cost());
  }

  @Test
  void controlsOfTheWrongLengthAreRefusedWithBothNumbers() {
    String message = assertThrows(IllegalArgumentException.class, () -> solver(new Pendulum()).solve(new double[59]))
        .getMessage();
    assertTrue(message.contains("59") && message.contains("60"), message);
  }

  // habits

  @Test
  void aSolutionIsAWarmStartThatNeedsNoStep() {
    Solver solver = solver(new Pendulum(), Map.of("tolerance", "1e-12"));
    SolveReport cold = solver.solve(new double[60]);
    assertEquals(SolverStatus.CONVERGED, cold.status());
    SolveReport warm = solver(new Pendulum()).solve(cold, IterationObserver.NONE);
    assertEquals(SolverStatus.CONVERGED, warm.status());
    assertEquals(0, warm.iterations());
    assertArrayEquals(cold.trajectory().U, warm.trajectory().U);
  }

  @Test
  void theSameSolveGivesTheSameBits() {
    Solver reused = solver(new Pendulum());
    SolveReport first = reused.solve(new double[60]);
    SolveReport again = reused.solve(new double[60]);
    SolveReport other = solver(new Pendulum()).solve(new double[60]);
    for (SolveReport report : List.of(again, other)) {
      assertArrayEquals(first.trajectory().X, report.trajectory().X);
      assertArrayEquals(first.trajectory().U, report.trajectory().U);
      assertArrayEquals(first.policy().gains(), report.policy().gains());
      assertEquals(first.evaluations(), report.evaluations());
    }
  }

  @Test
  void iterationsAllocateNothing() {
    assertAllocatesNothing(new Pendulum());
  }

  protected void assertAllocatesNothing(OptimalControlProblem problem) {
    double[] start = new double[60];
    assertAllocatesNothing(problem, solver -> solver.solve(start).iterations());
  }

  /** @param solve solves, and returns the number of iterations */
  protected void assertAllocatesNothing(OptimalControlProblem problem, ToIntFunction<Solver> solve) {
    Map<String, String> few = new TreeMap<>(neverSatisfied());
    few.put("iterations", "5");
    Map<String, String> many = new TreeMap<>(neverSatisfied());
    many.put("iterations", "10");
    Solver five = solver(problem, few);
    Solver ten = solver(problem, many);
    for (int warm = 0; warm < 3; warm++) {
      assertEquals(5, solve.applyAsInt(five));
      assertEquals(10, solve.applyAsInt(ten));
    }
    assertEquals(allocated(five, solve), allocated(ten, solve));
  }

  // in a control loop

  @Test
  void aPlanIsImprovedInItsPlace() {
    Trajectory plan = rolledOut(new Pendulum());
    SolveReport report = solver(new Pendulum()).solve(plan, IterationObserver.NONE);
    Solver solver = solver(new Pendulum());
    assertEquals(SolverStatus.CONVERGED, solver.improve(plan));
    assertEquals(report.iterations(), solver.iterations());
    assertArrayEquals(report.trajectory().X, plan.X);
    assertArrayEquals(report.trajectory().U, plan.U);
  }

  @Test
  void forgettingBeginsAnew() {
    Solver solver = solver(new Pendulum(), Map.of("iterations", "4"));
    Trajectory first = rolledOut(new Pendulum());
    solver.improve(first);
    solver.forget();
    Trajectory again = rolledOut(new Pendulum());
    solver.improve(again);
    assertArrayEquals(first.U, again.U);
  }

  @Test
  void improvingAllocatesNothing() {
    assertImprovingAllocatesNothing(new Pendulum());
  }

  /** Not even what a report takes. */
  protected void assertImprovingAllocatesNothing(OptimalControlProblem problem) {
    Map<String, String> options = new TreeMap<>(neverSatisfied());
    options.put("iterations", "5");
    Solver solver = solver(problem, options);
    Trajectory guess = rolledOut(problem);
    Trajectory plan = guess.copy();
    ToIntFunction<Solver> improve = s -> {
      plan.copyFrom(guess);
      return s.improve(plan).ordinal();
    };
    for (int warm = 0; warm < 5; warm++) {
      assertEquals(SolverStatus.ITERATION_LIMIT.ordinal(), improve.applyAsInt(solver));
    }
    assertEquals(0, allocated(solver, improve));
  }

  /** A few iterations at a time reach what a solve reaches: multipliers are kept in between. */
  protected void assertImprovesToTheSolution(OptimalControlProblem problem) {
    SolveReport report =
        solver(problem, Map.of("tolerance", "1e-11")).solve(rolledOut(problem), IterationObserver.NONE);
    Solver solver = solver(problem, Map.of("tolerance", "1e-11", "iterations", "3"));
    Trajectory plan = rolledOut(problem);
    SolverStatus status = solver.improve(plan);
    for (int i = 0; i < 100 && status == SolverStatus.ITERATION_LIMIT; i++) {
      status = solver.improve(plan);
    }
    assertEquals(SolverStatus.CONVERGED, status);
    assertArrayEquals(report.trajectory().U, plan.U, 1e-6);
  }

  private static Trajectory rolledOut(OptimalControlProblem problem) {
    Trajectory plan = new Trajectory(problem.dims());
    Rollout.run(problem, plan);
    return plan;
  }

  private static long allocated(Solver solver, ToIntFunction<Solver> solve) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int repeat = 0; repeat < 5; repeat++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      int unused = solve.applyAsInt(solver);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @Test
  void badOptionsAreRefusedByName() {
    for (Map<String, String> bad : List.of(Map.of("iteration", "3"), Map.of("iterations", "-1"),
        Map.of("tolerance", "small"))) {
      String name = bad.keySet().iterator().next();
      String message = assertThrows(IllegalArgumentException.class, () -> solver(new Pendulum(), bad)).getMessage();
      assertTrue(message.contains(name), message);
    }
  }

  /** x+ = a x + u, l = (q x^2 + u^2) / 2, lN = q x^2 / 2, x(0) = 1. */
  protected record Scalar(double a, double q, int steps) implements OptimalControlProblem {
    @Override
    public Dims dims() {
      return new Dims(1, 1, 1, steps);
    }

    @Override
    public void start(double[] x, int xAt) {
      x[xAt] = 1;
    }

    @Override
    public void controlBounds(double[] lower, double[] upper) {
      lower[0] = Double.NEGATIVE_INFINITY;
      upper[0] = Double.POSITIVE_INFINITY;
    }

    @Override
    public void step(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
      next[nextAt] = a * x[xAt] + u[uAt];
    }

    @Override
    public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
      step(k, x, xAt, u, uAt, next, nextAt);
      return 0.5 * (q * x[xAt] * x[xAt] + u[uAt] * u[uAt]);
    }

    @Override
    public double terminal(double[] x, int xAt) {
      return 0.5 * q * x[xAt] * x[xAt];
    }

    @Override
    public void linearize(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
      step(k, x, xAt, u, uAt, out.next, 0);
      out.fx[0] = a;
      out.fu[0] = 1;
    }

    @Override
    public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
      linearize(k, x, xAt, u, uAt, out);
      out.l = stage(k, x, xAt, u, uAt, out.next, 0);
      out.lx[0] = q * x[xAt];
      out.lu[0] = u[uAt];
      out.lxx[0] = q;
      out.luu[0] = 1;
    }

    @Override
    public void expandTerminal(double[] x, int xAt, TerminalExpansion out) {
      out.l = terminal(x, xAt);
      out.lx[0] = q * x[xAt];
      out.lxx[0] = q;
    }

    @Override
    public void curvature(int k, double[] x, int xAt, double[] u, int uAt, double[] lambda, int lambdaAt,
        Curvature out) {
      out.hxx[0] = 0;
    }
  }

  /** x+ = x / 2 from 1 for two steps, l = lN = x. */
  private static final class Uncontrolled implements OptimalControlProblem {
    @Override
    public Dims dims() {
      return new Dims(1, 1, 0, 2);
    }

    @Override
    public void start(double[] x, int xAt) {
      x[xAt] = 1;
    }

    @Override
    public void controlBounds(double[] lower, double[] upper) {
      // no controls
    }

    @Override
    public void step(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
      next[nextAt] = x[xAt] / 2;
    }

    @Override
    public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
      step(k, x, xAt, u, uAt, next, nextAt);
      return x[xAt];
    }

    @Override
    public double terminal(double[] x, int xAt) {
      return x[xAt];
    }

    @Override
    public void linearize(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
      step(k, x, xAt, u, uAt, out.next, 0);
      out.fx[0] = 0.5;
    }

    @Override
    public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
      linearize(k, x, xAt, u, uAt, out);
      out.l = x[xAt];
      out.lx[0] = 1;
    }

    @Override
    public void expandTerminal(double[] x, int xAt, TerminalExpansion out) {
      out.l = x[xAt];
      out.lx[0] = 1;
    }

    @Override
    public void curvature(int k, double[] x, int xAt, double[] u, int uAt, double[] lambda, int lambdaAt,
        Curvature out) {
      out.hxx[0] = 0;
    }
  }
}
