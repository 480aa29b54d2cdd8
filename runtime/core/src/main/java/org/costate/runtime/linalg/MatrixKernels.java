/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

/**
 * Products of row-major matrices that add to their result. The inner loops run over a row of the result with four terms of the sum at a
 * time, which HotSpot turns into vector instructions without changing the order of the additions.
 *
 * <p>The result must not alias an argument.
 */
public final class MatrixKernels {
  private MatrixKernels() {}

  /** C += A B, with A [p x q], B [q x r], C [p x r]. */
  public static void addProduct(double[] A, double[] B, double[] C, int p, int q, int r) {
    for (int i = 0; i < p; i++) {
      int c = i * r;
      int k = 0;
      for (; k + 4 <= q; k += 4) {
        int a = i * q + k;
        addRows(A[a], A[a + 1], A[a + 2], A[a + 3], B, k * r, C, c, r);
      }
      for (; k < q; k++) {
        addRow(A[i * q + k], B, k * r, C, c, r);
      }
    }
  }

  /** C += A' B, with A [q x p], B [q x r], C [p x r]. */
  public static void addTransposedProduct(double[] A, double[] B, double[] C, int p, int q, int r) {
    for (int i = 0; i < p; i++) {
      int c = i * r;
      int k = 0;
      for (; k + 4 <= q; k += 4) {
        int a = k * p + i;
        addRows(A[a], A[a + p], A[a + 2 * p], A[a + 3 * p], B, k * r, C, c, r);
      }
      for (; k < q; k++) {
        addRow(A[k * p + i], B, k * r, C, c, r);
      }
    }
  }

  /** y += A x, with A [p x q] from {@code aAt}, x from {@code xAt}, y from {@code yAt}. */
  public static void addProduct(double[] A, int aAt, double[] x, int xAt, double[] y, int yAt, int p, int q) {
    for (int i = 0; i < p; i++) {
      double sum = 0;
      for (int j = 0; j < q; j++) {
        sum += A[aAt + i * q + j] * x[xAt + j];
      }
      y[yAt + i] += sum;
    }
  }

  /** y += A' x, with A [q x p] from {@code aAt}, x from {@code xAt}, y from {@code yAt}. */
  public static void addTransposedProduct(double[] A, int aAt, double[] x, int xAt, double[] y, int yAt, int p, int q) {
    for (int k = 0; k < q; k++) {
      double xk = x[xAt + k];
      for (int i = 0; i < p; i++) {
        y[yAt + i] += A[aAt + k * p + i] * xk;
      }
    }
  }

  /** The sum of x(i) y(i) over n entries from {@code xAt} and {@code yAt}. */
  public static double dot(double[] x, int xAt, double[] y, int yAt, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xAt + i] * y[yAt + i];
    }
    return sum;
  }

  /** A becomes (A + A') / 2, for A [n x n]. */
  public static void symmetrize(double[] A, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (A[i * n + j] + A[j * n + i]);
        A[i * n + j] = mean;
        A[j * n + i] = mean;
      }
    }
  }

  /** Whether none of the n entries from {@code at} is infinite or NaN. */
  public static boolean isFinite(double[] x, int at, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[at + i] * 0.0; // zero for a finite entry, NaN for any other
    }
    return sum == 0;
  }

  private static void addRows(
      double a0, double a1, double a2, double a3, double[] B, int b, double[] C, int c, int r) {
    for (int j = 0; j < r; j++) {
      C[c + j] += a0 * B[b + j] + a1 * B[b + r + j] + a2 * B[b + 2 * r + j] + a3 * B[b + 3 * r + j];
    }
  }

  private static void addRow(double a, double[] B, int b, double[] C, int c, int r) {
    for (int j = 0; j < r; j++) {
      C[c + j] += a * B[b + j];
    }
  }
}
