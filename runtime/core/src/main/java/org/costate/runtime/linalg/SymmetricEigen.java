/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

import static org.costate.runtime.linalg.MatrixKernels.dot;

import java.util.Arrays;

/**
 * A = Z' diag(w) Z of a small symmetric matrix, on a workspace of its own: Householder reflections to a tridiagonal matrix, then QR steps with
 * Wilkinson's shift. Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithms 8.3.1 to 8.3.3; eigenvectors are kept as rows, so
 * that reflections and rotations run along memory.
 */
public final class SymmetricEigen {
  private static final int MAX_STEPS_EACH = 40;
  private static final double EPSILON = 0x1p-53;

  /** Below this an entry is nothing, the largest one of the matrix being between 1 and 2: its square may vanish where it is not zero itself. */
  private static final double NOTHING = 1e-60;

  /** Eigenvalues, the first n, in no order. */
  public final double[] w;

  /** Eigenvectors, the rows of [n x n]. */
  public final double[] Z;

  private final double[] A;

  /** Off the diagonal of the tridiagonal matrix, the first n - 1. */
  private final double[] e;

  /** Factors of the reflections I - beta v v'; v(k) is the row k of A right of the diagonal. */
  private final double[] beta;

  private final double[] p;

  /** @param most the largest n */
  public SymmetricEigen(int most) {
    w = new double[most];
    Z = new double[most * most];
    A = new double[most * most];
    e = new double[most];
    beta = new double[most];
    p = new double[most];
  }

  /**
   * @param matrix [n x n], symmetric, not modified
   * @return false if it is not finite, or did not converge
   */
  public boolean decompose(double[] matrix, int n) {
    double largest = 0;
    for (int i = 0; i < n * n; i++) {
      largest = Math.max(largest, Math.abs(matrix[i]));
    }
    if (!Double.isFinite(largest)) {
      return false;
    }
    int exponent = Math.getExponent(largest);
    double scale = Math.scalb(1.0, Math.clamp(-exponent, -1000, 1000)); // squares of what is left neither overflow nor vanish
    for (int i = 0; i < n * n; i++) {
      double entry = scale * matrix[i];
      A[i] = Math.abs(entry) < NOTHING ? 0 : entry;
    }
    reduce(n);
    accumulate(n);
    boolean done = iterate(n);
    for (int i = 0; i < n; i++) {
      w[i] /= scale;
    }
    return done;
  }

  /** A becomes Q T Q', T tridiagonal, Q the product of the reflections. */
  private void reduce(int n) {
    for (int k = 0; k < n; k++) {
      w[k] = A[k * n + k];
      if (k == n - 1) {
        return;
      }
      int v = k * n; // A is symmetric: its row k from k + 1 on is the column to reflect
      double first = A[v + k + 1];
      double rest = dot(A, v + k + 2, A, v + k + 2, n - k - 2);
      if (rest == 0) {
        e[k] = first;
        beta[k] = 0;
        continue;
      }
      double norm = Math.sqrt(first * first + rest);
      e[k] = first > 0 ? -norm : norm;
      A[v + k + 1] = first - e[k];
      beta[k] = 2 / (A[v + k + 1] * A[v + k + 1] + rest);
      reflect(v, k + 1, n);
    }
  }

  /** A becomes H A H on the rows and columns from {@code from} on, H = I - beta v v'. */
  private void reflect(int v, int from, int n) {
    double b = beta[from - 1];
    double vp = 0;
    for (int i = from; i < n; i++) {
      p[i] = b * dot(A, i * n + from, A, v + from, n - from);
      vp += A[v + i] * p[i];
    }
    double half = 0.5 * b * vp;
    for (int i = from; i < n; i++) {
      p[i] -= half * A[v + i];
    }
    for (int i = from; i < n; i++) {
      double vi = A[v + i];
      double pi = p[i];
      int row = i * n;
      for (int j = from; j < n; j++) {
        A[row + j] -= vi * p[j] + pi * A[v + j];
      }
    }
  }

  /** Z = Q', from the last reflection to the first, which leaves the rows before its own alone. */
  private void accumulate(int n) {
    Arrays.fill(Z, 0, n * n, 0);
    for (int i = 0; i < n; i++) {
      Z[i * n + i] = 1;
    }
    for (int k = n - 3; k >= 0; k--) {
      if (beta[k] == 0) {
        continue;
      }
      int from = k + 1;
      for (int i = from; i < n; i++) {
        double factor = beta[k] * dot(Z, i * n + from, A, k * n + from, n - from);
        for (int j = from; j < n; j++) {
          Z[i * n + j] -= factor * A[k * n + j];
        }
      }
    }
  }

  /** Makes T diagonal, from its end to its begin. @return false if it did not converge */
  private boolean iterate(int n) {
    int last = n - 1;
    for (int steps = 0; steps <= MAX_STEPS_EACH * n; steps++) {
      while (last > 0 && isNegligible(last - 1)) {
        last--;
      }
      if (last <= 0) {
        return true;
      }
      int first = last - 1;
      while (first > 0 && !isNegligible(first - 1)) {
        first--;
      }
      step(first, last, n);
    }
    return false;
  }

  private boolean isNegligible(int k) {
    return Math.abs(e[k]) <= EPSILON * (Math.abs(w[k]) + Math.abs(w[k + 1])) + NOTHING;
  }

  /** One implicit QR step on the rows and columns from {@code first} to {@code last}. */
  private void step(int first, int last, int n) {
    double d = 0.5 * (w[last - 1] - w[last]);
    double off = e[last - 1];
    double root = Math.sqrt(d * d + off * off);
    double shift = w[last] - off * off / (d >= 0 ? d + root : d - root);
    double x = w[first] - shift;
    double z = e[first];
    for (int k = first; k < last; k++) {
      double square = x * x + z * z;
      double inverse = 1 / Math.sqrt(square);
      double c = square == 0 ? 1 : x * inverse;
      double s = square == 0 ? 0 : z * inverse;
      if (k > first) {
        e[k - 1] = c * x + s * z;
      }
      double a = w[k];
      double b = e[k];
      double g = w[k + 1];
      w[k] = c * c * a + 2 * c * s * b + s * s * g;
      w[k + 1] = s * s * a - 2 * c * s * b + c * c * g;
      e[k] = c * s * (g - a) + (c * c - s * s) * b;
      if (k < last - 1) {
        x = e[k];
        z = s * e[k + 1];
        e[k + 1] *= c;
      }
      turn(k * n, (k + 1) * n, c, s, n);
    }
  }

  private void turn(int p, int q, double c, double s, int n) {
    for (int j = 0; j < n; j++) {
      double a = Z[p + j];
      double b = Z[q + j];
      Z[p + j] = c * a + s * b;
      Z[q + j] = c * b - s * a;
    }
  }
}
