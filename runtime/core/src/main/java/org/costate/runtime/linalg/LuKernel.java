/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

/**
 * A = P' L U by Gaussian elimination with partial pivoting, in place on slices of a workspace; the lowest row wins a tie.
 *
 * <p>A singular or non-finite A is not an exception: every entry of a later solution is NaN.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithm 3.4.1.
 */
public final class LuKernel {
  private LuKernel() {}

  /**
   * Factors the matrix at {@code w[at ..)}.
   *
   * @param at the matrix [n x n], row-major; becomes U on and above the diagonal and L, whose diagonal is 1, below it
   * @param pivotAt [n] numbers; entry k becomes the row exchanged with row k
   */
  public static void factor(double[] w, int at, int n, int pivotAt) {
    for (int k = 0; k < n; k++) {
      int pivot = largest(w, at, n, k);
      w[pivotAt + k] = pivot;
      int rowK = at + k * n;
      if (pivot != k) {
        swapRows(w, rowK, at + pivot * n, n);
      }
      double diagonal = w[rowK + k];
      if (diagonal == 0 || !Double.isFinite(diagonal)) {
        diagonal = Double.NaN;
        w[rowK + k] = diagonal;
      }
      for (int i = k + 1; i < n; i++) {
        int rowI = at + i * n;
        double factor = w[rowI + k] / diagonal;
        w[rowI + k] = factor;
        for (int j = k + 1; j < n; j++) {
          w[rowI + j] -= factor * w[rowK + j];
        }
      }
    }
  }

  /** Solves A x = b with the factors of {@link #factor}; {@code w[bAt .. bAt + n)} holds b and becomes x. */
  public static void solve(double[] w, int luAt, int n, int pivotAt, int bAt) {
    for (int k = 0; k < n; k++) {
      swap(w, bAt + k, bAt + (int) w[pivotAt + k]);
    }
    for (int i = 1; i < n; i++) {
      double sum = w[bAt + i];
      for (int j = 0; j < i; j++) {
        sum -= w[luAt + i * n + j] * w[bAt + j];
      }
      w[bAt + i] = sum;
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = w[bAt + i];
      for (int j = i + 1; j < n; j++) {
        sum -= w[luAt + i * n + j] * w[bAt + j];
      }
      w[bAt + i] = sum / w[luAt + i * n + i];
    }
  }

  /** Solves A' x = b with the factors of {@link #factor}; {@code w[bAt .. bAt + n)} holds b and becomes x. */
  public static void solveTransposed(double[] w, int luAt, int n, int pivotAt, int bAt) {
    for (int i = 0; i < n; i++) {
      double x = w[bAt + i] / w[luAt + i * n + i];
      w[bAt + i] = x;
      for (int j = i + 1; j < n; j++) {
        w[bAt + j] -= w[luAt + i * n + j] * x;
      }
    }
    for (int i = n - 1; i > 0; i--) {
      double x = w[bAt + i];
      for (int j = 0; j < i; j++) {
        w[bAt + j] -= w[luAt + i * n + j] * x;
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      swap(w, bAt + k, bAt + (int) w[pivotAt + k]);
    }
  }

  private static int largest(double[] w, int at, int n, int k) {
    int best = k;
    for (int i = k + 1; i < n; i++) {
      if (Math.abs(w[at + i * n + k]) > Math.abs(w[at + best * n + k])) {
        best = i;
      }
    }
    return best;
  }

  private static void swapRows(double[] w, int a, int b, int n) {
    for (int j = 0; j < n; j++) {
      swap(w, a + j, b + j);
    }
  }

  private static void swap(double[] w, int a, int b) {
    double t = w[a];
    w[a] = w[b];
    w[b] = t;
  }
}
