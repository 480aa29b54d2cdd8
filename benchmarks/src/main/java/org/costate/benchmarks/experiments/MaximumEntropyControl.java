/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.SimulatedRun;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.linalg.Matrix;
import org.costate.runtime.lq.Marginals;
import org.costate.runtime.lq.MaximumEntropy;
import org.costate.runtime.policy.LinearGaussianPolicy;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.sim.Controller;
import org.costate.runtime.stats.RandomStream;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * E2: maximum-entropy controllers of a linear plant. Without noise log p + cost is the same for all trajectories, and is not where the
 * covariance is halved; with noise the marginals and the expected cost are those of rollouts.
 */
public final class MaximumEntropyControl {
  private static final String NAME = "E2";
  private static final int TRAJECTORIES = 1000;
  private static final int ROLLOUTS = 20_000;

  static final double MAX_SPREAD = 1e-8;
  static final double MIN_SPREAD_WRONG = 1e-3;
  static final double MAX_ERRORS = 4;
  static final double MAX_COVARIANCE = 0.05;

  private final Problem described;
  private final OptimalControlProblem problem;
  private final Trajectory nominal;
  private final LinearGaussianPolicy policy;
  private final long seed;
  private long transitions;

  private MaximumEntropyControl(long seed) throws IOException {
    this.seed = seed;
    described = Costate.load(Tree.root().resolve("benchmarks/experiments/e2.ctl")).problem();
    problem = described.evaluator().problem();
    nominal = new Trajectory(problem.dims());
    Rollout.run(problem, nominal);
    policy = MaximumEntropy.policy(problem, nominal);
  }

  /** The arms for one seed. */
  public static List<Outcome> run(long seed) throws IOException {
    return new MaximumEntropyControl(seed).arms();
  }

  private List<Outcome> arms() {
    long begin = CpuTimer.now();
    List<Outcome> arms = new ArrayList<>();
    double spread = spread(policy);
    arms.add(outcome("log_density_plus_cost", spread, spread <= MAX_SPREAD, begin));
    double wrong = spread(halved());
    arms.add(outcome("half_covariance", wrong, wrong >= MIN_SPREAD_WRONG, begin));
    rollouts(arms, begin);
    return arms;
  }

  private Outcome outcome(String arm, double value, boolean pass, long begin) {
    return new Outcome(NAME, arm, seed, value, pass, transitions, (CpuTimer.now() - begin) * 1e-9);
  }

  /** The controller with a covariance that is too small: the trap that the first arm is for. */
  private LinearGaussianPolicy halved() {
    List<Matrix> offsets = new ArrayList<>();
    List<Matrix> gains = new ArrayList<>();
    List<Matrix> precisions = new ArrayList<>();
    for (int k = 0; k < problem.dims().steps(); k++) {
      offsets.add(policy.offset(k));
      gains.add(policy.gain(k));
      precisions.add(policy.precision(k).times(2));
    }
    return new LinearGaussianPolicy(problem, nominal, offsets, gains, precisions);
  }

  /** The standard deviation of log p + cost over sampled trajectories without noise, relative to its mean. */
  private double spread(LinearGaussianPolicy sampled) {
    RandomStream stream = new RandomStream(seed);
    Trajectory trajectory = new Trajectory(problem.dims());
    Statistics sums = new Statistics(1);
    int nx = problem.dims().nx();
    int nu = problem.dims().nu();
    for (int i = 0; i < TRAJECTORIES; i++) {
      problem.start(trajectory.X, 0);
      double sum = 0;
      for (int k = 0; k < problem.dims().steps(); k++) {
        sampled.sample(k, trajectory.X, k * nx, stream, trajectory.U, k * nu);
        sum += sampled.logDensity(k, trajectory.X, k * nx, trajectory.U, k * nu);
        sum += problem.stage(k, trajectory.X, k * nx, trajectory.U, k * nu, trajectory.X, (k + 1) * nx);
        transitions++;
      }
      sums.add(sum + problem.terminal(trajectory.X, problem.dims().steps() * nx));
    }
    return Math.sqrt(sums.covariance(0, 0)) / Math.abs(sums.mean(0));
  }

  private void rollouts(List<Outcome> arms, long begin) {
    int n = problem.dims().ndx();
    int m = problem.dims().nu();
    int steps = problem.dims().steps();
    Marginals marginals =
        Marginals.of(problem, nominal, policy, Matrix.zero(n, n), described.linearize().processNoise());
    RandomStream actions = new RandomStream(~seed);
    List<SimulatedRun> runs = described.simulation().seed(seed).runs(ROLLOUTS).run(new Sampler(actions), 1, steps);
    transitions += (long) ROLLOUTS * steps;
    Statistics costs = new Statistics(1);
    runs.forEach(run -> costs.add(run.objective()));
    double worstMean = 0;
    double worstCovariance = 0;
    List<List<double[]>> all = runs.stream().map(MaximumEntropyControl::series).toList();
    for (int k = 0; k <= steps; k++) {
      int width = k < steps ? n + m : n;
      Statistics found = statistics(all, k, width);
      Matrix mean = marginals.means().get(k);
      Matrix covariance = marginals.covariances().get(k);
      for (int i = 0; i < width; i++) {
        double nominalValue = i < n ? nominal.X[k * n + i] : nominal.U[k * m + i - n];
        double error = Math.sqrt(covariance.at(i, i) / ROLLOUTS);
        double miss = Math.abs(found.mean(i) - nominalValue - mean.at(i, 0));
        worstMean = Math.max(worstMean, error == 0 ? miss : miss / error);
        for (int j = 0; j < width; j++) {
          double scale = Math.sqrt(covariance.at(i, i) * covariance.at(j, j));
          double difference = Math.abs(found.covariance(i, j) - covariance.at(i, j));
          worstCovariance = Math.max(worstCovariance, scale == 0 ? difference : difference / scale);
        }
      }
    }
    arms.add(outcome("means_in_standard_errors", worstMean, worstMean <= MAX_ERRORS, begin));
    arms.add(outcome("covariances", worstCovariance, worstCovariance <= MAX_COVARIANCE, begin));
    double cost = Math.abs(costs.mean(0) - marginals.expectedCost()) / Math.sqrt(costs.covariance(0, 0) / ROLLOUTS);
    arms.add(outcome("cost_in_standard_errors", cost, cost <= MAX_ERRORS, begin));
  }

  /** States, then controls, number by number over time. */
  private static List<double[]> series(SimulatedRun run) {
    List<double[]> all = new ArrayList<>();
    run.stateNames().forEach(name -> all.add(run.state(name)));
    run.controlNames().forEach(name -> all.add(run.control(name)));
    return all;
  }

  private static Statistics statistics(List<List<double[]>> runs, int k, int width) {
    Statistics found = new Statistics(width);
    double[] z = new double[width];
    for (List<double[]> series : runs) {
      for (int i = 0; i < width; i++) {
        z[i] = series.get(i)[k];
      }
      found.add(z);
    }
    return found;
  }

  /** The policy as a controller of a plant whose period is a step. */
  private final class Sampler implements Controller {
    private final RandomStream stream;

    Sampler(RandomStream stream) {
      this.stream = stream;
    }

    @Override
    public void begin(double[] x) {}

    @Override
    public void act(double time, double[] x, double[] u) {
      policy.sample((int) Math.rint(time), x, 0, stream, u, 0);
    }
  }
}
