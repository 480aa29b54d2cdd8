/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.Arrays;
import org.costate.runtime.linalg.MatrixKernels;

/** Means and covariances of z = [s; u] along a trial of a controller on a linear-Gaussian model. One object serves one thread. */
final class Marginals {
  private final int T;
  private final int n;
  private final int m;
  private final int d;

  /** [(T + 1) x d]; the action of the last state is 0. */
  final double[] mean;

  /** [(T + 1) x d x d]. */
  final double[] covariance;

  private final double[] P;
  private final double[] K;
  private final double[] KP;
  private final double[] corner;
  private final double[] joint;
  private final double[] F;
  private final double[] FJ;
  private final double[] next;

  Marginals(int T, int n, int m) {
    this.T = T;
    this.n = n;
    this.m = m;
    d = n + m;
    mean = new double[(T + 1) * d];
    covariance = new double[(T + 1) * d * d];
    P = new double[n * n];
    K = new double[m * n];
    KP = new double[m * n];
    corner = new double[m * m];
    joint = new double[d * d];
    F = new double[n * d];
    FJ = new double[d * n];
    next = new double[n * n];
  }

  void run(LinearGaussianModel model, LinearGaussianController controller) {
    System.arraycopy(model.start, 0, mean, 0, n);
    System.arraycopy(model.startSpread, 0, P, 0, n * n);
    for (int t = 0; t < T; t++) {
      controller.mean(t, mean, t * d, mean, t * d + n);
      join(t, controller);
      System.arraycopy(joint, 0, covariance, t * d * d, d * d);
      int to = (t + 1) * d;
      System.arraycopy(model.f, t * n, mean, to, n);
      Arrays.fill(mean, to + n, to + d, 0);
      MatrixKernels.addProduct(model.F, t * n * d, mean, t * d, mean, to, n, d);
      // P' = F joint F' + noise
      System.arraycopy(model.F, t * n * d, F, 0, n * d);
      Arrays.fill(FJ, 0);
      MatrixKernels.addProduct(F, joint, FJ, n, d, d);
      System.arraycopy(model.noise, t * n * n, next, 0, n * n);
      addTransposed(FJ, F, next);
      System.arraycopy(next, 0, P, 0, n * n);
      MatrixKernels.symmetrize(P, n);
    }
    Arrays.fill(joint, 0);
    for (int i = 0; i < n; i++) {
      System.arraycopy(P, i * n, joint, i * d, n);
    }
    System.arraycopy(joint, 0, covariance, T * d * d, d * d);
  }

  /** Takes the means and covariances of the states of some trials; those of actions are left alone. */
  void take(Trials trials) {
    for (int t = 0; t <= T; t++) {
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int trial = 0; trial < trials.count; trial++) {
          sum += trials.states[trials.state(trial, t) + i] / trials.count;
        }
        mean[t * d + i] = sum;
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          for (int trial = 0; trial < trials.count; trial++) {
            int s = trials.state(trial, t);
            sum += (trials.states[s + i] - mean[t * d + i]) * (trials.states[s + j] - mean[t * d + j]) / trials.count;
          }
          covariance[(t * d + i) * d + j] = sum;
        }
      }
    }
  }

  /** [P, P K'; K P, K P K' + S]. */
  private void join(int t, LinearGaussianController controller) {
    System.arraycopy(controller.K, t * m * n, K, 0, m * n);
    Arrays.fill(KP, 0);
    MatrixKernels.addProduct(K, P, KP, m, n, n);
    System.arraycopy(controller.S, t * m * m, corner, 0, m * m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        corner[i * m + j] += MatrixKernels.dot(KP, i * n, K, j * n, n);
      }
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(P, i * n, joint, i * d, n);
      for (int j = 0; j < m; j++) {
        joint[i * d + n + j] = KP[j * n + i];
      }
    }
    for (int i = 0; i < m; i++) {
      System.arraycopy(KP, i * n, joint, (n + i) * d, n);
      System.arraycopy(corner, i * m, joint, (n + i) * d + n, m);
    }
  }

  /** C += A B' with A, B [n x d]. */
  private void addTransposed(double[] A, double[] B, double[] C) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        C[i * n + j] += MatrixKernels.dot(A, i * d, B, j * d, d);
      }
    }
  }
}
