/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

/** A cheap upper bound of how large the eigenvalues of a matrix are. */
public final class SpectralBound {
  private static final int SQUARINGS = 5;

  private SpectralBound() {}

  /**
   * The row-sum norm of A^32 to the power of 1/32, which no eigenvalue's modulus exceeds. Unlike the norm of A itself it is near the largest
   * modulus also where rows have different units. Source: Golub and Van Loan, Matrix Computations, 4th ed., section 7.3 (Gelfand's formula).
   *
   * @param A [n x n], row-major, not modified
   * @return NaN if A is not finite
   */
  public static double of(double[] A, int n) {
    double[] power = A.clone();
    double[] square = new double[n * n];
    double logarithm = 0;
    double weight = 1;
    for (int k = 0; k <= SQUARINGS; k++) {
      double norm = norm(power, n);
      if (norm == 0 || !Double.isFinite(norm)) {
        return norm == 0 ? 0 : Double.NaN;
      }
      // A^(2^k) = (scale of the k-th power) power: scaling keeps the squares from overflowing.
      logarithm += Math.log(norm) * weight;
      weight /= 2;
      for (int i = 0; i < n * n; i++) {
        power[i] /= norm;
      }
      multiply(power, square, n);
      double[] swapped = power;
      power = square;
      square = swapped;
    }
    return Math.exp(logarithm);
  }

  private static double norm(double[] A, int n) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += Math.abs(A[i * n + j]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  private static void multiply(double[] A, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += A[i * n + k] * A[k * n + j];
        }
        out[i * n + j] = sum;
      }
    }
  }
}
