/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.mpc;

import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;

/** A problem whose first control also pays for its distance from another one: weight / 2 |u(0) - anchor|^2. */
final class AnchoredProblem extends ForwardingProblem {
  private final double[] anchor;
  private double weight;

  AnchoredProblem(OptimalControlProblem original) {
    super(original);
    anchor = new double[original.dims().nu()];
  }

  /** @param to [nu], copied */
  void anchor(double[] to, double weight) {
    System.arraycopy(to, 0, anchor, 0, anchor.length);
    this.weight = weight;
  }

  @Override
  public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
    double cost = original.stage(k, x, xAt, u, uAt, next, nextAt);
    return k == 0 ? cost + distance(u, uAt) : cost;
  }

  @Override
  public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
    original.expand(k, x, xAt, u, uAt, out);
    if (k == 0) {
      out.l += distance(u, uAt);
      for (int i = 0; i < anchor.length; i++) {
        out.lu[i] += weight * (u[uAt + i] - anchor[i]);
        out.luu[i * anchor.length + i] += weight;
      }
    }
  }

  private double distance(double[] u, int uAt) {
    double sum = 0;
    for (int i = 0; i < anchor.length; i++) {
      double away = u[uAt + i] - anchor[i];
      sum += away * away;
    }
    return weight / 2 * sum;
  }
}
