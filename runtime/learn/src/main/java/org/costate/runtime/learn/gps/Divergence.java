/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import org.costate.runtime.linalg.MatrixKernels;

/** KL divergences of controllers. One object serves one thread. */
final class Divergence {
  private final int n;
  private final int m;
  private final double[] difference;
  private final double[] shift;
  private final double[] weighted;
  private final double[] P;

  Divergence(int n, int m) {
    this.n = n;
    this.m = m;
    difference = new double[m * n];
    shift = new double[m];
    weighted = new double[m];
    P = new double[m * n];
  }

  /** The sum over all steps of {@link #at}. */
  double sum(LinearGaussianController p, LinearGaussianController q, Marginals marginals) {
    double sum = 0;
    for (int t = 0; t < p.T; t++) {
      sum += at(t, p, q, marginals);
    }
    return sum;
  }

  /**
   * E KL(p(u | s) || q(u | s)) at step t, s with the mean and covariance of {@code marginals}: with dK and dk the differences of gains and
   * offsets and P the precision of q it is 1/2 (tr(P Sp) - m + log det Sq - log det Sp + tr(P dK cov(s) dK') + e' P e), e = dK E s + dk.
   */
  double at(int t, LinearGaussianController p, LinearGaussianController q, Marginals marginals) {
    int d = n + m;
    int mm = t * m * m;
    for (int i = 0; i < m * n; i++) {
      difference[i] = p.K[t * m * n + i] - q.K[t * m * n + i];
    }
    for (int i = 0; i < m; i++) {
      shift[i] = p.k[t * m + i] - q.k[t * m + i];
    }
    MatrixKernels.addProduct(difference, 0, marginals.mean, t * d, shift, 0, m, n);
    Arrays.fill(weighted, 0);
    MatrixKernels.addProduct(q.precision, mm, shift, 0, weighted, 0, m, m);
    double sum = MatrixKernels.dot(weighted, 0, shift, 0, m) - m + 2 * (q.logRoot[t] - p.logRoot[t])
        + MatrixKernels.dot(q.precision, mm, p.S, mm, m * m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double entry = 0;
        for (int k = 0; k < m; k++) {
          entry += q.precision[mm + i * m + k] * difference[k * n + j];
        }
        P[i * n + j] = entry;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = 0;
        for (int k = 0; k < m; k++) {
          entry += difference[k * n + i] * P[k * n + j];
        }
        sum += entry * marginals.covariance[(t * d + i) * d + j];
      }
    }
    return Math.max(0, 0.5 * sum);
  }
}
