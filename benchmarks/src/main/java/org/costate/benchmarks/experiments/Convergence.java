/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Stopping;
import org.costate.runtime.solve.ddp.DdpOptions;
import org.costate.runtime.solve.ddp.DdpSolver;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.costate.runtime.solve.ilqr.IlqrSolver;

/** E1c on B1: near the optimum the gradient falls quadratically with DDP and linearly with iLQR. */
public final class Convergence {
  private static final String NAME = "E1c";

  /** The gradient norm that ends the count of iterations. */
  static final double SMALL = 1e-6;

  /**
   * DDP is judged down to here: the smaller the gradient, the further apart are quadratic and linear. Below it the reduction of a step is less
   * than the rounding of the cost, and the line search decides by chance.
   */
  static final double TINY = 3e-8;

  /** How many of DDP's last iterations are judged. */
  static final int JUDGED = 3;

  /**
   * Bound of e(k+1) / e(k)^2 in these. Newton's is L / (2 s^2), with L the change of the second derivatives, some hundreds here, and s their
   * smallest eigenvalue, about the weight 5e-3 of the control. A linear fall to {@link #TINY}, at iLQR's rate, exceeds it ten times.
   */
  static final double MAX_QUADRATIC = 3e6;

  /** Where iLQR's mean rate is taken: from here to {@link #SMALL}. A step may raise the largest entry, so single rates say nothing. */
  static final double TAIL = 1e-4;

  /** iLQR's mean rate lies between these: neither faster and faster nor standing still. */
  static final double MIN_LINEAR = 0.5;

  static final double MAX_LINEAR = 0.995;

  /** A pole of twice the length costs this much more or less. */
  static final double MIN_EFFECT = 0.1;

  private static final int MAX_ITERATIONS = 5_000;

  private Convergence() {}

  /** The arms for one seed, which disturbs the stated initial controls. */
  public static List<Outcome> run(long seed) throws IOException {
    Problem problem = Costate.load(Tree.problem("b1")).problem("B1").run("B1");
    double[] controls = disturbed(stated(problem), new Random(seed));
    List<Outcome> outcomes = new ArrayList<>();
    Trace ddp = trace(problem, controls, true);
    double quadratic = quadratic(ddp.gradients());
    outcomes.add(ddp.outcome("ddp_quadratic", seed, quadratic, quadratic <= MAX_QUADRATIC));
    outcomes.add(ddp.outcome("ddp_iterations", seed, ddp.iterations(), ddp.reached()));
    Trace ilqr = trace(problem, controls, false);
    double linear = linear(ilqr.gradients());
    outcomes.add(ilqr.outcome("ilqr_linear", seed, linear, linear >= MIN_LINEAR && linear <= MAX_LINEAR));
    outcomes.add(ilqr.outcome("ilqr_iterations", seed, ilqr.iterations(), ilqr.reached()));
    Trace longer = trace(problem.with("l", 1.0), controls, true);
    double effect = Math.abs(longer.cost() - ddp.cost());
    outcomes.add(longer.outcome("doubled_length", seed, effect, effect >= MIN_EFFECT));
    return outcomes;
  }

  /** The initial controls that the program states: those of a solve without iterations. */
  private static double[] stated(Problem problem) {
    Solution rollout = problem.solve(IlqrOptions.defaults().withIterations(0));
    return rollout.control("u");
  }

  private static double[] disturbed(double[] controls, Random random) {
    double[] result = controls.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += 0.01 * random.nextGaussian();
    }
    return result;
  }

  /**
   * What a solve did.
   *
   * @param gradients the gradient norm before each iteration and after the last
   */
  private record Trace(List<Double> gradients, double cost, long transitions, double cpuSeconds) {
    /** Until the gradient was small; all of them if it never was. */
    int iterations() {
      return firstBelow(gradients, SMALL).orElse(gradients.size() - 1);
    }

    boolean reached() {
      return firstBelow(gradients, SMALL).isPresent();
    }

    Outcome outcome(String arm, long seed, double value, boolean pass) {
      return new Outcome(NAME, arm, seed, value, pass && reached(), transitions, cpuSeconds);
    }
  }

  private static Trace trace(Problem problem, double[] controls, boolean secondOrder) {
    CountingProblem counted = new CountingProblem(problem.evaluator().problem());
    List<Double> gradients = new ArrayList<>();
    long begin = CpuTimer.now();
    SolveReport report = solve(counted, controls, secondOrder, i -> gradients.add(i.gradientNorm));
    double cpu = (CpuTimer.now() - begin) * 1e-9;
    gradients.add(report.kkt().stationarity());
    return new Trace(List.copyOf(gradients), report.cost(), counted.transitions(), cpu);
  }

  private static SolveReport solve(
      OptimalControlProblem problem, double[] controls, boolean secondOrder, IterationObserver observer) {
    return secondOrder
        ? new DdpSolver(problem, DdpOptions.defaults().withStopping(new Stopping(MAX_ITERATIONS, 0, TINY / 2)))
            .solve(controls, observer)
        : new IlqrSolver(problem, IlqrOptions.defaults().withStopping(new Stopping(MAX_ITERATIONS, 0, SMALL / 2)))
            .solve(controls, observer);
  }

  private static OptionalInt firstBelow(List<Double> gradients, double bound) {
    return IntStream.range(0, gradients.size()).filter(i -> gradients.get(i) < bound).findFirst();
  }

  /** The largest e(k+1) / e(k)^2 of the last iterations until the gradient is tiny; infinite if it never is. */
  static double quadratic(List<Double> gradients) {
    int last = firstBelow(gradients, TINY).orElse(0);
    if (last < JUDGED) {
      return Double.POSITIVE_INFINITY;
    }
    return IntStream.rangeClosed(last - JUDGED + 1, last)
        .mapToDouble(i -> gradients.get(i) / (gradients.get(i - 1) * gradients.get(i - 1)))
        .max()
        .orElseThrow();
  }

  /** The mean rate e(k+1) / e(k) in the tail; NaN if the gradient never is small. */
  static double linear(List<Double> gradients) {
    OptionalInt first = firstBelow(gradients, TAIL);
    OptionalInt last = firstBelow(gradients, SMALL);
    if (first.isEmpty() || last.isEmpty() || first.getAsInt() == last.getAsInt()) {
      return Double.NaN;
    }
    int from = first.getAsInt();
    int to = last.getAsInt();
    return Math.pow(gradients.get(to) / gradients.get(from), 1.0 / (to - from));
  }
}
