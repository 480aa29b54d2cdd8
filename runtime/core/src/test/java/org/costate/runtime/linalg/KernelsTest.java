/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class KernelsTest {
  private final Random random = new Random(2);

  @Test
  void productsAddToTheirResult() {
    for (int repeat = 0; repeat < 200; repeat++) {
      int p = 1 + random.nextInt(9);
      int q = 1 + random.nextInt(9);
      int r = 1 + random.nextInt(9);
      double[] A = random.doubles((long) p * q).toArray();
      double[] At = flat(matrix(A, p, q).transpose());
      double[] B = random.doubles((long) q * r).toArray();
      double[] C = random.doubles((long) p * r).toArray();
      double[] expected = flat(matrix(C, p, r).add(matrix(A, p, q).multiply(matrix(B, q, r))));
      double[] plain = C.clone();
      MatrixKernels.addProduct(A, B, plain, p, q, r);
      assertArrayEquals(expected, plain, 1e-13);
      double[] transposed = C.clone();
      MatrixKernels.addTransposedProduct(At, B, transposed, p, q, r);
      assertArrayEquals(expected, transposed, 1e-13);

      double[] y = new double[p + 1];
      double[] x = random.doubles(q + 2).toArray();
      MatrixKernels.addProduct(A, 0, x, 2, y, 1, p, q);
      double[] yt = new double[p + 1];
      MatrixKernels.addTransposedProduct(At, 0, x, 2, yt, 1, p, q);
      double[] product = matrix(A, p, q).operate(Arrays.copyOfRange(x, 2, 2 + q));
      assertArrayEquals(product, Arrays.copyOfRange(y, 1, p + 1), 1e-13);
      assertArrayEquals(product, Arrays.copyOfRange(yt, 1, p + 1), 1e-13);
    }
  }

  @Test
  void theLowerProductIsHalfOfTheProduct() {
    for (int repeat = 0; repeat < 100; repeat++) {
      int n = 1 + random.nextInt(9);
      int q = 1 + random.nextInt(5);
      double[] A = random.doubles((long) q * n).toArray();
      double[] B = random.doubles((long) q * n).toArray();
      double[] C = random.doubles((long) n * n).toArray();
      double[] whole = C.clone();
      MatrixKernels.addTransposedProduct(A, B, whole, n, q, n);
      MatrixKernels.addLowerProduct(A, B, C, n, q);
      MatrixKernels.mirror(C, n);
      MatrixKernels.mirror(whole, n);
      assertArrayEquals(whole, C);
    }
  }

  @Test
  void finiteMeansNeitherInfiniteNorNaN() {
    assertTrue(MatrixKernels.isFinite(new double[] {1e308, 1e308, Double.NaN}, 0, 2));
    assertFalse(MatrixKernels.isFinite(new double[] {1, Double.NaN}, 0, 2));
    assertFalse(MatrixKernels.isFinite(new double[] {1, Double.NEGATIVE_INFINITY}, 0, 2));
    assertTrue(MatrixKernels.isFinite(new double[0], 0, 0));
    for (int n = 1; n <= 9; n++) {
      for (int i = 0; i < n; i++) {
        double[] x = new double[n];
        x[i] = Double.NaN;
        assertFalse(MatrixKernels.isFinite(x, 0, n));
      }
    }
  }

  @Test
  void choleskySolvesAndRefuses() {
    for (int n = 0; n <= 8; n++) {
      double[] A = symmetric(n, 0.1);
      double[] L = new double[n * n];
      assertEquals(Cholesky.Status.FACTORED, Cholesky.factor(A, n, 0, L));
      double[] X = random.doubles((long) n * 3).toArray();
      double[] B = new double[1 + n * 3];
      double[] product = new double[n * 3];
      MatrixKernels.addProduct(A, X, product, n, n, 3);
      System.arraycopy(product, 0, B, 1, n * 3);
      Cholesky.solve(L, n, B, 1, 3);
      assertArrayEquals(X, Arrays.copyOfRange(B, 1, B.length), 1e-9);
    }
    double[] indefinite = {1, 2, 2, 1};
    assertEquals(Cholesky.Status.NOT_POSITIVE_DEFINITE, Cholesky.factor(indefinite, 2, 0, new double[4]));
    assertEquals(Cholesky.Status.NOT_POSITIVE_DEFINITE,
        Cholesky.factor(new double[] {Double.NaN}, 1, 0, new double[1]));
    assertEquals(Cholesky.Status.NOT_POSITIVE_DEFINITE, Cholesky.factor(new double[] {1e-9}, 1, 1e-8, new double[1]));
  }

  @Test
  void eigenvaluesAgreeWithAnotherImplementation() {
    for (int n = 1; n <= 9; n++) {
      double[] A = symmetric(n, -1.5);
      SymmetricEigen eigen = new SymmetricEigen(n);
      assertTrue(eigen.decompose(A, n));
      double[] expected = new EigenDecomposition(matrix(A, n, n)).getRealEigenvalues();
      double[] actual = eigen.w.clone();
      Arrays.sort(expected);
      Arrays.sort(actual);
      assertArrayEquals(expected, actual, 1e-11);
      RealMatrix Z = matrix(eigen.Z, n, n);
      RealMatrix rebuilt =
          Z.transpose().multiply(new org.apache.commons.math3.linear.DiagonalMatrix(eigen.w)).multiply(Z);
      assertArrayEquals(A, flat(rebuilt), 1e-11);
    }
    assertFalse(new SymmetricEigen(2).decompose(new double[] {1, Double.NaN, Double.NaN, 1}, 2));
  }

  /** As a state far from where the cost feels it has them: the squares of these entries are no normal numbers, or zero. */
  @Test
  void tinyEntriesDoNotSpoilADecomposition() {
    for (double tiny : new double[] {1e-80, 1e-150, 1e-155, 1e-162, 1e-200, Double.MIN_VALUE}) {
      double[] A = {tiny, tiny, -3 * tiny, tiny, -2, 5, -3 * tiny, 5, 1};
      SymmetricEigen eigen = new SymmetricEigen(3);
      assertTrue(eigen.decompose(A, 3), () -> "with " + tiny);
      double[] w = eigen.w.clone();
      Arrays.sort(w);
      double root = Math.sqrt(1.5 * 1.5 + 25);
      assertArrayEquals(new double[] {-0.5 - root, 0, -0.5 + root}, w, 1e-14);
    }
  }

  private double[] symmetric(int n, double shift) {
    double[] G = random.doubles((long) n * n, -1, 1).toArray();
    double[] A = new double[n * n];
    MatrixKernels.addTransposedProduct(G, G, A, n, n, n);
    for (int i = 0; i < n; i++) {
      A[i * n + i] += shift;
    }
    MatrixKernels.symmetrize(A, n);
    return A;
  }

  private static RealMatrix matrix(double[] flat, int rows, int columns) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      matrix.setRow(i, Arrays.copyOfRange(flat, i * columns, (i + 1) * columns));
    }
    return matrix;
  }

  private static double[] flat(RealMatrix matrix) {
    return Arrays.stream(matrix.getData()).flatMapToDouble(Arrays::stream).toArray();
  }
}
