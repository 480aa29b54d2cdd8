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
import org.costate.runtime.solve.LineSearchOptions;
import org.costate.runtime.solve.NonFinite;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.Regularization;
import org.costate.runtime.solve.RegularizationOptions;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.Stopping;

/**
 * The iteration that iLQR and DDP share: expand along the nominal trajectory, sweep backward for a step and gains, roll out forward with
 * ever shorter steps until the cost falls by a fraction of what the sweep promised. See docs/algorithms/ilqr-ddp.md.
 */
public final class SweepSolver implements Solver {
  private static final double UNBOUNDED_COST = -1e20;

  private final OptimalControlProblem problem;
  private final Stopping stopping;
  private final LineSearchOptions lineSearch;
  private final Regularization regularization;
  private final SweepWorkspace ws;
  private final Gradient gradient;
  private final BackwardPass backward;
  private final ForwardPass forward;
  private final Iteration info = new Iteration();
  private volatile boolean interrupted;

  private double cost;
  private double gradientNorm;
  private double alpha;
  private int iteration;
  private int rollouts;
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
    this.lineSearch = lineSearch;
    this.regularization = new Regularization(regularization);
    ws = new SweepWorkspace(problem);
    gradient = new Gradient(ws);
    backward = new BackwardPass(ws, secondOrder);
    forward = new ForwardPass(ws);
  }

  @Override
  public void interrupt() {
    interrupted = true;
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    begin(controls);
    SolverStatus status = rollOut() ? iterate(observer) : SolverStatus.NOT_FINITE;
    return report(status);
  }

  private void begin(double[] controls) {
    if (controls.length != ws.nominal.U.length) {
      throw new IllegalArgumentException(
          "initial controls of " + controls.length + " numbers, expected " + ws.nominal.U.length + " for " + ws.dims);
    }
    problem.controlBounds(ws.lower, ws.upper);
    System.arraycopy(controls, 0, ws.nominal.U, 0, controls.length);
    Arrays.fill(ws.k, 0);
    Arrays.fill(ws.K, 0);
    regularization.reset();
    interrupted = false;
    cost = Double.NaN;
    gradientNorm = Double.NaN;
    iteration = 0;
    rollouts = 0;
    expansions = 0;
    backwardPasses = 0;
    nonFinite = null;
  }

  private boolean rollOut() {
    int m = ws.dims.nu();
    for (int k = 0; k < ws.dims.steps(); k++) {
      if (!isFinite(ws.nominal.U, k * m, m)) {
        return notFinite(Quantity.CONTROL, k);
      }
    }
    rollouts++;
    boolean finite = forward.run(0);
    ws.accept();
    cost = forward.cost;
    return finite || notFinite(forward.failure, forward.failureStep);
  }

  private SolverStatus iterate(IterationObserver observer) {
    while (true) {
      if (!expand()) {
        return SolverStatus.NOT_FINITE;
      }
      gradientNorm = gradient.projectedNorm();
      if (gradientNorm <= stopping.gradientTolerance() * Math.abs(cost)) {
        return SolverStatus.CONVERGED;
      }
      if (iteration >= stopping.iterations()) {
        return SolverStatus.ITERATION_LIMIT;
      }
      if (interrupted || Thread.currentThread().isInterrupted()) {
        return SolverStatus.INTERRUPTED;
      }
      iteration++;
      SolverStatus end = improve(observer);
      if (end != null) {
        return end;
      }
      if (cost < UNBOUNDED_COST) {
        return SolverStatus.UNBOUNDED;
      }
    }
  }

  /** One iteration: raises the regularization until a sweep gives a step that lowers the cost. @return null to go on */
  private SolverStatus improve(IterationObserver observer) {
    while (true) {
      backwardPasses++;
      BackwardPass.Status sweep = backward.run(regularization.mu());
      if (sweep == BackwardPass.Status.DONE) {
        if (regularization.mu() == 0
            && -(backward.linear + backward.quadratic) <= stopping.tolerance() * Math.abs(cost)) {
          return SolverStatus.CONVERGED;
        }
        if (search()) {
          observe(observer);
          if (alpha == 1) {
            regularization.decrease();
          } else if (alpha < 0.1) {
            regularization.increase();
          }
          ws.accept();
          cost = forward.cost;
          return null;
        }
      }
      if (!regularization.increase()) {
        return sweep == BackwardPass.Status.DONE ? SolverStatus.STALLED : SolverStatus.REGULARIZATION_LIMIT;
      }
    }
  }

  private boolean search() {
    alpha = 1;
    for (int i = 0; i < lineSearch.steps(); i++) {
      double expected = -(alpha * backward.linear + alpha * alpha * backward.quadratic);
      rollouts++;
      if (forward.run(alpha) && expected > 0 && cost - forward.cost >= lineSearch.decrease() * expected) {
        return true;
      }
      alpha *= lineSearch.shrink();
    }
    return false;
  }

  private void observe(IterationObserver observer) {
    info.number = iteration;
    info.cost = forward.cost;
    info.actualReduction = cost - forward.cost;
    info.expectedReduction = -(alpha * backward.linear + alpha * alpha * backward.quadratic);
    info.stepSize = alpha;
    info.regularization = regularization.mu();
    info.gradientNorm = gradientNorm;
    observer.iteration(info);
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
    problem.expandTerminal(ws.nominal.X, N * nx, ws.terminal);
    return isFinite(ws.terminal.lx, 0, ws.terminal.lx.length) && isFinite(ws.terminal.lxx, 0, ws.terminal.lxx.length)
        || notFinite(Quantity.TERMINAL_COST_DERIVATIVES, N);
  }

  private boolean notFinite(Quantity quantity, int step) {
    nonFinite = new NonFinite(quantity, iteration, step);
    return false;
  }

  private SolveReport report(SolverStatus status) {
    return new SolveReport(
        status,
        cost,
        iteration,
        gradientNorm,
        ws.nominal.copy(),
        new AffinePolicy(problem, ws.nominal, ws.K),
        new Evaluations(rollouts, expansions, backwardPasses),
        Optional.ofNullable(nonFinite));
  }
}
