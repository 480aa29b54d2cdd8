/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.trajectory;

import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;

/**
 * The controls of a trajectory held over shorter steps: what a solution is worth where the integrator is more exact.
 *
 * @param trajectory of the shorter steps
 * @param cost of it
 * @param gap the largest difference of a state from that of the trajectory replayed, at the times that both have; NaN if the replay leaves
 *     the numbers
 * @param direction in which they differ so much, [0, ndx)
 * @param step of the replayed trajectory at which they do
 */
public record Replay(Trajectory trajectory, double cost, double gap, int direction, int step) {
  /** How many steps replace one where nobody says otherwise. */
  public static final int REFINEMENT = 4;

  /**
   * Simulates from the first state of {@code solution}.
   *
   * @param fine the problem of {@code solution} in a multiple of its steps
   */
  public static Replay of(OptimalControlProblem fine, Trajectory solution) {
    Dims dims = solution.dims();
    int factor = fine.dims().steps() / dims.steps();
    int nx = dims.nx();
    int m = dims.nu();
    Trajectory trajectory = new Trajectory(fine.dims());
    System.arraycopy(solution.X, 0, trajectory.X, 0, nx);
    for (int k = 0; k < fine.dims().steps(); k++) {
      System.arraycopy(solution.U, k / factor * m, trajectory.U, k * m, m);
    }
    double cost = Rollout.fromFirstState(fine, trajectory);
    double[] dx = new double[dims.ndx()];
    double gap = 0;
    int direction = 0;
    int step = 0;
    for (int k = 1; k <= dims.steps(); k++) {
      fine.difference(solution.X, k * nx, trajectory.X, k * factor * nx, dx, 0);
      for (int i = 0; i < dx.length; i++) {
        if (Double.isNaN(gap) || Math.abs(dx[i]) <= gap) {
          continue; // the first NaN stays
        }
        gap = Math.abs(dx[i]);
        direction = i;
        step = k;
      }
    }
    return new Replay(trajectory, cost, gap, direction, step);
  }
}
