/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

import java.util.Optional;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Evaluations;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Draws controls from a distribution, simulates them, and moves the distribution to where costs are low, until it has contracted. The
 * result is the best trajectory ever drawn; its gains, multipliers and gradient are those of one sweep of iLQR around it.
 */
public final class SamplingSolver implements Solver {
  private static final double UNBOUNDED_COST = -1e20;

  private final OptimalControlProblem problem;
  private final SamplingOptions options;
  private final Distribution distribution;
  private final Population population;
  private final Update update;
  private final Solver sweep;
  private final Trajectory best;
  private final Iteration info = new Iteration();
  private volatile boolean interrupted;
  private double cost;
  private int iteration;

  SamplingSolver(OptimalControlProblem problem, SamplingOptions options, Update update, int threads) {
    this.problem = problem;
    this.options = options;
    this.update = update;
    distribution = new Distribution(problem, options);
    long steps = (long) options.samples() * options.iterations() * problem.dims().steps();
    population = new Population(problem, distribution, options.samples(), threads, steps);
    sweep = IlqrOptions.defaults().withIterations(0).solver(problem);
    best = new Trajectory(problem.dims());
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    if (controls.length != best.U.length) {
      throw new IllegalArgumentException(
          "initial controls of " + controls.length + " numbers, expected " + best.U.length + " for " + problem.dims());
    }
    Trajectory guess = new Trajectory(problem.dims());
    problem.start(guess.X, 0);
    System.arraycopy(controls, 0, guess.U, 0, controls.length);
    return solve(guess, observer);
  }

  @Override
  public SolveReport solve(Trajectory initial, IterationObserver observer) {
    return report(run(initial, observer));
  }

  /** Without the sweep that a report asks for. */
  @Override
  public SolverStatus improve(Trajectory plan) {
    SolverStatus status = run(plan, IterationObserver.NONE);
    plan.copyFrom(best);
    return status;
  }

  private SolverStatus run(Trajectory initial, IterationObserver observer) {
    interrupted = false;
    distribution.begin(initial);
    distribution.place(problem, distribution.mean, best);
    cost = Rollout.fromFirstState(problem, best);
    cost = Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
    iteration = 0;
    return iterate(observer);
  }

  private SolverStatus iterate(IterationObserver observer) {
    while (true) {
      if (cost < UNBOUNDED_COST) {
        return SolverStatus.UNBOUNDED;
      }
      if (distribution.relativeSpread() <= options.tolerance()) {
        return Double.isFinite(cost) ? SolverStatus.CONVERGED : SolverStatus.NOT_FINITE;
      }
      if (iteration >= options.iterations()) {
        return Double.isFinite(cost) ? SolverStatus.ITERATION_LIMIT : SolverStatus.NOT_FINITE;
      }
      if (interrupted || Thread.currentThread().isInterrupted()) {
        return SolverStatus.INTERRUPTED;
      }
      distribution.nextIteration();
      population.evaluate();
      double before = cost;
      keepBest();
      if (!Double.isFinite(cost)) {
        return SolverStatus.NOT_FINITE;
      }
      observe(observer, before);
      update.apply(population, distribution);
      iteration++;
    }
  }

  private void keepBest() {
    int lowest = population.best();
    if (population.costs[lowest] < cost) {
      cost = population.costs[lowest];
      best.copyFrom(population.trajectory(lowest));
    }
  }

  private void observe(IterationObserver observer, double before) {
    info.number = iteration + 1;
    info.cost = cost;
    info.actualReduction = before - cost;
    info.expectedReduction = Double.NaN;
    info.stepSize = distribution.relativeSpread();
    info.regularization = 0;
    info.gradientNorm = Double.NaN;
    observer.iteration(info);
  }

  private SolveReport report(SolverStatus status) {
    SolveReport around = sweep.solve(best, IterationObserver.NONE);
    Evaluations evaluations = new Evaluations(1 + iteration * options.samples() + around.evaluations().rollouts(),
        around.evaluations().expansions(), around.evaluations().backwardPasses());
    return new SolveReport(
        status, Double.isFinite(cost) ? cost : Double.NaN, iteration, around.kkt(), best.copy(), around.multipliers(),
        around.policy(), evaluations,
        status == SolverStatus.NOT_FINITE ? around.nonFinite() : Optional.empty());
  }

  @Override
  public int iterations() {
    return iteration;
  }

  @Override
  public void interrupt() {
    interrupted = true;
  }
}
