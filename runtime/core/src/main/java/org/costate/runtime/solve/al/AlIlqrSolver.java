/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.al;

import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.Kkt;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.ddp.SecondOrder;
import org.costate.runtime.solve.ddp.SweepSolver;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Augmented Lagrangian around the sweeps of iLQR or DDP: minimizes the cost with the rows' terms, moves the multipliers to their estimates,
 * raises the penalties of rows that make no progress, and again, with ever tighter tolerances; at the end with full Newton steps alone.
 * Source: Howell, Jackson, Manchester 2019; derivation and deviations: docs/algorithms/al-ilqr.md.
 */
public final class AlIlqrSolver implements Solver {
  /** The tolerance of the first minimization: multipliers of zero are not worth more; where earlier ones are kept; and how fast it falls. */
  private static final double FIRST_TOLERANCE = 1e-2;

  private static final double WARM_TOLERANCE = 1e-3;

  private static final double TIGHTENING = 0.1;

  /** A row makes progress when it is missed by at most this part of what it was missed by. */
  private static final double PROGRESS = 0.25;

  /** Rows missed by less than this are polished. */
  private static final double NEAR = 1e-3;

  /** Newton steps between two updates of the multipliers in the polish. */
  private static final int NEWTON_STEPS = 4;

  /** The tolerance of a minimization in the polish: what is left is rounding. */
  private static final double FINEST = 1e-15;

  /** The rows make no progress at all when they are missed by more than this part of the least that they were missed by. */
  private static final double STAGNATION = 0.9;

  /** Minimizations at the largest penalties without any progress after which no nearby trajectory is better. */
  private static final int PATIENCE = 3;

  /** A problem is called infeasible when a row is missed by this many tolerances; less may be rounding. */
  private static final double CLEARLY = 1e3;

  private final AlIlqrOptions options;
  private final Rows rows;
  private final SweepSolver sweeps;

  /** Where the last minimization began. */
  private final Trajectory before;
  private final IterationObserver translator = this::translate;
  private IterationObserver observer = IterationObserver.NONE;

  /** Whether the rows have what the last {@link #improve} found. */
  private boolean kept;

  /** Of the rows, where the next iteration begins. */
  private double violation;

  public AlIlqrSolver(OptimalControlProblem problem, AlIlqrOptions options) {
    this.options = options;
    rows = new Rows(problem, options.penalty().initial());
    before = new Trajectory(problem.dims());
    sweeps = new SweepSolver(
        new AugmentedLagrangian(problem, rows, options.secondOrder()),
        options.secondOrder(),
        options.stopping(),
        options.regularization(),
        options.lineSearch());
  }

  @Override
  public int iterations() {
    return sweeps.iterations();
  }

  @Override
  public void interrupt() {
    sweeps.interrupt();
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    rows.reset();
    return finish(run(null, controls, FIRST_TOLERANCE, observer));
  }

  /** Begins with the states as they are; where that leads nowhere, with the rollout of the controls. */
  @Override
  public SolveReport solve(Trajectory initial, IterationObserver observer) {
    if (!initial.dims().equals(before.dims())) {
      throw new IllegalArgumentException("a trajectory of " + initial.dims() + " for " + before.dims());
    }
    rows.reset();
    this.observer = observer;
    sweeps.begin(initial.X, initial.U);
    boolean taken = isFinite(initial.X, 0, initial.X.length) && sweeps.takeStates(initial.X);
    return finish(iterate(taken || sweeps.goOn(initial), FIRST_TOLERANCE));
  }

  /** Warm start: the multipliers of the earlier solution too. */
  @Override
  public SolveReport solve(SolveReport previous, IterationObserver observer) {
    rows.reset(previous.multipliers());
    return finish(run(previous.trajectory().X, previous.trajectory().U, WARM_TOLERANCE, observer));
  }

  /** Keeps multipliers and penalties, which a plan of few iterations moves on. Allocates nothing as long as all numbers are finite. */
  @Override
  public SolverStatus improve(Trajectory plan) {
    if (kept) {
      rows.readLimits();
    } else {
      rows.reset();
    }
    SolverStatus status = run(plan.X, plan.U, WARM_TOLERANCE, IterationObserver.NONE);
    kept = status != SolverStatus.NOT_FINITE;
    if (kept) {
      sweeps.rollOut(); // so that the rows are those of the final trajectory
      rows.updateMultipliers();
    }
    plan.copyFrom(sweeps.trajectory());
    return status;
  }

  @Override
  public void forget() {
    kept = false;
  }

  private SolveReport finish(SolverStatus status) {
    kept = false;
    if (status != SolverStatus.NOT_FINITE) {
      sweeps.finalGains();
      sweeps.rollOut(); // so that the rows are those of the final trajectory
    }
    return report(status);
  }

  /** From the rollout of the controls, with the multipliers and penalties as they are. */
  private SolverStatus run(double[] start, double[] controls, double tolerance, IterationObserver observer) {
    this.observer = observer;
    sweeps.begin(start, controls);
    return iterate(sweeps.rollOut(), tolerance);
  }

