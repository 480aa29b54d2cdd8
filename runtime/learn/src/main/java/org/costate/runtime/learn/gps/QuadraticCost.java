/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import org.costate.runtime.linalg.MatrixKernels;
import org.costate.runtime.linalg.SymmetricEigen;

/**
 * The cost of each step as 1/2 z' C(t) z + c(t)' z + constant(t) of z = [s; u], at t = 0..T, the action missing at T: the mean of the
 * expansions around the states and actions of some trials. Each Hessian is taken with the absolute values of its eigenvalues, so that every sweep
 * over a linear model has a minimum: of a function of a distance that grows ever more slowly, as log(a + |x|^2), that is the Hessian of
 * the parabola which touches it from above. Our deviation from Levine and Abbeel 2014, who keep the Hessian and raise the multiplier.
 */
public final class QuadraticCost {
  final int T;
  final int d;

  /** [(T + 1) x d x d]. */
  public final double[] C;

  /** [(T + 1) x d]. */
  public final double[] c;

  /** [T + 1]. */
  public final double[] constant;

  /** What the trials cost on average. */
  double measured;

  private final double[] gradient;
  private final double[] hessian;
  private final double[] z;
  private final double[] Hz;
  private final double[] small;
  private final int[] rows;
  private final SymmetricEigen eigen;

  public QuadraticCost(int T, int n, int m) {
    this.T = T;
    d = n + m;
    C = new double[(T + 1) * d * d];
    c = new double[(T + 1) * d];
    constant = new double[T + 1];
    gradient = new double[d];
    hessian = new double[d * d];
    z = new double[d];
    Hz = new double[d];
    small = new double[d * d];
    rows = new int[d];
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
        if (!convexify()) {
          return false;
        }
        measured += value / trials.count;
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

  /** value + g' (x - z) + 1/2 (x - z)' H (x - z) as a polynomial of x. */
  private void add(int t, double value, double share) {
    Arrays.fill(Hz, 0);
    MatrixKernels.addProduct(hessian, 0, z, 0, Hz, 0, d, d);
    double atZero = value;
    for (int i = 0; i < d; i++) {
      c[t * d + i] += share * (gradient[i] - Hz[i]);
      atZero += (0.5 * Hz[i] - gradient[i]) * z[i];
    }
    for (int i = 0; i < d * d; i++) {
      C[t * d * d + i] += share * hessian[i];
    }
    constant[t] += share * atZero;
  }

  /** Eigenvalues become their absolute values. What nothing depends on is left out, so that little is decomposed. */
  private boolean convexify() {
    int size = 0;
    for (int i = 0; i < d; i++) {
      boolean read = false;
      for (int j = 0; j < d; j++) {
        read |= hessian[i * d + j] != 0;
      }
      if (read) {
        rows[size++] = i;
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        small[i * size + j] = hessian[rows[i] * d + rows[j]];
      }
    }
    if (!eigen.decompose(small, size)) {
      return false;
    }
    for (int e = 0; e < size; e++) {
      double excess = 2 * Math.max(0, -eigen.w[e]);
      for (int i = 0; i < size && excess > 0; i++) {
        for (int j = 0; j < size; j++) {
          hessian[rows[i] * d + rows[j]] += excess * eigen.Z[e * size + i] * eigen.Z[e * size + j];
        }
      }
    }
    return true;
  }

  /** The mean cost of a trial whose states and actions have these means and covariances. */
  double expected(Marginals marginals) {
    double sum = 0;
    for (int t = 0; t <= T; t++) {
      Arrays.fill(Hz, 0);
      System.arraycopy(marginals.mean, t * d, z, 0, d);
      MatrixKernels.addProduct(C, t * d * d, z, 0, Hz, 0, d, d);
      sum += constant[t] + 0.5 * MatrixKernels.dot(Hz, 0, z, 0, d) + MatrixKernels.dot(c, t * d, z, 0, d)
          + 0.5 * MatrixKernels.dot(C, t * d * d, marginals.covariance, t * d * d, d * d);
    }
    return sum;
  }
}
