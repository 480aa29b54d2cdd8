/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

import java.util.List;
import java.util.Random;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Workers;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/** The samples of an iteration: their costs; z is drawn again where it is needed. */
final class Population {
  /** Infinite where a rollout leaves the numbers. */
  final double[] costs;

  private final Distribution distribution;
  private final Workers<Worker> workers;
  private final Worker own;

  /** What a thread draws and simulates with. */
  private static final class Worker {
    final OptimalControlProblem problem;
    final Trajectory trajectory;
    final Random random = new Random();
    final double[] z;

    Worker(OptimalControlProblem problem, int size) {
      this.problem = problem;
      trajectory = new Trajectory(problem.dims());
      z = new double[size];
    }
  }

  Population(OptimalControlProblem problem, Distribution distribution, int samples, int threads) {
    this.distribution = distribution;
    costs = new double[samples];
    List<Worker> all = Workers.problems(problem, threads)
        .stream()
        .map(p -> new Worker(p, distribution.mean.length))
        .toList();
    own = all.getFirst();
    workers = new Workers<>(all);
  }

  /** Draws and simulates all samples. */
  void evaluate() {
    workers.run(costs.length, (worker, number) -> {
      simulate(worker, number);
    }, () -> {}); // an iteration is short; the solver looks after each
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
