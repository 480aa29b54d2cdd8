/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import java.util.Arrays;
import java.util.Optional;
import org.costate.runtime.policy.AffinePolicy;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.solve.Evaluations;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.Kkt;
import org.costate.runtime.solve.LineSearchOptions;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.NonFinite;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.Regularization;
import org.costate.runtime.solve.RegularizationOptions;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.Stopping;
import org.costate.runtime.trajectory.Trajectory;

/**
 * The iteration that iLQR and DDP share: expand along the nominal trajectory, sweep backward for a step and gains, roll out forward with
 * ever shorter steps until the cost falls by a fraction of what the sweep promised. See docs/algorithms/ilqr-ddp.md.
 */
public final class SweepSolver implements Solver {
  private static final double UNBOUNDED_COST = -1e20;

  /** A cost has vanished where it is below this, and below this part of what it was: a cost in small units is small from the start. */
  private static final double VANISHED = 1e-8;

  /** Gaps below this are closed by a rollout. */
  private static final double SMALL_GAP = 1e-9;

  /** How much of a cost is rounding. */
  private static final double ROUNDING = 1e-13;

  /** A step shorter than this was taken too far from where the model holds. */
  private static final double SHORT_STEP = 0.1;

  private final OptimalControlProblem problem;
  private final Stopping stopping;
  private final SecondOrder secondOrder;
  private final Regularization regularization;
  private final SweepWorkspace ws;
  private final Gradient gradient;
  private final BackwardPass backward;
  private final ForwardPass forward;
  private final LineSearch lineSearch;
  private final Iteration info = new Iteration();
  private volatile boolean interrupted;

  private double cost;
  private double initialCost;
  private double gradientNorm;
  private int iteration;
  private int expansions;
  private int backwardPasses;
  private NonFinite nonFinite;

  public SweepSolver(
      OptimalControlProblem problem,
      SecondOrder secondOrder,
      Stopping stopping,
      RegularizationOptions regularization,
      LineSearchOptions lineSearch) {
    this.problem = problem;
    this.stopping = stopping;
    this.secondOrder = secondOrder;
    this.regularization = new Regularization(regularization);
    ws = new SweepWorkspace(problem);
    gradient = new Gradient(ws);
    backward = new BackwardPass(ws, secondOrder);
    forward = new ForwardPass(ws);
    this.lineSearch = new LineSearch(lineSearch, forward, ws.gaps);
  }

  @Override
  public int iterations() {
    return iteration;
  }

  @Override
  public void interrupt() {
    interrupted = true;
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    return solve(null, controls, observer);
  }

  @Override
  public SolveReport solve(Trajectory initial, IterationObserver observer) {
    if (initial.X.length < ws.dims.nx()) {
      throw new IllegalArgumentException("a trajectory of " + initial.dims() + " for " + ws.dims);
    }
    return solve(initial.X, initial.U, observer);
  }

  /** Allocates nothing as long as all numbers are finite. */
  @Override
  public SolverStatus improve(Trajectory plan) {
    begin(plan.X, plan.U);
    return improve(plan, rollOut());
  }

  /** As {@link #improve}, of a trajectory whose states need not fit together. */
  public SolverStatus improveWithGaps(Trajectory plan) {
    begin(plan.X, plan.U);
    return improve(plan, takeStates(plan.X));
  }

  private SolverStatus improve(Trajectory plan, boolean finite) {
    SolverStatus status = iterate(finite, IterationObserver.NONE);
    plan.copyFrom(ws.nominal);
    return status;
  }

  private SolveReport solve(double[] start, double[] controls, IterationObserver observer) {
    begin(start, controls);
    return finish(rollOut(), observer);
  }

  /** Solves from a trajectory whose states need not fit together; not modified, but for its start, which is that of the problem. */
  public SolveReport solveWithGaps(Trajectory initial, IterationObserver observer) {
    if (!initial.dims().equals(ws.dims)) {
      throw new IllegalArgumentException("a trajectory of " + initial.dims() + " for " + ws.dims);
    }
    begin(initial.X, initial.U);
    return finish(takeStates(initial.X), observer);
  }

  private SolveReport finish(boolean finite, IterationObserver observer) {
    SolverStatus status = iterate(finite, observer);
    if (status != SolverStatus.NOT_FINITE) {
      finalGains();
    }
    return report(status, multipliers());
  }

  private SolverStatus iterate(boolean finite, IterationObserver observer) {
    return finite ? iterate(stopping.tolerance(), stopping.gradientTolerance(), observer) : SolverStatus.NOT_FINITE;
  }

