/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

/** Dense systems by Gaussian elimination with partial pivoting and one round of refinement. */
public final class LinearSystem {
  private LinearSystem() {}

  /**
   * The solution of a x = b.
   *
   * @param a [n x n], row-major, not modified
   * @param b [n], not modified
   */
  public static double[] solve(double[] a, double[] b) {
    int n = b.length;
    double[] lu = a.clone();
    int[] rows = factor(lu, n);
    double[] x = substitute(lu, rows, b);
    double[] residual = b.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        residual[i] = Math.fma(-a[i * n + j], x[j], residual[i]);
      }
    }
    double[] correction = substitute(lu, rows, residual);
    for (int i = 0; i < n; i++) {
      x[i] += correction[i];
    }
    return x;
  }

  /** P a = L U in place. @return the row of a that each row of L U came from */
  private static int[] factor(double[] a, int n) {
    int[] rows = new int[n];
    for (int i = 0; i < n; i++) {
      rows[i] = i;
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k]) ? i : pivot;
      }
      if (a[pivot * n + k] == 0) {
        throw new ArithmeticException("a singular system of " + n + " equations");
      }
      swap(a, n, rows, k, pivot);
      for (int i = k + 1; i < n; i++) {
        double factor = a[i * n + k] / a[k * n + k];
        a[i * n + k] = factor;
        // The systems here are banded: most factors are zero.
        if (factor != 0) {
          for (int j = k + 1; j < n; j++) {
            a[i * n + j] -= factor * a[k * n + j];
          }
        }
      }
    }
    return rows;
  }

  private static void swap(double[] a, int n, int[] rows, int k, int pivot) {
    if (k == pivot) {
      return;
    }
    int row = rows[k];
    rows[k] = rows[pivot];
    rows[pivot] = row;
    for (int j = 0; j < n; j++) {
      double value = a[k * n + j];
      a[k * n + j] = a[pivot * n + j];
      a[pivot * n + j] = value;
    }
  }

  private static double[] substitute(double[] lu, int[] rows, double[] b) {
    int n = b.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = b[rows[i]];
      for (int j = 0; j < i; j++) {
        x[i] -= lu[i * n + j] * x[j];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        x[i] -= lu[i * n + j] * x[j];
      }
      x[i] /= lu[i * n + i];
    }
    return x;
  }
}
