/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.interpolate;

/**
 * The natural cubic spline through points: twice continuously differentiable, a cubic between neighbours, a straight line outside, where the
 * second derivative is zero as it is at the ends. Source: de Boor, A Practical Guide to Splines, revised ed., chapter IV.
 */
final class NaturalSpline {
  /** Coefficients of a piece. */
  static final int SIZE = 4;

  private NaturalSpline() {}

  /**
   * The pieces, {@code c0 + c1 s + c2 s^2 + c3 s^3} each. Piece 0 is left of all points, piece n right of them; s counts from the point at
   * which a piece begins, that of piece 0 from the first point.
   *
   * @param x increasing [n], n at least 2
   * @param y [n]
   * @return [(n + 1) x 4]
   */
  static double[] pieces(double[] x, double[] y) {
    int n = x.length;
    double[] bend = secondDerivatives(x, y);
    double[] c = new double[(n + 1) * SIZE];
    for (int i = 0; i + 1 < n; i++) {
      double h = x[i + 1] - x[i];
      double slope = (y[i + 1] - y[i]) / h;
      int at = (i + 1) * SIZE;
      c[at] = y[i];
      c[at + 1] = slope - h * (2 * bend[i] + bend[i + 1]) / 6;
      c[at + 2] = bend[i] / 2;
      c[at + 3] = (bend[i + 1] - bend[i]) / (6 * h);
    }
    c[0] = y[0];
    c[1] = c[SIZE + 1];
    double last = x[n - 1] - x[n - 2];
    c[n * SIZE] = y[n - 1];
    c[n * SIZE + 1] = (y[n - 1] - y[n - 2]) / last + last * bend[n - 2] / 6;
    return c;
  }

  /**
   * Second derivatives at the points, zero at the ends: the slopes left and right of every inner point agree,
   *
   * <pre>  h[i-1] M[i-1] + 2 (h[i-1] + h[i]) M[i] + h[i] M[i+1] = 6 (slope[i] - slope[i-1]),</pre>
   *
   * by elimination without pivoting, which a diagonally dominant matrix allows.
   */
  private static double[] secondDerivatives(double[] x, double[] y) {
    int n = x.length;
    double[] diagonal = new double[n];
    double[] m = new double[n];
    for (int i = 1; i + 1 < n; i++) {
      double left = x[i] - x[i - 1];
      double right = x[i + 1] - x[i];
      diagonal[i] = 2 * (left + right);
      m[i] = 6 * ((y[i + 1] - y[i]) / right - (y[i] - y[i - 1]) / left);
      if (i > 1) {
        double factor = left / diagonal[i - 1];
        diagonal[i] -= factor * left;
        m[i] -= factor * m[i - 1];
      }
    }
    for (int i = n - 2; i > 0; i--) {
      m[i] = (m[i] - (x[i + 1] - x[i]) * m[i + 1]) / diagonal[i];
    }
    return m;
  }
}
