/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Stopping;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.costate.runtime.solve.ilqr.IlqrSolver;

/**
 * E1a: on random linear-quadratic problems the gains of the Riccati sweep, u = K x, give the controls of a dense solve of the optimality
 * conditions, and iLQR from any controls is at the optimum after one accepted iteration.
 */
public final class Exactness {
  private static final String NAME = "E1a";
  private static final int STEPS = 50;

  /** Largest difference from the dense solve, relative to the largest control. */
  static final double MAX_DIFFERENCE = 1e-9;

  /** Largest change of the cost after the first accepted iteration, relative to the cost. */
  static final double MAX_LATER_CHANGE = 1e-10;

  /** A doubled weight moves the optimum by more than this, relative to the largest control. */
  static final double MIN_EFFECT = 1e-3;

  /** A size of the problem: n states, m controls. */
  public record Size(int n, int m) {}

  private Exactness() {}

  /** All sizes of the experiment. */
  public static List<Size> sizes() {
    List<Size> sizes = new ArrayList<>();
    for (int n : new int[] {2, 4, 8, 12}) {
      for (int m : new int[] {1, 2, 4}) {
        sizes.add(new Size(n, m));
      }
    }
    return sizes;
  }

  /** The three arms for one seed; the value of each is the worst of all sizes. */
  public static List<Outcome> run(long seed, List<Size> sizes) throws IOException {
    Arm riccati = new Arm("riccati", seed);
    Arm oneIteration = new Arm("one_iteration", seed);
    Arm doubled = new Arm("doubled_weight", seed);
    for (Size size : sizes) {
      Random random = new Random(seed * 1_000 + size.n() * 10L + size.m());
      LinearQuadratic drawn = LinearQuadratic.random(size.n(), size.m(), random);
      double[] anywhere = LinearQuadratic.normal(STEPS * size.m(), random);
      Problem problem = Costate.load(Tree.root().resolve("benchmarks/experiments/e1a.ctl"),
          Map.of("n", (double) size.n(), "m", (double) size.m())).problem();
      double[] optimum = drawn.optimalControls(STEPS);
      riccati.add(() -> {
        CountingProblem counted = instance(problem, drawn);
        SolveReport report = solve(counted, new double[STEPS * size.m()], new ArrayList<>());
        return new Found(difference(drawn.closedLoop(report.policy(), STEPS), optimum), counted.transitions());
      });
      oneIteration.add(() -> {
        CountingProblem counted = instance(problem, drawn);
        List<Step> steps = new ArrayList<>();
        solve(counted, anywhere, steps);
        return new Found(laterChange(steps), counted.transitions());
      });
      doubled.add(() -> {
        CountingProblem counted = instance(problem, drawn.withStateWeight(2));
        SolveReport report = solve(counted, anywhere, new ArrayList<>());
        return new Found(-difference(report.trajectory().U, optimum), counted.transitions());
      });
    }
    return List.of(
        riccati.outcome(riccati.worst <= MAX_DIFFERENCE, riccati.worst),
        oneIteration.outcome(oneIteration.worst <= MAX_LATER_CHANGE, oneIteration.worst),
        doubled.outcome(-doubled.worst >= MIN_EFFECT, -doubled.worst));
  }

  private static CountingProblem instance(Problem problem, LinearQuadratic drawn) {
    OptimalControlProblem filled = problem.with("A", drawn.a())
        .with("B", drawn.b())
        .with("Q", drawn.q())
        .with("R", drawn.r())
        .with("x0", drawn.x0())
        .evaluator()
        .problem();
    return new CountingProblem(filled);
  }

  /** An iteration as the judge needs it. */
  record Step(double cost, double reduction, double length) {}

  private static SolveReport solve(OptimalControlProblem problem, double[] controls, List<Step> steps) {
    // No stopping test, so that the second iteration happens.
    IlqrOptions options = IlqrOptions.defaults().withStopping(new Stopping(2, 0, 0));
    return new IlqrSolver(problem, options).solve(
        controls, (Iteration i) -> steps.add(new Step(i.cost, i.actualReduction, i.stepSize)));
  }

  /** max |u - v| / max |v|. */
  static double difference(double[] u, double[] v) {
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < v.length; i++) {
      difference = Math.max(difference, Math.abs(u[i] - v[i]));
      largest = Math.max(largest, Math.abs(v[i]));
    }
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / largest;
  }

  /** By how much later iterations lower the cost, relative to it; infinite if the first did not take a full step. */
  static double laterChange(List<Step> steps) {
    if (steps.isEmpty() || steps.getFirst().length() != 1) {
      return Double.POSITIVE_INFINITY;
    }
    return steps.stream().skip(1).mapToDouble(s -> Math.abs(s.reduction() / s.cost())).max().orElse(0);
  }

  private record Found(double value, long transitions) {}

  /** The worst of one arm over all sizes, and what it used. */
  private static final class Arm {
    private final String name;
    private final long seed;
    private double worst = Double.NEGATIVE_INFINITY;
    private long transitions;
    private long cpu;

    Arm(String name, long seed) {
      this.name = name;
      this.seed = seed;
    }

    void add(java.util.function.Supplier<Found> part) {
      long begin = CpuTimer.now();
      Found found = part.get();
      cpu += CpuTimer.now() - begin;
      worst = Math.max(worst, found.value());
      transitions += found.transitions();
    }

    Outcome outcome(boolean pass, double value) {
      return new Outcome(NAME, name, seed, value, pass, transitions, cpu * 1e-9);
    }
  }
}
