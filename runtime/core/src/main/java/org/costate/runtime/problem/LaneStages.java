/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import org.costate.runtime.lanes.LaneMachine;
import org.costate.runtime.lanes.LanePlan;

/**
 * The steps and costs of a {@link ProblemInstance} for many cases, states and controls, at a time. Arrays are by number, then by case. Follows its
 * instance, whose thread it belongs to. Allocates nothing once it is made.
 */
public final class LaneStages {
  private final LaneMachine machine;
  private final Dims dims;
  private final LaneData data;
  private final MomentPenalties soft;
  private final double[] w;
  private final double[][] next;
  private final double[][] last = new double[1][];
  private final double[] x;
  private final double[] u;

  LaneStages(LanePlan plan, Dims dims, LaneData data, MomentPenalties soft, double[] w, int most) {
    machine = new LaneMachine(plan, most);
    this.dims = dims;
    this.data = data;
    this.soft = soft;
    this.w = w;
    next = new double[dims.nx() + 1][];
    next[dims.nx()] = new double[most];
    last[0] = new double[most];
    x = new double[dims.nx()];
    u = new double[dims.nu()];
  }

  public Dims dims() {
    return dims;
  }

  /** Takes over the params and signals of the instance for a case, where cases have their own. */
  public void take(int lane) {
    data.take(lane);
  }

  /**
   * Replaces states by those after step k and adds what the step costs.
   *
   * @param n how many cases
   * @param states [nx][n]; the arrays are exchanged for others
   * @param controls [nu][n]
   * @param costs [n]
   */
  public void stage(int k, int n, double[][] states, double[][] controls, double[] costs) {
    int nx = dims.nx();
    data.set(k, n);
    for (int i = 0; i < nx; i++) {
      next[i] = next[i] == null ? new double[states[i].length] : next[i];
    }
    machine.stage(n, states, controls, data.d, next);
    double[] cost = next[nx];
    if (soft.at(k)) {
      for (int lane = 0; lane < n; lane++) {
        gather(states, lane, x);
        gather(controls, lane, u);
        cost[lane] += soft.cost(k, x, 0, u, 0, data.of(lane), w);
      }
    }
    for (int lane = 0; lane < n; lane++) {
      costs[lane] += cost[lane];
    }
    for (int i = 0; i < nx; i++) {
      double[] before = states[i];
      states[i] = next[i];
      next[i] = before;
    }
  }

  /** Adds what states cost at the end; as {@link #stage}, but that they stay. */
  public void terminal(int n, double[][] states, double[] costs) {
    int end = dims.steps();
    data.set(end, n);
    machine.terminal(n, states, data.d, last);
    double[] cost = last[0];
    if (soft.at(end)) {
      for (int lane = 0; lane < n; lane++) {
        gather(states, lane, x);
        cost[lane] += soft.cost(end, x, 0, null, 0, data.of(lane), w);
      }
    }
    for (int lane = 0; lane < n; lane++) {
      costs[lane] += cost[lane];
    }
  }

  private static void gather(double[][] numbers, int lane, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = numbers[i][lane];
    }
  }
}
