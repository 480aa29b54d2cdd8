/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.costate.runtime.fixtures.Attitude;
import org.costate.runtime.fixtures.FreeStart;
import org.costate.runtime.fixtures.LinearQuadratic;
import org.costate.runtime.fixtures.Pendulum;
import org.costate.runtime.fixtures.ReferenceProblems;
import org.costate.runtime.fixtures.ReferenceProblems.Reference;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/** What every solver of this problem class must do; each solver's test extends it. */
public abstract class SolverContract {
  private static final Map<String, String> NEVER_SATISFIED = Map.of("tolerance", "0", "gradient_tolerance", "0");

  protected abstract MethodSchema schema();

  protected abstract Solver solver(OptimalControlProblem problem, Map<String, String> options);

  protected Solver solver(OptimalControlProblem problem) {
    return solver(problem, Map.of());
  }

  protected SolveReport solve(Reference reference, Map<String, String> options, List<Double> costs) {
    return solver(reference.problem(), options).solve(reference.controls(), i -> {
      if (costs.isEmpty()) {
        costs.add(i.cost + i.actualReduction);
      }
      costs.add(i.cost);
    });
  }

  /** The reference cost within 1e-5 relative, from a rollout that costs what the card says, never uphill, and with honest numbers. */
  protected SolveReport assertReaches(Reference reference, double optimalCost, int mostIterations) {
    List<Double> costs = new ArrayList<>();
    SolveReport report = solve(reference, Map.of(), costs);
    assertEquals(reference.initialCost(), costs.getFirst(), 1e-6);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(optimalCost, report.cost(), 1e-5 * optimalCost);
    assertTrue(report.iterations() <= mostIterations, () -> report.iterations() + " iterations");
    for (int i = 1; i < costs.size(); i++) {
      assertTrue(costs.get(i) <= costs.get(i - 1), "uphill at iteration " + i);
    }
    Trajectory replay = report.trajectory().copy();
    assertEquals(report.cost(), Rollout.run(reference.problem(), replay));
    assertArrayEquals(report.trajectory().X, replay.X);
    return report;
  }

  // exactness

  @Test
  void linearQuadraticProblemsTakeOneStepToTheKktSolution() {
    for (int n : new int[] {2, 4, 8, 12}) {
      for (int m : new int[] {1, 2, 4}) {
        LinearQuadratic problem = LinearQuadratic.random(n, m, 50, 100 * n + m);
        double[] exact = problem.solveKkt();
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        for (double[] start : List.of(new double[50 * m], new Random(n).doubles((long) 50 * m, -1, 1).toArray())) {
          SolveReport report = solver(problem).solve(start);
          assertEquals(SolverStatus.CONVERGED, report.status());
          assertEquals(1, report.iterations());
          assertArrayEquals(exact, report.trajectory().U, 1e-9 * largest, () -> problem.dims().toString());
        }
      }
    }
  }

  @Test
  void controlLimitsAreMetExactly() {
    for (int seed = 0; seed < 8; seed++) {
      int m = 1 + seed % 3;
      LinearQuadratic problem = LinearQuadratic.random(3, m, 12, seed).limited(0.15);
      double[] exact = problem.solveByCoordinates();
      SolveReport report = solver(problem, Map.of("tolerance", "1e-14")).solve(new double[12 * m]);
      assertEquals(SolverStatus.CONVERGED, report.status());
      assertArrayEquals(exact, report.trajectory().U, 1e-6);
      int clamped = 0;
      for (int i = 0; i < exact.length; i++) {
        if (Math.abs(report.trajectory().U[i]) == 0.15) {
          clamped++;
          for (int j = 0; j < 3; j++) {
            assertEquals(0, report.policy().gain(i / m, i % m, j), "a clamped control must not feed back");
          }
        }
      }
      assertTrue(clamped > 0 && clamped < exact.length, "the test must have clamped and free controls");
    }
  }

  @Test
  void initialControlsOutsideTheLimitsAreClamped() {
    LinearQuadratic problem = LinearQuadratic.random(3, 1, 12, 1).limited(0.15);
    double[] wild = new double[12];
    Arrays.fill(wild, 100);
    SolveReport report = solver(problem, Map.of("iterations", "0")).solve(wild);
    Arrays.fill(wild, 0.15);
    assertArrayEquals(wild, report.trajectory().U);
  }

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