  // A solve in parts, for methods that change the cost on the way: begin, then roll out and iterate again and again, then final gains.

  /**
   * Takes over where to begin. Nothing is evaluated yet.
   *
   * @param start a state [nx] at its begin whose free part to begin with, null for the problem's start; not modified
   * @param controls [N x nu], not modified
   */
  public void begin(double[] start, double[] controls) {
    if (controls.length != ws.nominal.U.length) {
      throw new IllegalArgumentException(
          "initial controls of " + controls.length + " numbers, expected " + ws.nominal.U.length + " for " + ws.dims);
    }
    problem.controlBounds(ws.lower, ws.upper);
    place(start, controls);
    interrupted = false;
    cost = Double.NaN;
    initialCost = Double.NaN;
    gradientNorm = Double.NaN;
    iteration = 0;
    lineSearch.rollouts = 1;
    expansions = 0;
    backwardPasses = 0;
    nonFinite = null;
  }

  private void place(double[] start, double[] controls) {
    ws.start.begin(start, ws.nominal.X);
    for (int at = ws.dims.nx(); at < ws.nominal.X.length; at += ws.dims.nx()) {
      // Gains of zero times what an earlier solve left here, which may be NaN, would not be zero.
      System.arraycopy(ws.nominal.X, 0, ws.nominal.X, at, ws.dims.nx());
    }
    System.arraycopy(controls, 0, ws.nominal.U, 0, controls.length);
    ws.gaps.close();
    Arrays.fill(ws.k, 0);
    Arrays.fill(ws.held, (byte) 0);
    Arrays.fill(ws.K, 0);
  }

  /** Goes on from another trajectory, with the cost as it is now; what is counted is counted on. @return whether all is finite */
  public boolean goOn(Trajectory from) {
    place(from.X, from.U);
    nonFinite = null;
    return rollOut();
  }

  /**
   * Evaluates the current controls, within their limits, with the states as they are given, which need not fit together.
   *
   * @return whether all is finite
   */
  public boolean takeStates(double[] X) {
    int nx = ws.dims.nx();
    int m = ws.dims.nu();
    System.arraycopy(X, nx, ws.nominal.X, nx, ws.dims.steps() * nx);
    for (int i = 0; i < ws.nominal.U.length; i++) {
      if (!Double.isFinite(ws.nominal.U[i])) {
        return notFinite(Quantity.CONTROL, i / m);
      }
      ws.nominal.U[i] = Math.min(Math.max(ws.nominal.U[i], ws.lower[i % m]), ws.upper[i % m]);
    }
    boolean finite = forward.evaluate(ws.nominal);
    cost = finite ? forward.cost : Double.NaN;
    initialCost = Math.abs(cost);
    ws.gaps.open();
    return finite || notFinite(forward.failure, forward.failureStep);
  }

  /** Evaluates the current controls, with the cost as it is now. @return whether all is finite */
  public boolean rollOut() {
    int m = ws.dims.nu();
    for (int k = 0; k < ws.dims.steps(); k++) {
      if (!isFinite(ws.nominal.U, k * m, m)) {
        return notFinite(Quantity.CONTROL, k);
      }
    }
    boolean finite = forward.run(0);
    ws.accept();
    cost = finite ? forward.cost : Double.NaN;
    initialCost = Double.isNaN(initialCost) ? Math.abs(cost) : initialCost;
    return finite || notFinite(forward.failure, forward.failureStep);
  }

  /** Iterates until the tolerances, which are those of {@link Stopping}, are met; the number of iterations is limited since {@link #begin}. */
  public SolverStatus iterate(double tolerance, double gradientTolerance, IterationObserver observer) {
    regularization.reset();
    backward.reset();
    while (true) {
      if (!expand() || hasSmallGaps() && !(closeGaps() && expand())) {
        return SolverStatus.NOT_FINITE;
      }
      gradientNorm = gradient.projectedNorm();
      if (isStationary(gradientTolerance)) {
        return SolverStatus.CONVERGED;
      }
      if (iteration >= stopping.iterations()) {
        return SolverStatus.ITERATION_LIMIT;
      }
      if (interrupted || Thread.currentThread().isInterrupted()) {
        return SolverStatus.INTERRUPTED;
      }
      SolverStatus end = improve(tolerance, observer);
      if (end != null) {
        return end;
      }
      if (cost < UNBOUNDED_COST) {
        return SolverStatus.UNBOUNDED;
      }
    }
  }

