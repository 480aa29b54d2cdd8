/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.policy;

import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Time-varying feedback around a trajectory, inside the control limits:
 * u = clamp(u_nom(k) + K(k) (x - x_nom(k))), with the difference of states taken in the tangent.
 *
 * <p>Owns scratch memory: one object serves one thread.
 */
public final class AffinePolicy {
  private final OptimalControlProblem problem;
  private final Trajectory nominal;
  private final double[] K;
  private final double[] lower;
  private final double[] upper;
  private final double[] dx;

  /**
   * @param problem gives the difference of states and the control limits
   * @param nominal copied
   * @param K gains [N x m x n], copied
   */
  public AffinePolicy(OptimalControlProblem problem, Trajectory nominal, double[] K) {
    int m = problem.dims().nu();
    int expected = problem.dims().steps() * m * problem.dims().ndx();
    if (K.length != expected || !nominal.dims().equals(problem.dims())) {
      throw new IllegalArgumentException(
          "gains of " + K.length + " numbers for " + nominal.dims() + ", expected " + expected);
    }
    this.problem = problem;
    this.nominal = nominal.copy();
    this.K = K.clone();
    lower = new double[m];
    upper = new double[m];
    dx = new double[problem.dims().ndx()];
    problem.controlBounds(lower, upper);
  }

  /** Writes the control for state {@code x} at step k = 0..N-1 to {@code u[uAt .. uAt + m)}. Allocates nothing. */
  public void act(int k, double[] x, int xAt, double[] u, int uAt) {
    int m = lower.length;
    int n = dx.length;
    problem.difference(nominal.X, k * nominal.dims().nx(), x, xAt, dx, 0);
    for (int i = 0; i < m; i++) {
      double sum = nominal.U[k * m + i];
      int row = (k * m + i) * n;
      for (int j = 0; j < n; j++) {
        sum += K[row + j] * dx[j];
      }
      u[uAt + i] = Math.min(Math.max(sum, lower[i]), upper[i]);
    }
  }

  /** The gain K(k) at row i, column j. */
  public double gain(int k, int i, int j) {
    return K[(k * lower.length + i) * dx.length + j];
  }

  /** All gains, [N x m x n]; a copy. */
  public double[] gains() {
    return K.clone();
  }
}
