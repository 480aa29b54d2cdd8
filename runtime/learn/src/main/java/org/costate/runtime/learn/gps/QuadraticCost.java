/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import org.costate.runtime.linalg.MatrixKernels;
import org.costate.runtime.linalg.SymmetricEigen;

/**
 * The cost of each step as 1/2 z' C(t) z + c(t)' z + constant(t) of z = [s; u], at t = 0..T, the action missing at T: the mean of the
 * expansions around the states and actions of some trials. C(t) is the mean of their Hessians with negative eigenvalues set to 0, so that every
 * sweep over a linear model has a minimum.
 */
final class QuadraticCost {
  final int T;
  final int d;

  /** [(T + 1) x d x d]. */
  final double[] C;

  /** [(T + 1) x d]. */
  final double[] c;

  /** [T + 1]. */
  final double[] constant;

  /** What the trials cost on average. */
  double measured;

  private final double[] gradient;
  private final double[] hessian;
  private final double[] z;
  private final double[] Cz;
  private final SymmetricEigen eigen;

  QuadraticCost(int T, int n, int m) {
    this.T = T;
    d = n + m;
    C = new double[(T + 1) * d * d];
    c = new double[(T + 1) * d];
    constant = new double[T + 1];
    gradient = new double[d];
    hessian = new double[d * d];
    z = new double[d];
    Cz = new double[d];
    eigen = new SymmetricEigen(d);
  }

  /** Becomes the mean of the expansions in all states and actions of the trials. @return false if one of them is not finite */
  boolean expand(TrialCost cost, Trials trials) {
    Arrays.fill(C, 0);
    Arrays.fill(c, 0);
    Arrays.fill(constant, 0);
    measured = 0;
    for (int t = 0; t <= T; t++) {
      for (int trial = 0; trial < trials.count; trial++) {
        double value = read(cost, trials, trial, t);
        for (int i = 0; i < d * d; i++) {
          C[t * d * d + i] += hessian[i] / trials.count;
        }
        measured += value / trials.count;
      }
      if (!project(t)) {
        return false;
      }
      for (int trial = 0; trial < trials.count; trial++) {
        double value = read(cost, trials, trial, t);
        add(t, value, 1.0 / trials.count);
      }
    }
    return Double.isFinite(measured);
  }

  private double read(TrialCost cost, Trials trials, int trial, int t) {
    Arrays.fill(z, 0);
    System.arraycopy(trials.states, trials.state(trial, t), z, 0, trials.n);
    if (t == T) {
      return cost.terminal(z, 0, gradient, hessian);
    }
    System.arraycopy(trials.actions, trials.action(trial, t), z, trials.n, trials.m);
    return cost.stage(t, z, 0, z, trials.n, gradient, hessian);
  }

  /** value + g' (x - z) + 1/2 (x - z)' C (x - z) as a polynomial of x. */
  private void add(int t, double value, double share) {
    Arrays.fill(Cz, 0);
    MatrixKernels.addProduct(C, t * d * d, z, 0, Cz, 0, d, d);
    double atZero = value;
    for (int i = 0; i < d; i++) {
      c[t * d + i] += share * (gradient[i] - Cz[i]);
      atZero += (0.5 * Cz[i] - gradient[i]) * z[i];
    }
    constant[t] += share * atZero;
  }

  private boolean project(int t) {
    System.arraycopy(C, t * d * d, hessian, 0, d * d);
    if (!eigen.decompose(hessian, d)) {
      return false;
    }
    for (int e = 0; e < d; e++) {
      double excess = -eigen.w[e];
      for (int i = 0; i < d && excess > 0; i++) {
        for (int j = 0; j < d; j++) {
          C[(t * d + i) * d + j] += excess * eigen.Z[e * d + i] * eigen.Z[e * d + j];
        }
      }
    }
    return true;
  }

  /** The mean cost of a trial whose states and actions have these means and covariances. */
  double expected(Marginals marginals) {
    double sum = 0;
    for (int t = 0; t <= T; t++) {
      Arrays.fill(Cz, 0);
      System.arraycopy(marginals.mean, t * d, z, 0, d);
      MatrixKernels.addProduct(C, t * d * d, z, 0, Cz, 0, d, d);
      sum += constant[t] + 0.5 * MatrixKernels.dot(Cz, 0, z, 0, d) + MatrixKernels.dot(c, t * d, z, 0, d)
          + 0.5 * MatrixKernels.dot(C, t * d * d, marginals.covariance, t * d * d, d * d);
    }
    return sum;
  }
}