  private boolean hasSmallGaps() {
    return ws.gaps.open && ws.gaps.largest <= SMALL_GAP;
  }

  /** By a rollout, which the gains of the last sweep keep near. */
  private boolean closeGaps() {
    ws.gaps.close();
    return rollOut();
  }

  /**
   * One iteration: raises the regularization until a sweep gives a step that lowers the cost.
   *
   * @return null to go on
   */
  private SolverStatus improve(double tolerance, IterationObserver observer) {
    double most = 0;
    while (true) {
      BackwardPass.Status sweep = sweep(tolerance);
      switch (sweep) {
        case DONE -> {
          most = Math.max(most, backward.expectedReduction(1));
          if (isOptimal(tolerance)) {
            return polish() ? SolverStatus.CONVERGED : SolverStatus.NOT_FINITE;
          }
          if (lineSearch.run(cost, backward)) {
            observe(observer);
            accept();
            return null;
          }
        }
        case CURVATURE_NOT_FINITE -> {
          notFinite(Quantity.CURVATURE, backward.step);
          return SolverStatus.NOT_FINITE;
        }
        case NOT_POSITIVE_DEFINITE, VALUE_NOT_FINITE -> {}
      }
      if (!regularization.increase()) {
        return giveUp(sweep, most);
      }
    }
  }

  /** Where convexified Hessians promise nothing, those as they are have the last word. */
  private BackwardPass.Status sweep(double tolerance) {
    backwardPasses++;
    BackwardPass.Status sweep = backward.run(regularization.mu());
    if (sweep != BackwardPass.Status.DONE || !backward.convexified || !promisesNothing(tolerance)) {
      return sweep;
    }
    backward.reset();
    return backward.run(regularization.mu());
  }

  private boolean promisesNothing(double tolerance) {
    return backward.expectedReduction(1) <= tolerance * scale();
  }

  /** Whether a full, unregularized step promises next to nothing; a convexified Newton step may understate what there is to gain. */
  private boolean isOptimal(double tolerance) {
    boolean trusted =
        !ws.gaps.open && regularization.mu() == 0 && !(backward.convexified && secondOrder == SecondOrder.EXACT);
    return trusted && promisesNothing(tolerance);
  }

  /**
   * Takes the last full step where it leaves the cost as it is up to rounding: the cost cannot tell the two trajectories apart, the
   * step can.
   *
   * @return whether all is finite around the final trajectory
   */
  private boolean polish() {
    if (!lineSearch.rollOut(1) || Math.abs(forward.cost - cost) > ROUNDING * scale()) {
      return true;
    }
    ws.accept();
    cost = forward.cost;
    if (!expand()) {
      return false;
    }
    gradientNorm = gradient.projectedNorm();
    return true;
  }

  /** What tolerances are relative to: the cost, as long as it has not vanished. */
  private double scale() {
    return Math.max(Math.abs(cost), VANISHED * Math.min(1, initialCost));
  }

  private void accept() {
    if (lineSearch.alpha >= 1) {
      regularization.decrease();
    } else if (lineSearch.alpha < SHORT_STEP) {
      regularization.increase();
    }
    if (lineSearch.alpha == 1) {
      ws.gaps.close();
    }
    ws.accept();
    cost = forward.cost;
    iteration++;
  }

  /** @param most what the sweeps promised: where that is rounding, the trajectory is as good as numbers can be */
  private SolverStatus giveUp(BackwardPass.Status sweep, double most) {
    if (sweep == BackwardPass.Status.VALUE_NOT_FINITE) {
      notFinite(Quantity.VALUE_FUNCTION, backward.step);
      return SolverStatus.NOT_FINITE;
    }
    if (sweep == BackwardPass.Status.DONE && forward.failure != null) {
      notFinite(forward.failure, forward.failureStep);
      return SolverStatus.NOT_FINITE;
    }
    return most > 0 && most <= ROUNDING * scale() ? SolverStatus.CONVERGED : SolverStatus.STALLED;
  }

  private void observe(IterationObserver observer) {
    info.number = iteration + 1;
    info.cost = forward.cost;
    info.actualReduction = lineSearch.reduction(cost);
    info.expectedReduction = backward.expectedReduction(lineSearch.alpha);
    info.stepSize = lineSearch.alpha;
    info.regularization = regularization.mu();
    info.gradientNorm = gradientNorm;
    info.violation = ws.gaps.largest;
    observer.iteration(info);
  }

