/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.costate.runtime.fixtures.Attitude;
import org.costate.runtime.fixtures.FreeStart;
import org.costate.runtime.fixtures.LinearQuadratic;
import org.costate.runtime.fixtures.Pendulum;
import org.costate.runtime.fixtures.ReferenceProblems;
import org.costate.runtime.fixtures.ReferenceProblems.Reference;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/**
 * What solvers that sweep along a trajectory do besides: their iterates satisfy the dynamics and stay within the limits of controls, every step
 * lowers the cost, and a linear-quadratic problem takes one.
 */
public abstract class SweepContract extends SolverContract {
  protected abstract MethodSchema schema();

  @Override
  protected Map<String, String> neverSatisfied() {
    return Map.of("tolerance", "0", "gradient_tolerance", "0");
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

  /** A problem that is hard enough for every option to matter. */
  protected Reference optionsReference() {
    return ReferenceProblems.b5();
  }

  /** So many iterations show whether an option matters there. */
  protected int optionsIterations() {
    return 40;
  }

  private String fingerprint(Map<String, String> options) {
    Reference reference = optionsReference();
    Map<String, String> all = new TreeMap<>(Map.of("iterations", "" + optionsIterations()));
    all.putAll(options);
    SolveReport report = solver(reference.problem(), all).solve(reference.controls());
    return report.status() + " " + report.cost() + " " + report.evaluations();
  }

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
  void attitudeAndFinalTimeAreSolvedOnTheManifold() {
    OptimalControlProblem problem = new Attitude(10);
    SolveReport report = solver(problem, Map.of("tolerance", "1e-12")).solve(new double[60]);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(report.cost(), Rollout.fromFirstState(problem, report.trajectory().copy()));
    for (int k = 0; k <= 20; k++) {
      double[] x = report.trajectory().state(k);
      assertEquals(1, x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3], 1e-15,
          "a unit up to the rounding of eight operations");
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
  void aCostThatVanishesAtTheOptimumConverges() {
    SolveReport report = solver(new ReferenceProblems.Vanishing()).solve(new double[40]);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(0, report.cost(), 1e-15);
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
  void everyOptionOfTheSchemaChangesTheSolve() {
    Map<String, String> unusual = unusual();
    TreeSet<String> names = new TreeSet<>(schema().optionNames());
    names.removeAll(Set.of("multistart", "seed", "spread")); // of the solver around this one
    assertEquals(new TreeMap<>(unusual).keySet(), names);
    String usual = fingerprint(Map.of());
    unusual.forEach((name, value) -> {
      assertTrue(schema().option(name).orElseThrow().type().accepts(value));
      assertNotEquals(usual, fingerprint(Map.of(name, value)), "option " + name + " is ignored");
    });
  }

  /** For each option of the schema a value that {@link #optionsReference} feels. */
  protected Map<String, String> unusual() {
    return Map.of("iterations", "2", "tolerance", "0.8", "gradient_tolerance", "1e2",
        "regularization.initial", "0.3", "regularization.min", "0.5", "regularization.max", "1e-7",
        "regularization.factor", "30", "line_search.steps", "2", "line_search.shrink", "0.3", "line_search.decrease",
        "0.9");
  }
}