  private static FreeStart freeStart(long seed, double limit) {
    double[] lower = {-limit, 0, -limit, -limit};
    double[] upper = {limit, 0, 2 * limit, limit};
    return new FreeStart(LinearQuadratic.random(4, 2, 8, seed), lower, upper);
  }

  private static double[] displacement(OptimalControlProblem problem, SolveReport report) {
    double[] start = new double[problem.dims().nx()];
    double[] dx = new double[problem.dims().ndx()];
    problem.start(start, 0);
    problem.difference(start, 0, report.trajectory().X, 0, dx, 0);
    return dx;
  }

  @Test
  void aFreeStartOfALinearProblemIsSolvedWithTheControls() {
    for (int seed = 0; seed < 5; seed++) {
      FreeStart problem = freeStart(seed, Double.POSITIVE_INFINITY);
      double[] exact = problem.solveDense();
      SolveReport report = solver(problem).solve(new double[16]);
      assertEquals(SolverStatus.CONVERGED, report.status());
      assertEquals(1, report.iterations());
      assertArrayEquals(Arrays.copyOf(exact, 4), displacement(problem, report), 1e-9);
      assertArrayEquals(Arrays.copyOfRange(exact, 4, 20), report.trajectory().U, 1e-9);
      assertEquals(report.cost(), Rollout.fromFirstState(problem, report.trajectory().copy()));
    }
  }

