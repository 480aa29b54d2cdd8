/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.trajectory;

import java.util.Arrays;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.LaneStages;

/** {@link Rollout} of many first states and control sequences at a time; costs and last states are the same bits. For one thread. */
public final class LaneRollout {
  private final LaneStages stages;
  private final Dims dims;

  /** First states, then last ones, [nx][most]. */
  private final double[][] x;

  /** By step, [N x nu][most]. */
  private final double[][] controls;

  private final double[][] u;
  private final double[] costs;

  /** @param most how many at most, as {@code stages} were made for */
  public LaneRollout(LaneStages stages, int most) {
    this.stages = stages;
    dims = stages.dims();
    x = new double[dims.nx()][most];
    controls = new double[dims.steps() * dims.nu()][most];
    u = new double[dims.nu()][];
    costs = new double[most];
  }

  /** Takes over the first state and the controls of case {@code lane}, and its params and signals where it has its own. */
  public void set(int lane, Trajectory trajectory) {
    stages.take(lane);
    for (int i = 0; i < x.length; i++) {
      x[i][lane] = trajectory.X[i];
    }
    for (int i = 0; i < controls.length; i++) {
      controls[i][lane] = trajectory.U[i];
    }
  }

  /** Simulates the first n cases. Allocates nothing after the first time. */
  public void run(int n) {
    Arrays.fill(costs, 0, n, 0);
    for (int k = 0; k < dims.steps(); k++) {
      System.arraycopy(controls, k * dims.nu(), u, 0, u.length);
      stages.stage(k, n, x, u, costs);
    }
    stages.terminal(n, x, costs);
  }

  /** The cost of a case, as {@link Rollout#run} returns it. */
  public double cost(int lane) {
    return costs[lane];
  }

  /** Number i of the last state of a case. */
  public double last(int lane, int i) {
    return x[i][lane];
  }
}
