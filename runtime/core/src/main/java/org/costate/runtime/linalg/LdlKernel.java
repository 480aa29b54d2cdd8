/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

/**
 * A = L D L' of a symmetric matrix without pivoting, in place on slices of a workspace; for positive definite A as accurate as with
 * pivoting. The lower triangle is packed row by row: element (i, j), j <= i, at i (i + 1) / 2 + j.
 *
 * <p>A pivot that is zero or not finite is not an exception: every entry of a later solution is NaN.
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., section 4.1.2, by rows instead of columns.
 */
public final class LdlKernel {
  private LdlKernel() {}

  /**
   * Factors the matrix at {@code w[at ..)}.
   *
   * @param at lower triangle [n (n + 1) / 2]; becomes L, whose diagonal is 1 and holds 1 / D instead
   */
  public static void factor(double[] w, int at, int n) {
    int rowI = at;
    for (int i = 0; i < n; i++) {
      int rowJ = at;
      for (int j = 1; j < i; j++) {
        rowJ += j;
        double sum = w[rowI + j];
        for (int k = 0; k < j; k++) {
          sum -= w[rowI + k] * w[rowJ + k];
        }
        w[rowI + j] = sum;
      }
      double pivot = w[rowI + i];
      int diagonal = at;
      for (int j = 0; j < i; j++) {
        double scaled = w[rowI + j];
        double factor = scaled * w[diagonal];
        w[rowI + j] = factor;
        pivot -= scaled * factor;
        diagonal += j + 2;
      }
      double reciprocal = 1 / pivot;
      w[rowI + i] = reciprocal != 0 && Double.isFinite(reciprocal) ? reciprocal : Double.NaN;
      rowI += i + 1;
    }
  }

  /** Solves A x = b with the factors of {@link #factor}; {@code w[bAt .. bAt + n)} holds b and becomes x. */
  public static void solve(double[] w, int ldlAt, int n, int bAt) {
    int row = ldlAt;
    for (int i = 0; i < n; i++) {
      double sum = w[bAt + i];
      for (int j = 0; j < i; j++) {
        sum -= w[row + j] * w[bAt + j];
      }
      w[bAt + i] = sum;
      row += i + 1;
    }
    int diagonal = ldlAt;
    for (int i = 0; i < n; i++) {
      w[bAt + i] *= w[diagonal];
      diagonal += i + 2;
    }
    for (int i = n - 1; i > 0; i--) {
      row -= i + 1;
      double x = w[bAt + i];
      for (int j = 0; j < i; j++) {
        w[bAt + j] -= w[row + j] * x;
      }
    }
  }
}