  @Test
  void limitsOfAFreeStartAreMet() {
    int atLimits = 0;
    for (int seed = 0; seed < 8; seed++) {
      FreeStart problem = freeStart(seed, 0.4);
      double[] exact = problem.solveByCoordinates();
      SolveReport report = solver(problem, Map.of("tolerance", "1e-14")).solve(new double[16]);
      assertEquals(SolverStatus.CONVERGED, report.status());
      double[] dx = displacement(problem, report);
      assertArrayEquals(Arrays.copyOf(exact, 4), dx, 1e-7);
      assertArrayEquals(Arrays.copyOfRange(exact, 4, 20), report.trajectory().U, 1e-7);
      for (int i = 0; i < 4; i++) {
        atLimits += i != 1 && (Math.abs(dx[i] + 0.4) < 1e-15 || Math.abs(dx[i] - (i == 2 ? 0.8 : 0.4)) < 1e-15) ? 1 : 0;
      }
      assertTrue(report.kkt().stationarity() < 1e-6, "what pushes against a limit does not count");
    }
    assertTrue(atLimits > 4 && atLimits < 24, "some must be at a limit, not all");
  }

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
  void attitudeAndFinalTimeAreSolvedOnTheManifold() {
    OptimalControlProblem problem = new Attitude(10);
    SolveReport report = solver(problem, Map.of("tolerance", "1e-12")).solve(new double[60]);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(report.cost(), Rollout.fromFirstState(problem, report.trajectory().copy()));
    for (int k = 0; k <= 20; k++) {
      double[] x = report.trajectory().state(k);
      assertEquals(1, x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3], 4e-16);
      assertEquals(report.trajectory().X[7], x[7]);
    }
    double time = report.trajectory().X[7];
    assertTrue(time > 2.1 && time < 9, () -> "T = " + time);
    for (double other : new double[] {time - 0.05, time + 0.05}) {
      double[] fixed = report.trajectory().state(0);
      fixed[7] = other;
      SolveReport there = solver(startingAt(problem, fixed)).solve(report.trajectory().U);
      assertTrue(there.cost() > report.cost(), "T = " + other + " must cost more");
    }
    SolveReport limited = solver(new Attitude(2.05)).solve(new double[60]);
    assertEquals(SolverStatus.CONVERGED, limited.status());
    assertEquals(2.05, limited.trajectory().X[7], 1e-15);
  }

  private static OptimalControlProblem startingAt(OptimalControlProblem problem, double[] x0) {
    return new ForwardingProblem(problem) {
      @Override
      public void start(double[] out, int at) {
        System.arraycopy(x0, 0, out, at, x0.length);
      }

      @Override
      public void startBounds(double[] lower, double[] upper) {
        Arrays.fill(lower, 0);
        Arrays.fill(upper, 0);
      }
    };
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
  void aValueFunctionThatOverflowsIsLocated() {
    SolveReport report = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public void expandTerminal(double[] x, int xAt, TerminalExpansion out) {
        super.expandTerminal(x, xAt, out);
        out.lxx[0] = Double.MAX_VALUE;
        out.lxx[3] = Double.MAX_VALUE;
      }
    }).solve(new double[60]);
    assertEquals(SolverStatus.NOT_FINITE, report.status());
    assertEquals(Quantity.VALUE_FUNCTION, report.nonFinite().orElseThrow().quantity());
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
  void derivativesThatLieEndInAStall() {
    SolveReport report = solver(new ForwardingProblem(new Pendulum()) {
      @Override
      public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
        super.expand(k, x, xAt, u, uAt, out);
        out.fu[1] = -out.fu[1];
      }
    }).solve(new double[60]);
    assertEquals(SolverStatus.STALLED, report.status());
    assertEquals(0, report.iterations());
  }

  @Test
  void interruptingTheSolverKeepsTheBestTrajectory() {
    Solver solver = solver(new Pendulum());
    SolveReport report = solver.solve(new double[60], i -> {
      if (i.number == 2) {
        solver.interrupt();
      }
    });
    assertEquals(SolverStatus.INTERRUPTED, report.status());
    assertEquals(2, report.iterations());
    assertEquals(report.cost(), Rollout.run(new Pendulum(), report.trajectory().copy()));
    assertEquals(SolverStatus.CONVERGED, solver.solve(report, IterationObserver.NONE).status());
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

  @Test
  void aCostThatVanishesAtTheOptimumConverges() {
    SolveReport report = solver(new ReferenceProblems.Vanishing()).solve(new double[40]);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(0, report.cost(), 1e-15);
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

  private void assertAllocatesNothing(OptimalControlProblem problem) {
    Map<String, String> few = new TreeMap<>(NEVER_SATISFIED);
    few.put("iterations", "5");
    Map<String, String> many = new TreeMap<>(NEVER_SATISFIED);
    many.put("iterations", "10");
    Solver five = solver(problem, few);
    Solver ten = solver(problem, many);
    double[] start = new double[60];
    for (int warm = 0; warm < 3; warm++) {
      assertEquals(5, five.solve(start).iterations());
      assertEquals(10, ten.solve(start).iterations());
    }
    assertEquals(allocated(five, start), allocated(ten, start));
  }

  private static long allocated(Solver solver, double[] start) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int repeat = 0; repeat < 5; repeat++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      solver.solve(start);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @Test
  void theObserverHearsWhatHappened() {
    List<double[]> heard = new ArrayList<>();
    SolveReport report = solver(new Pendulum()).solve(new double[60], i -> heard.add(
        new double[] {i.number, i.cost, i.actualReduction, i.expectedReduction, i.stepSize, i.gradientNorm}));
    assertEquals(report.iterations(), heard.size());
    for (int i = 0; i < heard.size(); i++) {
      double[] h = heard.get(i);
      assertEquals(i + 1, h[0]);
      assertTrue(h[2] >= 0 && h[3] > 0 && h[4] > 0 && h[5] > 0);
      if (i > 0) {
        assertEquals(heard.get(i - 1)[1] - h[1], h[2]);
      }
    }
    assertEquals(report.cost(), heard.getLast()[1], 1e-12 * report.cost());
  }

  // options

  @Test
  void everyOptionOfTheSchemaChangesTheSolve() {
    Map<String, String> unusual = Map.of("iterations", "2", "tolerance", "0.8", "gradient_tolerance", "1e2",
        "regularization.initial", "0.3", "regularization.min", "0.5", "regularization.max", "1e-7",
        "regularization.factor", "30", "line_search.steps", "2", "line_search.shrink", "0.3", "line_search.decrease",
        "0.9");
    assertEquals(new TreeMap<>(unusual).keySet(), new java.util.TreeSet<>(schema().optionNames()));
    String usual = fingerprint(Map.of());
    unusual.forEach((name, value) -> {
      assertTrue(schema().option(name).orElseThrow().type().accepts(value));
      assertNotEquals(usual, fingerprint(Map.of(name, value)), "option " + name + " is ignored");
    });
  }

  private String fingerprint(Map<String, String> options) {
    Reference reference = ReferenceProblems.b5();
    Map<String, String> all = new TreeMap<>(Map.of("iterations", "40"));
    all.putAll(options);
    SolveReport report = solver(reference.problem(), all).solve(reference.controls());
    return report.status() + " " + report.cost() + " " + report.evaluations();
  }

  @Test
  void badOptionsAreRefusedByName() {
    for (Map<String, String> bad : List.of(Map.of("iteration", "3"), Map.of("iterations", "-1"),
        Map.of("tolerance", "small"), Map.of("line_search.shrink", "2"))) {
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
