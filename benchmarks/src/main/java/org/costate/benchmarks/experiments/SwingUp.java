/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.policy.AffinePolicy;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.costate.runtime.solve.ilqr.IlqrSolver;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * E1b: a cart-pole between walls swings up from random controls, and from those of E8's trained policy. The best of many starts is good, what was
 * learned becomes better, no accepted step raises the cost, and around that optimum the gains hold where the bare controls do not.
 */
public final class SwingUp {
  private static final String NAME = "E1b";
  private static final int STARTS = 20;
  private static final int RUNS = 100;
  private static final double EXPLORATION = 0.1 * 10;
  private static final double START_NOISE = 0.05;

  static final double MIN_RETURN = 35;
  static final double MIN_GAIN = 0.5;
  static final double MIN_REFINED = 77;
  static final double MAX_CLOSED_LOSS = 5;
  static final double MIN_OPEN_LOSS = 20;
  static final double MIN_EFFECT = 1;
  static final double HANGING = 125;

  private final long seed;
  private final Random random;
  private long transitions;
  private boolean monotone = true;

  private SwingUp(long seed) {
    this.seed = seed;
    random = new Random(seed);
  }

  /** The arms for one seed. */
  public static List<Outcome> run(long seed) throws IOException {
    return new SwingUp(seed).arms(Costate.load(Tree.root().resolve("benchmarks/experiments/e1b.ctl")).problem());
  }

  private List<Outcome> arms(Problem problem) throws IOException {
    long begin = CpuTimer.now();
    List<Outcome> arms = new ArrayList<>();
    double[][] starts = new double[STARTS][];
    double[] costs = new double[STARTS];
    SolveReport best = null;
    for (int i = 0; i < STARTS; i++) {
      starts[i] = random.doubles(problem.steps()).map(_ -> EXPLORATION * random.nextGaussian()).toArray();
      SolveReport report = solve(problem, starts[i]);
      costs[i] = report.cost();
      best = best == null || report.cost() < best.cost() ? report : best;
    }
    double reward = -best.cost();
    arms.add(outcome("best_of_" + STARTS, reward, reward >= MIN_RETURN, begin));
    arms.add(outcome("monotone", monotone ? 1 : 0, monotone, begin));
    double[] learned = PolicyGradients.learnedForces(seed);
    Trajectory followed = new Trajectory(problem.evaluator().problem().dims());
    System.arraycopy(learned, 0, followed.U, 0, learned.length);
    double known = -Rollout.run(problem.evaluator().problem(), followed);
    SolveReport refined = solve(problem, learned);
    double improved = -refined.cost();
    arms.add(outcome("refined_policy", improved, improved >= MIN_REFINED, begin));
    arms.add(outcome("refined_policy_gain", improved - known, improved - known >= MIN_GAIN, begin));
    arms.add(outcome("monotone_from_policy", monotone ? 1 : 0, monotone, begin));
    double closed = improved - meanReturn(problem, refined, true);
    double open = improved - meanReturn(problem, refined, false);
    arms.add(outcome("closed_loop_loss", closed, closed < MAX_CLOSED_LOSS, begin));
    arms.add(outcome("open_loop_loss", open, open > MIN_OPEN_LOSS, begin));
    double[] effects = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      effects[i] = Math.abs(solve(problem.with("l", 1), starts[i]).cost() - costs[i]);
    }
    Arrays.sort(effects);
    double effect = effects[STARTS / 2];
    arms.add(outcome("doubled_length_changes", effect, effect > MIN_EFFECT, begin));
    double hanging = -solve(problem.with("sense", -1), new double[problem.steps()]).cost();
    arms.add(outcome("hanging_rewarded", hanging, Math.abs(hanging - HANGING) < 1e-9, begin));
    return arms;
  }

  private Outcome outcome(String arm, double value, boolean pass, long begin) {
    return new Outcome(NAME, arm, seed, value, pass, transitions, (CpuTimer.now() - begin) * 1e-9);
  }

  private SolveReport solve(Problem problem, double[] controls) {
    CountingProblem counted = new CountingProblem(problem.evaluator().problem());
    double[] last = {Double.POSITIVE_INFINITY};
    SolveReport report =
        new IlqrSolver(counted, IlqrOptions.defaults().withIterations(2000)).solve(controls, (Iteration i) -> {
          monotone &= i.cost <= last[0];
          last[0] = i.cost;
        });
    transitions += counted.transitions();
    return report;
  }

  /** Over runs from starts with noise in every state, under the gains or under the controls alone. */
  private double meanReturn(Problem problem, SolveReport report, boolean closed) {
    CountingProblem plant = new CountingProblem(problem.evaluator().problem());
    Dims dims = plant.dims();
    AffinePolicy policy = report.policy();
    Random noise = new Random(seed + 1_000_003);
    double sum = 0;
    for (int run = 0; run < RUNS; run++) {
      Trajectory trajectory = report.trajectory().copy();
      plant.start(trajectory.X, 0);
      for (int i = 0; i < dims.nx(); i++) {
        trajectory.X[i] += START_NOISE * noise.nextGaussian();
      }
      double cost = 0;
      for (int k = 0; k < dims.steps(); k++) {
        if (closed) {
          policy.act(k, trajectory.X, k * dims.nx(), trajectory.U, k);
        }
        cost += plant.stage(k, trajectory.X, k * dims.nx(), trajectory.U, k, trajectory.X, (k + 1) * dims.nx());
      }
      sum -= cost + plant.terminal(trajectory.X, dims.steps() * dims.nx());
    }
    transitions += plant.transitions();
    return sum / RUNS;
  }
}
