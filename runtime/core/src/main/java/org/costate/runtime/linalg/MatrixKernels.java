/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

/**
 * Products of row-major matrices that add to their result. A tile of four by four sums is held in registers while the terms go by, so matrices too
 * small for vector instructions keep the arithmetic units busy. Every sum adds its terms in their order, whatever tile it is in.
 *
 * <p>The result must not alias an argument.
 */
public final class MatrixKernels {
  private MatrixKernels() {}

  /** C += A B, with A [p x q], B [q x r], C [p x r]. */
  public static void addProduct(double[] A, double[] B, double[] C, int p, int q, int r) {
    addProduct(A, q, 1, B, C, p, q, r);
  }

  /** C += A' B, with A [q x p], B [q x r], C [p x r]. */
  public static void addTransposedProduct(double[] A, double[] B, double[] C, int p, int q, int r) {
    addProduct(A, 1, p, B, C, p, q, r);
  }

  /** The lower triangle of C += A' B, with A, B [q x n], C [n x n]; what is above it is not to be read before {@link #mirror}. */
  public static void addLowerProduct(double[] A, double[] B, double[] C, int n, int q) {
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      int j = 0;
      for (; j <= i; j += 4) {
        addTile(A, i, 1, n, B, j, C, i * n + j, q, n);
      }
    }
    for (; i < n; i++) {
      addRow(A, i, n, B, C, i * n, q, n);
    }
  }

  /** The upper triangle of A [n x n] becomes the lower one's reflection. */
  public static void mirror(double[] A, int n) {
    for (int i = 1; i < n; i++) {
      for (int j = 0; j < i; j++) {
        A[j * n + i] = A[i * n + j];
      }
    }
  }

  /** y += A x, with A [p x q] from {@code aAt}, x from {@code xAt}, y from {@code yAt}. */
  public static void addProduct(double[] A, int aAt, double[] x, int xAt, double[] y, int yAt, int p, int q) {
    int i = 0;
    for (; i + 4 <= p; i += 4) {
      int a = aAt + i * q;
      double y0 = 0;
      double y1 = 0;
      double y2 = 0;
      double y3 = 0;
      for (int k = 0; k < q; k++) {
        double xk = x[xAt + k];
        y0 += A[a + k] * xk;
        y1 += A[a + q + k] * xk;
        y2 += A[a + 2 * q + k] * xk;
        y3 += A[a + 3 * q + k] * xk;
      }
      y[yAt + i] += y0;
      y[yAt + i + 1] += y1;
      y[yAt + i + 2] += y2;
      y[yAt + i + 3] += y3;
    }
    for (; i < p; i++) {
      y[yAt + i] += dot(A, aAt + i * q, x, xAt, q);
    }
  }

  /** y += A' x, with A [q x p] from {@code aAt}, x from {@code xAt}, y from {@code yAt}. */
  public static void addTransposedProduct(double[] A, int aAt, double[] x, int xAt, double[] y, int yAt, int p, int q) {
    int i = 0;
    for (; i + 4 <= p; i += 4) {
      addStrip(x, xAt, 1, A, aAt + i, y, yAt + i, q, p);
    }
    for (; i < p; i++) {
      addEntry(x, xAt, 1, A, aAt + i, y, yAt + i, q, p);
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
    double even = 0; // a sum of zeros, one for a finite entry and NaN for any other; two sums do not wait for each other
    double odd = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      even += x[at + i] * 0.0 + x[at + i + 2] * 0.0;
      odd += x[at + i + 1] * 0.0 + x[at + i + 3] * 0.0;
    }
    for (; i < n; i++) {
      even += x[at + i] * 0.0;
    }
    return even + odd == 0;
  }

  /** C += A B with the entry (i, k) of A at i {@code down} + k {@code along}. */
  private static void addProduct(
      double[] A, int down, int along, double[] B, double[] C, int p, int q, int r) {
    int i = 0;
    for (; i + 4 <= p; i += 4) {
      int j = 0;
      for (; j + 4 <= r; j += 4) {
        addTile(A, i * down, down, along, B, j, C, i * r + j, q, r);
      }
      for (; j < r; j++) {
        addColumn(A, i * down, down, along, B, j, C, i * r + j, q, r);
      }
    }
    for (; i < p; i++) {
      addRow(A, i * down, along, B, C, i * r, q, r);
    }
  }

  /** Four rows and four columns of C. */
  private static void addTile(
      double[] A, int aAt, int down, int along, double[] B, int bAt, double[] C, int cAt, int q, int r) {
    double c00 = 0;
    double c01 = 0;
    double c02 = 0;
    double c03 = 0;
    double c10 = 0;
    double c11 = 0;
    double c12 = 0;
    double c13 = 0;
    double c20 = 0;
    double c21 = 0;
    double c22 = 0;
    double c23 = 0;
    double c30 = 0;
    double c31 = 0;
    double c32 = 0;
    double c33 = 0;
    int a = aAt;
    int b = bAt;
    for (int k = 0; k < q; k++) {
      double b0 = B[b];
      double b1 = B[b + 1];
      double b2 = B[b + 2];
      double b3 = B[b + 3];
      double a0 = A[a];
      c00 += a0 * b0;
      c01 += a0 * b1;
      c02 += a0 * b2;
      c03 += a0 * b3;
      double a1 = A[a + down];
      c10 += a1 * b0;
      c11 += a1 * b1;
      c12 += a1 * b2;
      c13 += a1 * b3;
      double a2 = A[a + 2 * down];
      c20 += a2 * b0;
      c21 += a2 * b1;
      c22 += a2 * b2;
      c23 += a2 * b3;
      double a3 = A[a + 3 * down];
      c30 += a3 * b0;
      c31 += a3 * b1;
      c32 += a3 * b2;
      c33 += a3 * b3;
      a += along;
      b += r;
    }
    addFour(C, cAt, c00, c01, c02, c03);
    addFour(C, cAt + r, c10, c11, c12, c13);
    addFour(C, cAt + 2 * r, c20, c21, c22, c23);
    addFour(C, cAt + 3 * r, c30, c31, c32, c33);
  }

  /** Four rows and one column of C. */
  private static void addColumn(
      double[] A, int aAt, int down, int along, double[] B, int bAt, double[] C, int cAt, int q, int r) {
    double c0 = 0;
    double c1 = 0;
    double c2 = 0;
    double c3 = 0;
    int a = aAt;
    int b = bAt;
    for (int k = 0; k < q; k++) {
      double bk = B[b];
      c0 += A[a] * bk;
      c1 += A[a + down] * bk;
      c2 += A[a + 2 * down] * bk;
      c3 += A[a + 3 * down] * bk;
      a += along;
      b += r;
    }
    C[cAt] += c0;
    C[cAt + r] += c1;
    C[cAt + 2 * r] += c2;
    C[cAt + 3 * r] += c3;
  }

  /** One row of C. */
  private static void addRow(double[] A, int aAt, int along, double[] B, double[] C, int cAt, int q, int r) {
    int j = 0;
    for (; j + 4 <= r; j += 4) {
      addStrip(A, aAt, along, B, j, C, cAt + j, q, r);
    }
    for (; j < r; j++) {
      addEntry(A, aAt, along, B, j, C, cAt + j, q, r);
    }
  }

  /** One row and four columns of C. */
  private static void addStrip(
      double[] A, int aAt, int along, double[] B, int bAt, double[] C, int cAt, int q, int r) {
    double c0 = 0;
    double c1 = 0;
    double c2 = 0;
    double c3 = 0;
    int b = bAt;
    for (int k = 0; k < q; k++) {
      double a = A[aAt + k * along];
      c0 += a * B[b];
      c1 += a * B[b + 1];
      c2 += a * B[b + 2];
      c3 += a * B[b + 3];
      b += r;
    }
    addFour(C, cAt, c0, c1, c2, c3);
  }

  private static void addEntry(
      double[] A, int aAt, int along, double[] B, int bAt, double[] C, int cAt, int q, int r) {
    double c = 0;
    for (int k = 0; k < q; k++) {
      c += A[aAt + k * along] * B[bAt + k * r];
    }
    C[cAt] += c;
  }

  private static void addFour(double[] C, int at, double c0, double c1, double c2, double c3) {
    C[at] += c0;
    C[at + 1] += c1;
    C[at + 2] += c2;
    C[at + 3] += c3;
  }
}
