/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import org.costate.runtime.linalg.Cholesky;
import org.costate.runtime.linalg.MatrixKernels;

/**
 * u ~ N(K(t) s + k(t), S(t)) at t = 0..T-1. {@code K} [T x m x n], {@code k} [T x m], {@code S} [T x m x m] with lower factors {@code root},
 * S = root root', and inverses {@code precision}.
 */
public final class LinearGaussianController {
  final int T;
  final int n;
  final int m;
  public final double[] K;
  public final double[] k;
  final double[] S;
  final double[] root;
  final double[] precision;

  /** Half of the logarithm of det S(t), [T]. */
  final double[] logRoot;

  private final double[] square;
  private final double[] lower;

  public LinearGaussianController(int T, int n, int m) {
    this.T = T;
    this.n = n;
    this.m = m;
    K = new double[T * m * n];
    k = new double[T * m];
    S = new double[T * m * m];
    root = new double[T * m * m];
    precision = new double[T * m * m];
    logRoot = new double[T];
    square = new double[m * m];
    lower = new double[m * m];
  }

  /** Takes the covariance of step t, from which everything else of it follows. @return false if it is not positive definite */
  public boolean spread(int t, double[] covariance, int at) {
    System.arraycopy(covariance, at, S, t * m * m, m * m);
    System.arraycopy(covariance, at, square, 0, m * m);
    if (Cholesky.factor(square, m, 0, lower) != Cholesky.Status.FACTORED) {
      return false;
    }
    logRoot[t] = 0;
    for (int i = 0; i < m; i++) {
      logRoot[t] += Math.log(lower[i * m + i]);
      for (int j = 0; j < m; j++) {
        root[(t * m + i) * m + j] = j <= i ? lower[i * m + j] : 0;
        square[i * m + j] = i == j ? 1 : 0;
      }
    }
    Cholesky.solve(lower, m, square, 0, m);
    System.arraycopy(square, 0, precision, t * m * m, m * m);
    return true;
  }

  /** Becomes equal to another one. */
  void copy(LinearGaussianController other) {
    System.arraycopy(other.K, 0, K, 0, K.length);
    System.arraycopy(other.k, 0, k, 0, k.length);
    System.arraycopy(other.S, 0, S, 0, S.length);
    System.arraycopy(other.root, 0, root, 0, root.length);
    System.arraycopy(other.precision, 0, precision, 0, precision.length);
    System.arraycopy(other.logRoot, 0, logRoot, 0, logRoot.length);
  }

  /** Writes the mean action of step t in state {@code s [n]} to {@code u [m]}. */
  public void mean(int t, double[] s, int sAt, double[] u, int uAt) {
    System.arraycopy(k, t * m, u, uAt, m);
    MatrixKernels.addProduct(K, t * m * n, s, sAt, u, uAt, m, n);
  }

  /** Adds root(t) z to {@code u [m]}. */
  void disturb(int t, double[] z, int zAt, double[] u, int uAt) {
    MatrixKernels.addProduct(root, t * m * m, z, zAt, u, uAt, m, m);
  }

  /** Everything, one after the other. */
  double[] numbers() {
    double[] all = new double[K.length + k.length + S.length];
    System.arraycopy(K, 0, all, 0, K.length);
    System.arraycopy(k, 0, all, K.length, k.length);
    System.arraycopy(S, 0, all, K.length + k.length, S.length);
    return all;
  }

  /** Becomes the one of which {@link #numbers} were taken. */
  void restore(double[] all) {
    if (all.length != K.length + k.length + S.length) {
      throw new IllegalArgumentException("a controller of " + all.length + " numbers");
    }
    System.arraycopy(all, 0, K, 0, K.length);
    System.arraycopy(all, K.length, k, 0, k.length);
    for (int t = 0; t < T; t++) {
      spread(t, all, K.length + k.length + t * m * m);
    }
  }
}
