/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Simulation of the nominal controls changed by a step: x(0) moved by alpha dx where it is free, u = clamp(u_nom + alpha k + K (x - x_nom)),
 * with 1 - alpha of the nominal gaps left.
 */
final class ForwardPass {
  /** The cost of the candidate trajectory; meaningless after a failure. */
  double cost;

  /** What was not finite in the last run, null if all was. */
  Quantity failure;

  /** Where, with N for terminal quantities. */
  int failureStep;

  private final SweepWorkspace ws;
  private final double[] dx;
  private final double[] next;

  ForwardPass(SweepWorkspace ws) {
    this.ws = ws;
    dx = new double[ws.dims.ndx()];
    next = new double[ws.dims.nx()];
  }

  /**
   * Fills {@code ws.candidate}.
   *
   * @return whether the cost and all states are finite
   */
  boolean run(double alpha) {
    OptimalControlProblem problem = ws.problem;
    int nx = ws.dims.nx();
    int N = ws.dims.steps();
    int m = ws.dims.nu();
    int n = ws.dims.ndx();
    double[] X = ws.candidate.X;
    double[] U = ws.candidate.U;
    failure = null;
    ws.start.place(alpha, ws.nominal.X, X);
    if (!isFinite(X, 0, nx)) {
      return failed(Quantity.START, 0);
    }
    double sum = 0;
    for (int k = 0; k < N; k++) {
      problem.difference(ws.nominal.X, k * nx, X, k * nx, dx, 0);
      for (int i = 0; i < m; i++) {
        int row = k * m + i;
        double u = ws.nominal.U[row] + alpha * ws.k[row];
        for (int j = 0; j < n; j++) {
          u += ws.K[row * n + j] * dx[j];
        }
        U[row] = Math.min(Math.max(u, ws.lower[i]), ws.upper[i]);
      }
      sum += problem.stage(k, X, k * nx, U, k * m, X, (k + 1) * nx);
      if (ws.gaps.open && alpha < 1) {
        ws.gaps.leave(alpha, k, X);
      }
      if (!isFinite(X, (k + 1) * nx, nx)) {
        return failed(Quantity.NEXT_STATE, k);
      }
      if (!Double.isFinite(sum)) {
        return failed(Quantity.STAGE_COST, k);
      }
    }
    cost = sum + problem.terminal(X, N * nx);
    return Double.isFinite(cost) || failed(Quantity.TERMINAL_COST, N);
  }

  /** The candidate and the one set aside change places. */
  void exchange() {
    ws.exchange();
    failure = null;
  }

  /**
   * Evaluates a trajectory as it is, its states unchanged.
   *
   * @return whether the cost, all states, and the states that follow them are finite
   */
  boolean evaluate(Trajectory trajectory) {
    int nx = ws.dims.nx();
    int N = ws.dims.steps();
    double[] X = trajectory.X;
    failure = null;
    if (!isFinite(X, 0, nx)) {
      return failed(Quantity.START, 0);
    }
    double sum = 0;
    for (int k = 0; k < N; k++) {
      sum += ws.problem.stage(k, X, k * nx, trajectory.U, k * ws.dims.nu(), next, 0);
      if (!isFinite(next, 0, nx) || !isFinite(X, (k + 1) * nx, nx)) {
        return failed(Quantity.NEXT_STATE, k);
      }
      if (!Double.isFinite(sum)) {
        return failed(Quantity.STAGE_COST, k);
      }
    }
    cost = sum + ws.problem.terminal(X, N * nx);
    return Double.isFinite(cost) || failed(Quantity.TERMINAL_COST, N);
  }

  private boolean failed(Quantity quantity, int step) {
    failure = quantity;
    failureStep = step;
    return false;
  }
}
