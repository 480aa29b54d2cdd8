/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.stream.IntStream;

/**
 * A = L D L' by the textbook loops (Golub and Van Loan, Matrix Computations, 4th ed., section 4.1.2): the meaning of {@link LdlFactor} and
 * {@link LdlSolve}. The order of the operations is part of the meaning, so that compiled kernels agree to the bit; a pivot that is zero or
 * not finite makes every solution NaN.
 */
final class TextbookLdl {
  private TextbookLdl() {}

  /**
   * Factors A row by row: with c_j = L_ij D_j, c_j = A_ij - sum_k c_k L_jk, L_ij = c_j / D_j, D_i = A_ii - sum_j c_j L_ij.
   *
   * @param matrix lower triangle of A, packed [n (n + 1) / 2], not modified
   * @return L packed likewise, with 1 / D_i on the diagonal
   */
  static double[] factor(int n, double[] matrix) {
    double[] packed = matrix.clone();
    for (int i = 0; i < n; i++) {
      double pivot = packed[LdlFactor.elementAt(i, i)];
      double[] c = new double[i];
      for (int j = 0; j < i; j++) {
        c[j] = packed[LdlFactor.elementAt(i, j)];
        for (int k = 0; k < j; k++) {
          c[j] -= c[k] * packed[LdlFactor.elementAt(j, k)];
        }
      }
      for (int j = 0; j < i; j++) {
        double factor = c[j] * packed[LdlFactor.elementAt(j, j)];
        packed[LdlFactor.elementAt(i, j)] = factor;
        pivot -= c[j] * factor;
      }
      double reciprocal = 1 / pivot;
      boolean usable = reciprocal != 0 && Double.isFinite(reciprocal);
      packed[LdlFactor.elementAt(i, i)] = usable ? reciprocal : Double.NaN;
    }
    return packed;
  }

  /** Whether every pivot is positive. */
  static boolean definite(int n, double[] packed) {
    return IntStream.range(0, n).allMatch(i -> packed[LdlFactor.elementAt(i, i)] > 0);
  }

  /**
   * The x with A x = b: L y = b from the top, D z = y, L' x = z from the bottom.
   *
   * @param packed of {@link #factor}, not modified
   */
  static double[] solve(int n, double[] packed, double[] b) {
    double[] x = b.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        x[i] -= packed[LdlFactor.elementAt(i, j)] * x[j];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      x[i] *= packed[LdlFactor.elementAt(i, i)];
      for (int j = n - 1; j > i; j--) {
        x[i] -= packed[LdlFactor.elementAt(j, i)] * x[j];
      }
    }
    return x;
  }
}