  private SolverStatus iterate(boolean finite, double first) {
    if (!finite) {
      return SolverStatus.NOT_FINITE;
    }
    violation = rows.violation();
    return rows.size() == 0 ? minimizeBounded(options.stopping().tolerance()) : iterate(first);
  }

  private SolverStatus iterate(double first) {
    double least = Double.POSITIVE_INFINITY;
    double previous = Double.POSITIVE_INFINITY;
    int patience = PATIENCE;
    for (double tolerance = first;;
        tolerance = Math.max(TIGHTENING * tolerance, Math.min(FINEST, options.stopping().tolerance()))) {
      SolverStatus status = minimizeBounded(tolerance);
      if (status != SolverStatus.CONVERGED && status != SolverStatus.STALLED) {
        return status;
      }
      boolean tight = tolerance <= options.stopping().tolerance();
      if ((tight || miss() <= NEAR) && polish()) {
        return SolverStatus.CONVERGED;
      }
      double miss = miss();
      if (tight && miss <= options.constraintTolerance()) {
        return status;
      }
      boolean hopeless = miss > STAGNATION * least && rows.isExhausted(options.penalty());
      patience = hopeless ? patience - 1 : PATIENCE;
      if (patience == 0) {
        return miss > CLEARLY * options.constraintTolerance() ? SolverStatus.INFEASIBLE : SolverStatus.STALLED;
      }
      rows.update(Math.max(options.constraintTolerance(), PROGRESS * previous), options.penalty());
      sweeps.rollOut();
      previous = miss;
      least = Math.min(least, miss);
    }
  }

  /**
   * As {@link #minimize}; where states that did not fit together still do not, from the rollout of their controls; where the cost falls faster
   * than the penalties grow, with larger penalties, from where it began.
   */
  private SolverStatus minimizeBounded(double tolerance) {
    boolean fit = sweeps.fits();
    before.copyFrom(sweeps.trajectory());
    SolverStatus status = minimize(tolerance);
    if (!fit && (status == SolverStatus.NOT_FINITE || !sweeps.fits())) {
      status = sweeps.goOn(before) ? minimize(tolerance) : SolverStatus.NOT_FINITE;
    }
    while (status == SolverStatus.UNBOUNDED && rows.raise(options.penalty()) && sweeps.goOn(before)) {
      // finely: from so far away a loose end lies where the next multipliers would throw it to the other side
      status = minimize(options.stopping().tolerance());
    }
    return status;
  }

  /** Minimizes the augmented Lagrangian for the multipliers and penalties as they are. */
  private SolverStatus minimize(double tolerance) {
    return sweeps.iterate(tolerance, Math.max(tolerance, options.stopping().gradientTolerance()), translator);
  }

  /**
   * Newton steps and updates of the multipliers by turns, as long as the updates help: each takes the rows closer by a factor that the penalty
   * decides, as the steps converge quadratically.
   *
   * @return whether all tolerances are met
   */
  private boolean polish() {
    double before = Double.POSITIVE_INFINITY;
    for (double miss = miss(); miss <= PROGRESS * before; miss = miss()) {
      if (isStationary() && miss <= options.constraintTolerance()) {
        return true;
      }
      before = miss;
      rows.updateMultipliers();
      sharpen();
    }
    return isStationary() && miss() <= options.constraintTolerance();
  }

  /** Newton steps where they make the gradient smaller, otherwise, where rows take turns in being active, steps that lower the cost. */
  private void sharpen() {
    for (int i = 0; i < NEWTON_STEPS; i++) {
      boolean smaller = sweeps.sharpen(translator);
      if (isStationary()) {
        return;
      }
      if (!smaller) {
        if (options.secondOrder() == SecondOrder.EXACT) {
          sweeps.iterate(FINEST, options.stopping().gradientTolerance(), translator);
        }
        return;
      }
    }
  }

  private boolean isStationary() {
    return sweeps.isStationary(options.stopping().gradientTolerance());
  }

  /** How far the rows of the current trajectory are from being satisfied. */
  private double miss() {
    sweeps.rollOut(); // the last rollout may have been of a step that was not taken
    return rows.miss();
  }

  /** From the augmented Lagrangian to the problem's own cost, for who listens. */
  private void translate(Iteration iteration) {
    iteration.cost -= rows.terms();
    iteration.violation = Math.max(violation, iteration.violation); // which are gaps
    iteration.penalty = rows.largestPenalty();
    violation = rows.violation();
    observer.iteration(iteration);
  }

  private SolveReport report(SolverStatus status) {
    Multipliers multipliers = sweeps.multipliers();
    rows.write(multipliers);
    Kkt kkt = new Kkt(sweeps.gradientNorm(), rows.violation(), rows.complementarity());
    return sweeps.report(status, sweeps.cost() - rows.terms(), kkt, multipliers);
  }
}
