/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.exception.MathRuntimeException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The modes of x' = A x: the eigenvalues of A, and which element of x takes most part in each. For set-up: it allocates, and its first
 * use loads a library.
 */
public final class Modes {
  /** From this share of the largest participation on, elements take part equally. */
  private static final double MUCH = 0.9;

  private final double[] re;
  private final double[] im;
  private final int[] leading;

  private Modes(double[] re, double[] im, int[] leading) {
    this.re = re;
    this.im = im;
    this.leading = leading;
  }

  /**
   * The modes of a general matrix.
   *
   * @param A [n x n], row-major, not modified
   * @return empty if the eigenvalues are not found
   */
  public static Optional<Modes> of(double[] A, int n) {
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(A, i * n, rows[i], 0, n);
    }
    try {
      EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(rows, false));
      return Optional.of(new Modes(eigen.getRealEigenvalues(), eigen.getImagEigenvalues(), leading(eigen, A, n)));
    } catch (MathRuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The participation of element i in mode k is |v_i w_i|, v the right and w the left eigenvector: unlike v alone it does not depend on
   * units. A position and its velocity take equal part in an oscillation; the one with the larger own rate leads. Source:
   * Perez-Arriaga, Verghese, Schweppe, Selective modal analysis, IEEE Trans. Power App. Syst. 101 (1982), part I.
   */
  private static int[] leading(EigenDecomposition eigen, double[] A, int n) {
    RealMatrix right = eigen.getV();
    LUDecomposition factors = new LUDecomposition(right);
    boolean complete = factors.getSolver().isNonSingular();
    RealMatrix left = complete ? factors.getSolver().getInverse() : right.transpose();
    double[] im = eigen.getImagEigenvalues();
    int[] leading = new int[n];
    for (int k = 0; k < n; k++) {
      // A pair of complex eigenvalues has the real and the imaginary part of its vector in two columns.
      int other = im[k] == 0 ? k : im[k] > 0 ? k + 1 : k - 1;
      double[] part = new double[n];
      for (int i = 0; i < n; i++) {
        part[i] = Math.abs(right.getEntry(i, k) * left.getEntry(k, i))
            + Math.abs(right.getEntry(i, other) * left.getEntry(other, i));
      }
      double most = Arrays.stream(part).max().orElse(0);
      double fastest = -1;
      for (int i = 0; i < n; i++) {
        if (part[i] >= MUCH * most && Math.abs(A[i * n + i]) > fastest) {
          fastest = Math.abs(A[i * n + i]);
          leading[k] = i;
        }
      }
    }
    return leading;
  }

  public int count() {
    return re.length;
  }

  /** The real part of eigenvalue k. */
  public double re(int k) {
    return re[k];
  }

  /** The imaginary part of eigenvalue k. */
  public double im(int k) {
    return im[k];
  }

  /** The element that takes most part in mode k. */
  public int leading(int k) {
    return leading[k];
  }
}
