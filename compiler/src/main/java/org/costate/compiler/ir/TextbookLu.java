/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/**
 * P A = L U with partial pivoting by the textbook loops (Golub and Van Loan, Matrix Computations, 4th ed., algorithm 3.4.1): the meaning of
 * {@link LuFactor} and {@link LuSolve}. The order of the operations is part of the meaning, so that compiled kernels agree to the bit; a
 * singular or non-finite A makes every solution NaN.
 */
final class TextbookLu {
  private TextbookLu() {}

  /**
   * Factors A.
   *
   * @param matrix A [n x n], row-major, not modified
   * @return L (unit diagonal left out) and U packed [n x n], then per column k the row p_k >= k that was exchanged with row k [n]
   */
  static double[] factor(int n, double[] matrix) {
    double[] packed = new double[n * n + n];
    System.arraycopy(matrix, 0, packed, 0, n * n);
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(packed[i * n + k]) > Math.abs(packed[pivot * n + k])) {
          pivot = i;
        }
      }
      packed[n * n + k] = pivot;
      for (int j = 0; pivot != k && j < n; j++) {
        double swapped = packed[k * n + j];
        packed[k * n + j] = packed[pivot * n + j];
        packed[pivot * n + j] = swapped;
      }
      if (packed[k * n + k] == 0 || !Double.isFinite(packed[k * n + k])) {
        packed[k * n + k] = Double.NaN;
      }
      for (int i = k + 1; i < n; i++) {
        double factor = packed[i * n + k] / packed[k * n + k];
        packed[i * n + k] = factor;
        for (int j = k + 1; j < n; j++) {
          packed[i * n + j] -= factor * packed[k * n + j];
        }
      }
    }
    return packed;
  }

  /**
   * The x with A x = b: L y = P b from the top, U x = y from the bottom.
   *
   * @param packed of {@link #factor}, not modified
   */
  static double[] solve(int n, double[] packed, double[] b) {
    double[] x = b.clone();
    for (int k = 0; k < n; k++) {
      exchange(x, k, (int) packed[n * n + k]);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        x[i] -= packed[i * n + j] * x[j];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        x[i] -= packed[i * n + j] * x[j];
      }
      x[i] /= packed[i * n + i];
    }
    return x;
  }

  /** The x with A' x = b: U' y = b from the top, L' z = y from the bottom, x = P' z. */
  static double[] solveTransposed(int n, double[] packed, double[] b) {
    double[] x = b.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        x[i] -= packed[j * n + i] * x[j];
      }
      x[i] /= packed[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = n - 1; j > i; j--) {
        x[i] -= packed[j * n + i] * x[j];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      exchange(x, k, (int) packed[n * n + k]);
    }
    return x;
  }

  private static void exchange(double[] x, int i, int j) {
    double swapped = x[i];
    x[i] = x[j];
    x[j] = swapped;
  }
}
