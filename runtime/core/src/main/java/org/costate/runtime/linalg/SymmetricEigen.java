/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

import java.util.Arrays;

/**
 * A = Z diag(w) Z' of a small symmetric matrix, by cyclic Jacobi rotations on a workspace of its own.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithms 8.5.1 and 8.5.3.
 */
public final class SymmetricEigen {
  private static final int MAX_SWEEPS = 60;

  /** Eigenvalues, [n], in no order. */
  public final double[] w;

  /** Eigenvectors, the columns of [n x n]. */
  public final double[] Z;

  private final int n;
  private final double[] A;

  public SymmetricEigen(int n) {
    this.n = n;
    w = new double[n];
    Z = new double[n * n];
    A = new double[n * n];
  }

  /**
   * @param matrix [n x n], symmetric, not modified.
   *
   * @return false if it did not converge, as for NaN entries
   */
  public boolean decompose(double[] matrix) {
    System.arraycopy(matrix, 0, A, 0, n * n);
    Arrays.fill(Z, 0);
    double norm = 0;
    for (int i = 0; i < n; i++) {
      Z[i * n + i] = 1;
      norm += MatrixKernels.dot(A, i * n, A, i * n, n);
    }
    boolean done = false;
    for (int sweep = 0; sweep < MAX_SWEEPS && !done; sweep++) {
      double off = 0;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          off += A[p * n + q] * A[p * n + q];
          rotate(p, q);
        }
      }
      done = off <= 1e-30 * norm;
    }
    for (int i = 0; i < n; i++) {
      w[i] = A[i * n + i];
    }
    return done;
  }

  /** One rotation that makes A(p, q) zero. */
  private void rotate(int p, int q) {
    double apq = A[p * n + q];
    if (apq == 0) {
      return;
    }
    double tau = (A[q * n + q] - A[p * n + p]) / (2 * apq);
    double t = tau >= 0 ? 1 / (tau + Math.sqrt(1 + tau * tau)) : 1 / (tau - Math.sqrt(1 + tau * tau));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = t * c;
    for (int k = 0; k < n; k++) {
      turn(A, k * n + p, k * n + q, c, s);
      turn(Z, k * n + p, k * n + q, c, s);
    }
    for (int k = 0; k < n; k++) {
      turn(A, p * n + k, q * n + k, c, s);
    }
  }

  private static void turn(double[] M, int p, int q, double c, double s) {
    double a = M[p];
    double b = M[q];
    M[p] = c * a - s * b;
    M[q] = s * a + c * b;
  }
}
