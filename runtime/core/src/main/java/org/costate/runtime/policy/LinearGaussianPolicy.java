/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.policy;

import java.util.List;
import org.costate.runtime.linalg.Cholesky;
import org.costate.runtime.linalg.Matrix;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.stats.RandomStream;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Time-varying feedback with Gaussian noise: u ~ N(u_nom(k) + k(k) + K(k) (x - x_nom(k)), Quu(k)^-1), the difference of states taken in the
 * tangent. Limits of controls are not kept: a density with limits is none of these.
 *
 * <p>Owns scratch memory: one object serves one thread.
 */
public final class LinearGaussianPolicy {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final OptimalControlProblem problem;
  private final Trajectory nominal;
  private final List<Matrix> offsets;
  private final List<Matrix> gains;
  private final List<Matrix> precisions;

  /** Lower factors of the precisions, [N x m x m]. */
  private final double[][] factors;

  private final double[] dx;
  private final double[] mean;
  private final double[] deviation;

  /**
   * @param nominal copied
   * @param offsets k [m x 1], {@code gains} K [m x n], {@code precisions} Quu [m x m], one each for every step
   * @throws IllegalArgumentException for a precision that is not positive definite
   */
  public LinearGaussianPolicy(OptimalControlProblem problem, Trajectory nominal, List<Matrix> offsets,
      List<Matrix> gains, List<Matrix> precisions) {
    this.problem = problem;
    this.nominal = nominal.copy();
    this.offsets = List.copyOf(offsets);
    this.gains = List.copyOf(gains);
    this.precisions = List.copyOf(precisions);
    int m = problem.dims().nu();
    factors = new double[precisions.size()][m * m];
    for (int k = 0; k < factors.length; k++) {
      if (Cholesky.factor(precisions.get(k).entries(), m, 0, factors[k]) != Cholesky.Status.FACTORED) {
        throw new IllegalArgumentException("the precision of step " + k + " is not positive definite");
      }
    }
    dx = new double[problem.dims().ndx()];
    mean = new double[m];
    deviation = new double[m];
  }

  /** K(k), [m x n]. */
  public Matrix gain(int k) {
    return gains.get(k);
  }

  /** k(k), [m x 1]. */
  public Matrix offset(int k) {
    return offsets.get(k);
  }

  /** Quu(k), [m x m]. */
  public Matrix precision(int k) {
    return precisions.get(k);
  }

  /** Quu(k)^-1, [m x m]. */
  public Matrix covariance(int k) {
    return precisions.get(k).solve(Matrix.identity(mean.length)).symmetric();
  }

  private void mean(int k, double[] x, int xAt) {
    problem.difference(nominal.X, k * nominal.dims().nx(), x, xAt, dx, 0);
    for (int i = 0; i < mean.length; i++) {
      double sum = nominal.U[k * mean.length + i] + offsets.get(k).at(i, 0);
      for (int j = 0; j < dx.length; j++) {
        sum += gains.get(k).at(i, j) * dx[j];
      }
      mean[i] = sum;
    }
  }

  /** Draws a control for state {@code x} at step k to {@code u[uAt .. uAt + m)}: with Quu = L L' and normal z it is mean + L'^-1 z. */
  public void sample(int k, double[] x, int xAt, RandomStream stream, double[] u, int uAt) {
    mean(k, x, xAt);
    int m = mean.length;
    for (int i = m - 1; i >= 0; i--) {
      double rest = stream.normal();
      for (int j = i + 1; j < m; j++) {
        rest -= factors[k][j * m + i] * deviation[j];
      }
      deviation[i] = rest / factors[k][i * m + i];
      u[uAt + i] = mean[i] + deviation[i];
    }
  }

  /** The logarithm of the density of control {@code u} for state {@code x} at step k. */
  public double logDensity(int k, double[] x, int xAt, double[] u, int uAt) {
    mean(k, x, xAt);
    int m = mean.length;
    double log = -0.5 * m * LOG_TWO_PI;
    for (int i = 0; i < m; i++) {
      double z = 0;
      for (int j = i; j < m; j++) {
        z += factors[k][j * m + i] * (u[uAt + j] - mean[j]);
      }
      log += Math.log(factors[k][i * m + i]) - 0.5 * z * z;
    }
    return log;
  }
}