  /** Gains around the final trajectory, without regularization where that is possible. */
  public void finalGains() {
    regularization.reset(0);
    do {
      backwardPasses++;
    } while (backward.gains(regularization.mu()) != BackwardPass.Status.DONE && regularization.increase());
  }

  private boolean expand() {
    expansions++;
    int nx = ws.dims.nx();
    int m = ws.dims.nu();
    int N = ws.dims.steps();
    for (int k = 0; k < N; k++) {
      StageExpansion e = ws.expansions[k];
      problem.expand(k, ws.nominal.X, k * nx, ws.nominal.U, k * m, e);
      if (!isFinite(e.fx, 0, e.fx.length) || !isFinite(e.fu, 0, e.fu.length)) {
        return notFinite(Quantity.DYNAMICS_JACOBIAN, k);
      }
      if (!isFinite(e.lx, 0, e.lx.length)
          || !isFinite(e.lu, 0, m)
          || !isFinite(e.lxx, 0, e.lxx.length)
          || !isFinite(e.lux, 0, e.lux.length)
          || !isFinite(e.luu, 0, e.luu.length)) {
        return notFinite(Quantity.STAGE_COST_DERIVATIVES, k);
      }
    }
    if (ws.gaps.open) {
      ws.gaps.measure(ws);
    }
    problem.expandTerminal(ws.nominal.X, N * nx, ws.terminal);
    return isFinite(ws.terminal.lx, 0, ws.terminal.lx.length) && isFinite(ws.terminal.lxx, 0, ws.terminal.lxx.length)
        || notFinite(Quantity.TERMINAL_COST_DERIVATIVES, N);
  }

  private boolean notFinite(Quantity quantity, int step) {
    nonFinite = new NonFinite(quantity, iteration, step);
    return false;
  }

  /**
   * Takes a full step of a sweep without regularization, and keeps it if it lowers the gradient's norm: near a solution the cost, in which
   * a large penalty or the trajectory's own size hides what there is to gain, is the worse judge.
   *
   * @return whether the step was kept
   */
  public boolean sharpen(IterationObserver observer) {
    if (!rollOut() || !expand()) {
      return false;
    }
    gradientNorm = gradient.projectedNorm();
    backwardPasses++;
    lineSearch.alpha = 1;
    if (iteration >= stopping.iterations() || backward.run(0) != BackwardPass.Status.DONE || !lineSearch.rollOut(1)) {
      return false;
    }
    ws.accept();
    if (expand()) {
      double after = gradient.projectedNorm();
      if (after < gradientNorm) {
        observe(observer);
        cost = forward.cost;
        gradientNorm = after;
        iteration++;
        return true;
      }
    }
    ws.accept(); // once more: the trajectory before
    nonFinite = null;
    expand();
    gradient.projectedNorm();
    return false;
  }

  /** Whether the gradient where the last iteration began, or the last {@link #sharpen} ended, is below the tolerance of {@link Stopping}. */
  public boolean isStationary(double gradientTolerance) {
    return !ws.gaps.open && gradient.weightedNorm <= gradientTolerance * scale();
  }

  /** Whether the states of the current trajectory fit together, as those of a rollout do. */
  public boolean fits() {
    return !ws.gaps.open;
  }

  /** The current trajectory; the solver's own memory. */
  public Trajectory trajectory() {
    return ws.nominal;
  }

  /** The cost of the current trajectory. */
  public double cost() {
    return cost;
  }

  /** The largest entry of the projected gradient where the last iteration began. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** Multipliers of the dynamics and of the limits of controls and start where the last iteration began; a new object. */
  public Multipliers multipliers() {
    Multipliers multipliers = new Multipliers(problem);
    gradient.multipliers(multipliers);
    return multipliers;
  }

  private SolveReport report(SolverStatus status, Multipliers multipliers) {
    return report(status, cost, new Kkt(gradientNorm, ws.gaps.largest, 0), multipliers);
  }

  /** What was found, with what another method knows better: the cost without its own terms, residuals and multipliers. */
  public SolveReport report(SolverStatus status, double ownCost, Kkt kkt, Multipliers multipliers) {
    return new SolveReport(
        status,
        ownCost,
        iteration,
        kkt,
        ws.nominal.copy(),
        multipliers,
        new AffinePolicy(problem, ws.nominal, ws.K),
        new Evaluations(lineSearch.rollouts, expansions, backwardPasses),
        Optional.ofNullable(nonFinite));
  }
}
