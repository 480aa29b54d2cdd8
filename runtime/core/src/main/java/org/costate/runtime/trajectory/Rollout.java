/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.trajectory;

import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;

/** Simulation of a control sequence. */
public final class Rollout {
  private Rollout() {}

  /**
   * Replaces the states by those that the problem's start and the controls {@code trajectory.U} lead to; the controls are not clamped.
   *
   * @return the cost, sum of l plus lN; not a number or infinite where the dynamics or the cost are. Allocates nothing.
   */
  public static double run(OptimalControlProblem problem, Trajectory trajectory) {
    problem.start(trajectory.X, 0);
    return fromFirstState(problem, trajectory);
  }

  /** As {@link #run}, from the trajectory's own first state: the start of a solution where it is free. */
  public static double fromFirstState(OptimalControlProblem problem, Trajectory trajectory) {
    Dims dims = trajectory.dims();
    int nx = dims.nx();
    double[] X = trajectory.X;
    double cost = 0;
    for (int k = 0; k < dims.steps(); k++) {
      cost += problem.stage(k, X, k * nx, trajectory.U, k * dims.nu(), X, (k + 1) * nx);
    }
    return cost + problem.terminal(X, dims.steps() * nx);
  }

  /**
   * Replaces the states behind the first by those that the controls lead to, for methods whose states need not fit together: where a step
   * leaves the numbers, the state before it is held. Allocates nothing.
   */
  public static void held(OptimalControlProblem problem, Trajectory trajectory) {
    Dims dims = trajectory.dims();
    int nx = dims.nx();
    double[] X = trajectory.X;
    for (int k = 0; k < dims.steps(); k++) {
      int next = (k + 1) * nx;
      problem.step(k, X, k * nx, trajectory.U, k * dims.nu(), X, next);
      if (!isFinite(X, next, nx)) {
        System.arraycopy(X, k * nx, X, next, nx);
      }
    }
  }
}
