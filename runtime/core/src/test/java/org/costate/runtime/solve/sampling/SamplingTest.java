/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.runtime.fixtures.Attitude;
import org.costate.runtime.fixtures.FreeStart;
import org.costate.runtime.fixtures.Jet;
import org.costate.runtime.fixtures.JetProblem;
import org.costate.runtime.fixtures.LinearQuadratic;
import org.costate.runtime.fixtures.Pendulum;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.costate.runtime.solve.method.SolverMethods;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both sampling methods must do. */
class SamplingTest {
  private static final int SEEDS = 5;

  private static Solver solver(String method, OptimalControlProblem problem, Object... options) {
    Map<String, String> text = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      text.put((String) options[i], options[i + 1].toString());
    }
    return SolverMethods.parse(method, text).solver(problem);
  }

  private static SolveReport solve(String method, OptimalControlProblem problem, Object... options) {
    return solver(method, problem, options).solve(new double[problem.dims().steps() * problem.dims().nu()]);
  }

  private static double optimum(OptimalControlProblem problem) {
    return IlqrOptions.defaults()
        .solver(problem)
        .solve(new double[problem.dims().steps() * problem.dims().nu()])
        .cost();
  }

  /** A copy of a problem that keeps no memory. */
  private static OptimalControlProblem shared(OptimalControlProblem problem) {
    return new ForwardingProblem(problem) {
      @Override
      public Optional<OptimalControlProblem> forAnotherThread() {
        return Optional.of(shared(original));
      }
    };
  }

  // optima

  /** For each of the seeds, not on average: the cost of the guess is 5 to 30 times that of the optimum. */
  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void linearQuadraticProblemsAreSolvedToAThousandth(String method) {
    for (int seed = 0; seed < SEEDS; seed++) {
      LinearQuadratic problem = LinearQuadratic.random(2, 1, 10, seed);
      double optimum = optimum(problem);
      double guess = IlqrOptions.defaults().withIterations(0).solver(problem).solve(new double[10]).cost();
      SolveReport report = solve(method, problem, "seed", seed, "spread", 1);
      assertEquals(SolverStatus.CONVERGED, report.status());
      assertTrue(report.cost() >= optimum - 1e-12 * Math.abs(optimum));
      assertEquals(optimum, report.cost(), 1e-3 * (guess - optimum), "seed " + seed);
      assertEquals(report.cost(), Rollout.run(problem, report.trajectory().copy()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void controlLimitsAreKeptAndUsed(String method) {
    LinearQuadratic problem = LinearQuadratic.random(3, 2, 8, 1).limited(0.15);
    double optimum = optimum(problem);
    SolveReport report = solve(method, problem, "spread", 1);
    assertEquals(optimum, report.cost(), 1e-2 * Math.abs(optimum));
    int clamped = 0;
    for (double u : report.trajectory().U) {
      assertTrue(Math.abs(u) <= 0.15);
      clamped += Math.abs(u) > 0.1499 ? 1 : 0;
    }
    assertTrue(clamped > 0, "the optimum has controls at their limits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void aFreeStartIsDrawnToo(String method) {
    FreeStart problem = new FreeStart(
        LinearQuadratic.random(4, 2, 5, 1), new double[] {-0.4, 0, -0.4, -0.4}, new double[] {0.4, 0, 0.8, 0.4});
    double optimum = optimum(problem);
    SolveReport report = solve(method, problem, "spread", 1, "samples", 512);
    assertEquals(optimum, report.cost(), 1e-2 * Math.abs(optimum));
    double[] start = new double[4];
    problem.start(start, 0);
    assertEquals(start[1], report.trajectory().X[1], "this part is given");
    assertTrue(Math.abs(report.trajectory().X[0] - start[0]) <= 0.4 + 1e-15);
    SolveReport attitude = solve(method, new Attitude(10), "iterations", 3);
    double[] x = attitude.trajectory().state(0);
    assertEquals(1, x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3], 1e-15);
  }

  /** x+ = x + u from 0 in 10 steps, at a cost of u^2 a step and of 1 for ending below 1: a step, without a slope anywhere. */
  private static final class Threshold extends JetProblem {
    Threshold() {
      super(new double[] {0}, 1, 10);
    }

    @Override
    protected Jet[] map(Jet[] x, Jet[] u) {
      return new Jet[] {x[0].plus(u[0])};
    }

    @Override
    protected Jet stageCost(Jet[] x, Jet[] u) {
      return u[0].square();
    }

    @Override
    protected Jet terminalCost(Jet[] x) {
      return x[0].times(0).plus(x[0].v >= 1 ? 0 : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void aStepThatGradientsDoNotSeeIsTaken(String method) {
    assertEquals(1, optimum(new Threshold()), "a method with derivatives stays where it is");
    for (int seed = 0; seed < SEEDS; seed++) {
      SolveReport report = solve(method, new Threshold(), "seed", seed);
      assertTrue(report.trajectory().X[10] >= 1);
      assertEquals(0.1, report.cost(), 0.01, "u = 1/10 at each step, seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void drawnControlsAreHeld(String method) {
    SolveReport report = solve(method, new Pendulum(), "hold", 7, "samples", 128, "iterations", 30);
    double[] U = report.trajectory().U;
    int changes = 0;
    for (int k = 1; k < U.length; k++) {
      changes += U[k] == U[k - 1] ? 0 : 1;
      assertTrue(U[k] == U[k - 1] || k % 7 == 0, "step " + k);
    }
    assertTrue(changes > 4, "only so many changes: " + changes);
    double still = Rollout.run(new Pendulum(), new Trajectory(new Pendulum().dims()));
    assertTrue(report.cost() < still / 10, () -> report.cost() + " of " + still);
  }

  // chance

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void aSeedGivesTheSameBitsOnAnyNumberOfThreads(String method) {
    SamplingOptions options = new SamplingOptions(20, 0, 64, 11, 0.5, 1);
    Update update = method.equals("cem") ? new CrossEntropy(8, 0.7) : new PathIntegral(0.3, 0.97);
    SolveReport one = new SamplingSolver(new Pendulum(), options, update, 1).solve(new double[60]);
    for (int threads = 2; threads <= 4; threads++) {
      SolveReport several = new SamplingSolver(shared(new Pendulum()), options, update, threads).solve(new double[60]);
      assertArrayEquals(one.trajectory().U, several.trajectory().U);
      assertEquals(one.cost(), several.cost());
    }
    Solver solver = solver(method, new Pendulum(), "iterations", 20, "seed", 11);
    assertArrayEquals(solver.solve(new double[60]).trajectory().U, solver.solve(new double[60]).trajectory().U);
    assertNotEquals(solve(method, new Pendulum(), "iterations", 20, "seed", 12).cost(), one.cost());
  }

  // how a solve can end

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void theBestIsKeptAndReported(String method) {
    List<Double> costs = new ArrayList<>();
    SolveReport report = solver(method, new Pendulum(), "iterations", 12)
        .solve(new double[60], iteration -> costs.add(iteration.cost));
    assertEquals(SolverStatus.ITERATION_LIMIT, report.status());
    assertEquals(12, report.iterations());
    assertEquals(12, costs.size());
    for (int i = 1; i < costs.size(); i++) {
      assertTrue(costs.get(i) <= costs.get(i - 1));
    }
    assertEquals(costs.getLast(), report.cost());
    assertTrue(report.evaluations().rollouts() > 12 * 256);
    assertTrue(Arrays.stream(report.policy().gains()).anyMatch(gain -> gain != 0), "feedback is that of a sweep");
    SolveReport none = solve(method, new Pendulum(), "iterations", 0);
    assertEquals(SolverStatus.ITERATION_LIMIT, none.status());
    assertArrayEquals(new double[60], none.trajectory().U);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void samplesThatLeaveTheNumbersAreLeftOut(String method) {
    OptimalControlProblem narrow = new ForwardingProblem(LinearQuadratic.random(2, 1, 6, 0)) {
      @Override
      public double terminal(double[] x, int xAt) {
        double cost = super.terminal(x, xAt);
        return cost > 20 ? Double.NaN : cost;
      }
    };
    SolveReport report = solve(method, narrow, "spread", 1);
    assertEquals(SolverStatus.CONVERGED, report.status());
    double optimum = optimum(LinearQuadratic.random(2, 1, 6, 0));
    assertEquals(optimum, report.cost(), 1e-2 * Math.abs(optimum));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void whereNothingIsFiniteThePlaceIsReported(String method) {
    SolveReport report = solve(method, new ForwardingProblem(new Pendulum()) {
      @Override
      public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
        double l = super.stage(k, x, xAt, u, uAt, next, nextAt);
        return k == 9 ? Double.NaN : l;
      }
    });
    assertEquals(SolverStatus.NOT_FINITE, report.status());
    assertEquals(Quantity.STAGE_COST, report.nonFinite().orElseThrow().quantity());
    assertEquals(9, report.nonFinite().orElseThrow().step());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void anUnboundedCostIsAStatus(String method) {
    SolveReport report = solve(method, new ForwardingProblem(new Pendulum()) {
      @Override
      public double terminal(double[] x, int xAt) {
        return -1e21 * Math.abs(x[xAt] - 0.1);
      }
    });
    assertEquals(SolverStatus.UNBOUNDED, report.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void anInterruptEndsIt(String method) {
    Solver solver = solver(method, new Pendulum());
    SolveReport report = solver.solve(new double[60], iteration -> {
      if (iteration.number == 3) {
        solver.interrupt();
      }
    });
    assertEquals(SolverStatus.INTERRUPTED, report.status());
    assertEquals(3, report.iterations());
    assertFalse(report.status().isSuccess());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cem", "mppi"})
  void optionsAreChecked(String method) {
    assertThrows(IllegalArgumentException.class, () -> solver(method, new Pendulum(), "samples", 1));
    assertThrows(IllegalArgumentException.class, () -> new SamplingOptions(1, 0, 2, 0, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> solver(method, new Pendulum()).solve(new double[3]));
  }
}
