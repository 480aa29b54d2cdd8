/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import java.util.Optional;
import org.costate.runtime.policy.AffinePolicy;
import org.costate.runtime.problem.LiftedProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.NonFinite;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Direct collocation: the interior-point method on a problem whose stages are unknowns, told to and reported from as the problem that the user
 * wrote. Derivation: docs/algorithms/ip.md.
 */
final class CollocationSolver implements Solver {
  private final OptimalControlProblem problem;
  private final LiftedProblem lifted;
  private final IpSolver solver;

  /** What {@link #solver} begins with. */
  private final Trajectory wide;

  CollocationSolver(OptimalControlProblem problem, LiftedProblem lifted, IpOptions options) {
    this.problem = problem;
    this.lifted = lifted;
    solver = new IpSolver(lifted, options);
    wide = new Trajectory(lifted.dims());
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    Trajectory initial = new Trajectory(problem.dims());
    if (controls.length != initial.U.length) {
      throw new IllegalArgumentException("initial controls of " + controls.length + " numbers, expected "
          + initial.U.length + " for " + problem.dims());
    }
    problem.start(initial.X, 0);
    System.arraycopy(controls, 0, initial.U, 0, controls.length);
    Rollout.held(problem, initial);
    return solve(initial, observer);
  }

  @Override
  public SolveReport solve(Trajectory initial, IterationObserver observer) {
    place(initial);
    return told(solver.solve(wide, observer));
  }

  /** With the multipliers of the last time, those of stages too. */
  @Override
  public SolverStatus improve(Trajectory plan) {
    place(plan);
    SolverStatus status = solver.improve(wide);
    tell(wide, plan);
    return status;
  }

  @Override
  public void forget() {
    solver.forget();
  }

  private void place(Trajectory initial) {
    if (!initial.dims().equals(problem.dims())) {
      throw new IllegalArgumentException("a trajectory of " + initial.dims() + " for " + problem.dims());
    }
    lifted.follow();
    System.arraycopy(initial.X, 0, wide.X, 0, wide.X.length);
    holdFinite(wide);
    double[] controls = lifted.withStages(wide.X, initial.U);
    System.arraycopy(controls, 0, wide.U, 0, controls.length);
  }

  /** Takes over what is not of stages. */
  private void tell(Trajectory from, Trajectory to) {
    System.arraycopy(from.X, 0, to.X, 0, to.X.length);
    System.arraycopy(lifted.withoutStages(from.U), 0, to.U, 0, to.U.length);
  }

  /** Where a rollout left the numbers, the state before is held. */
  private static void holdFinite(Trajectory guess) {
    int nx = guess.dims().nx();
    for (int at = nx; at < guess.X.length; at += nx) {
      if (!isFinite(guess.X, at, nx)) {
        System.arraycopy(guess.X, at - nx, guess.X, at, nx);
      }
    }
  }

  /** Begins with the stages and their multipliers too, if the earlier solution has them. */
  @Override
  public SolveReport solve(SolveReport previous, IterationObserver observer) {
    if (previous.lifted().isEmpty()) {
      return solve(previous.trajectory(), observer);
    }
    lifted.follow();
    return told(solver.solve(previous.lifted().get(), observer));
  }

  @Override
  public int iterations() {
    return solver.iterations();
  }

  @Override
  public void interrupt() {
    solver.interrupt();
  }

  /** A report without the stages. */
  private SolveReport told(SolveReport found) {
    Trajectory trajectory = new Trajectory(problem.dims());
    tell(found.trajectory(), trajectory);
    return new SolveReport(found.status(), found.cost(), found.iterations(), found.kkt(), trajectory,
        told(found.multipliers()), new AffinePolicy(problem, trajectory, gains(found.policy())), found.evaluations(),
        found.nonFinite().map(this::told), found.starts(), found.choice(), Optional.of(found));
  }

  private double[] gains(AffinePolicy found) {
    int own = problem.dims().nu() * problem.dims().ndx();
    int all = lifted.dims().nu() * problem.dims().ndx();
    double[] gains = found.gains();
    double[] K = new double[problem.dims().steps() * own];
    for (int k = 0; k < problem.dims().steps(); k++) {
      System.arraycopy(gains, k * all, K, k * own, own);
    }
    return K;
  }

  private Multipliers told(Multipliers found) {
    Multipliers own = new Multipliers(problem);
    System.arraycopy(found.lambda, 0, own.lambda, 0, own.lambda.length);
    System.arraycopy(found.zx, 0, own.zx, 0, own.zx.length);
    System.arraycopy(lifted.withoutStages(found.zu), 0, own.zu, 0, own.zu.length);
    for (int k = 0; k <= problem.dims().steps(); k++) {
      int count = problem.constraints(k);
      System.arraycopy(found.y, found.at(k + 1) - count, own.y, own.at(k), count); // those of stages come first
    }
    return own;
  }

  /** What is not finite in an equation of a stage is what is not finite in a step. */
  private NonFinite told(NonFinite found) {
    Quantity quantity = switch (found.quantity()) {
      case CONSTRAINT -> Quantity.NEXT_STATE;
      case CONSTRAINT_JACOBIAN -> Quantity.DYNAMICS_JACOBIAN;
      case START, NEXT_STATE, STAGE_COST, TERMINAL_COST, DYNAMICS_JACOBIAN, STAGE_COST_DERIVATIVES,
          TERMINAL_COST_DERIVATIVES, CURVATURE, CONTROL, VALUE_FUNCTION ->
        found.quantity();
    };
    boolean stage = found.step() < problem.dims().steps() && problem.constraints(found.step()) == 0;
    return stage ? new NonFinite(quantity, found.iteration(), found.step()) : found;
  }
}
