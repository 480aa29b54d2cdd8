/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

/** A = L L' of a symmetric matrix; only the lower triangle of A is read. */
public final class Cholesky {
  /** How a factorization ended. */
  public enum Status {
    FACTORED,
    /** A pivot was not above the threshold, or not a number; the factor is unusable. */
    NOT_POSITIVE_DEFINITE
  }

  private Cholesky() {}

  /**
   * Writes L of A = L L' to the lower triangle of {@code L}; its upper triangle is not touched.
   *
   * @param A [n x n], not modified unless it is {@code L} itself
   * @param threshold every pivot, the square of a diagonal entry of L, must be larger
   */
  public static Status factor(double[] A, int n, double threshold, double[] L) {
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = A[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= L[i * n + k] * L[j * n + k];
        }
        if (i > j) {
          L[i * n + j] = sum / L[j * n + j];
        } else if (sum > threshold && sum < Double.POSITIVE_INFINITY) {
          L[j * n + j] = Math.sqrt(sum);
        } else {
          return Status.NOT_POSITIVE_DEFINITE;
        }
      }
    }
    return Status.FACTORED;
  }

  /** Solves L L' X = B for the {@code columns} columns of B [n x columns], row-major from {@code at}; B becomes X. */
  public static void solve(double[] L, int n, double[] B, int at, int columns) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        subtractRow(L[i * n + j], B, at + j * columns, at + i * columns, columns);
      }
      divideRow(L[i * n + i], B, at + i * columns, columns);
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        subtractRow(L[j * n + i], B, at + j * columns, at + i * columns, columns);
      }
      divideRow(L[i * n + i], B, at + i * columns, columns);
    }
  }

  private static void subtractRow(double factor, double[] B, int from, int to, int columns) {
    for (int c = 0; c < columns; c++) {
      B[to + c] -= factor * B[from + c];
    }
  }

  private static void divideRow(double divisor, double[] B, int at, int columns) {
    double inverse = 1 / divisor;
    for (int c = 0; c < columns; c++) {
      B[at + c] *= inverse;
    }
  }
}
