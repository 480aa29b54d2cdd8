/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

import java.util.List;
import java.util.Random;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Workers;
import org.costate.runtime.trajectory.LaneRollout;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/** The samples of an iteration: their costs; z is drawn again where it is needed. */
final class Population {
  /** More arrays of so many numbers as a program needs do not fit in the cache. */
  private static final int MOST_TOGETHER = 256;

  /** Fewer are faster one by one. */
  private static final int LEAST_TOGETHER = 32;

  /** Some seconds of simulation one by one: loops for many samples take up to one to be generated and compiled. */
  private static final long WORTH_PREPARING = 50_000_000;

  /** Infinite where a rollout leaves the numbers. */
  final double[] costs;

  private final Distribution distribution;
  private final Workers<Worker> workers;
  private final Worker own;

  /** How many samples are simulated at a time, 0 for one by one. */
  private final int together;

  /** What a thread draws and simulates with. */
  private static final class Worker {
    final OptimalControlProblem problem;
    final Trajectory trajectory;
    final Random random = new Random();
    final double[] z;

    /** Null where samples are simulated one by one. */
    final LaneRollout lanes;

    Worker(OptimalControlProblem problem, int size, int most) {
      this.problem = problem;
      trajectory = new Trajectory(problem.dims());
      z = new double[size];
      lanes = most == 0 ? null : problem.lanes(most).map(stages -> new LaneRollout(stages, most)).orElse(null);
    }
  }

  /** @param steps how many steps of rollouts all iterations may take: what is worth a preparation depends on it */
  Population(OptimalControlProblem problem, Distribution distribution, int samples, int threads, long steps) {
    this.distribution = distribution;
    costs = new double[samples];
    List<OptimalControlProblem> problems = Workers.problems(problem, threads);
    int share = Math.min(MOST_TOGETHER, (samples + problems.size() - 1) / problems.size());
    int wanted = steps >= WORTH_PREPARING && share >= LEAST_TOGETHER ? share : 0;
    List<Worker> all = problems.stream().map(p -> new Worker(p, distribution.mean.length, wanted)).toList();
    own = all.getFirst();
    together = own.lanes == null ? 0 : wanted;
    workers = new Workers<>(all);
  }

  /** Draws and simulates all samples. */
  void evaluate() {
    if (together > 0) {
      int blocks = (costs.length + together - 1) / together;
      workers.run(blocks, (worker, block) -> simulateTogether(worker, block * together), () -> {});
    } else {
      workers.run(costs.length, this::simulate, () -> {}); // an iteration is short; the solver looks after each
    }
  }

  /** The same costs to the bit as one by one. */
  private void simulateTogether(Worker worker, int first) {
    int n = Math.min(together, costs.length - first);
    for (int lane = 0; lane < n; lane++) {
      distribution.draw(first + lane, worker.random, worker.z);
      distribution.place(worker.problem, worker.z, worker.trajectory);
      worker.lanes.set(lane, worker.trajectory);
    }
    worker.lanes.run(n);
    for (int lane = 0; lane < n; lane++) {
      double cost = worker.lanes.cost(lane);
      costs[first + lane] = Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
    }
  }

  private void simulate(Worker worker, int number) {
    distribution.draw(number, worker.random, worker.z);
    distribution.place(worker.problem, worker.z, worker.trajectory);
    double cost = Rollout.fromFirstState(worker.problem, worker.trajectory);
    costs[number] = Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
  }

  /** The z of a sample of the last {@link #evaluate}; the next call overwrites it. */
  double[] sample(int number) {
    distribution.draw(number, own.random, own.z);
    return own.z;
  }

  /** The number of the lowest cost. */
  int best() {
    int best = 0;
    for (int i = 1; i < costs.length; i++) {
      best = costs[i] < costs[best] ? i : best;
    }
    return best;
  }

  /** The trajectory of a sample of the last {@link #evaluate}; the next call overwrites it. */
  Trajectory trajectory(int number) {
    simulate(own, number);
    return own.trajectory;
  }
}
