/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

/**
 * A first controller that holds the start, made without a model: the regulator of double integrators of unit gain, one for each action, whose
 * places are the first m numbers of the state and whose rates are the next m. Source: the program of Levine and Abbeel 2014.
 */
final class HoldingController {
  private HoldingController() {}

  /**
   * @param start to be held, [n], n at least 2 m
   * @param step seconds of a step
   */
  static LinearGaussianController around(double[] start, int T, int m, double step, Hold hold) {
    int n = start.length;
    if (n < 2 * m) {
      throw new IllegalArgumentException(
          n + " numbers of state for " + m + " actions; to hold a start there have to be a place and a rate for each");
    }
    LinearGaussianController controller = new LinearGaussianController(T, n, m);
    double[] covariance = new double[m * m];
    // The axes do not meet, so each is a problem of two states and one action.
    for (int axis = 0; axis < m; axis++) {
      double[] V = new double[4];
      double[] v = new double[2];
      for (int t = T - 1; t >= 0; t--) {
        double weight = (t == T - 1 ? hold.last() : 1) / hold.variance();
        double[] gain = sweep(V, v, step, weight * hold.stiffness(), weight * hold.stiffness() * hold.damping(),
            weight, start[axis], start[m + axis]);
        controller.K[(t * m + axis) * n + axis] = gain[0];
        controller.K[(t * m + axis) * n + m + axis] = gain[1];
        controller.k[t * m + axis] = gain[2];
        controller.S[(t * m + axis) * m + axis] = gain[3];
      }
    }
    for (int t = 0; t < T; t++) {
      System.arraycopy(controller.S, t * m * m, covariance, 0, m * m);
      controller.spread(t, covariance, 0);
    }
    return controller;
  }

  /** One step back of p' = p + h w + h^2 u, w' = w + h u. @return gains of place and rate, offset, variance */
  private static double[] sweep(double[] V, double[] v, double h, double wp, double ww, double wu, double p0,
      double w0) {
    double[] F = {1, h, h * h, 0, 1, h};
    double[] Q = {wp, 0, 0, 0, ww, 0, 0, 0, wu};
    double[] q = {-wp * p0, -ww * w0, 0};
    for (int i = 0; i < 3; i++) {
      for (int a = 0; a < 2; a++) {
        q[i] += F[a * 3 + i] * v[a];
        for (int b = 0; b < 2; b++) {
          for (int j = 0; j < 3; j++) {
            Q[i * 3 + j] += F[a * 3 + i] * V[a * 2 + b] * F[b * 3 + j];
          }
        }
      }
    }
    double[] gain = {-Q[6] / Q[8], -Q[7] / Q[8], -q[2] / Q[8], 1 / Q[8]};
    for (int i = 0; i < 2; i++) {
      v[i] = q[i] + Q[i * 3 + 2] * gain[2];
      for (int j = 0; j < 2; j++) {
        V[i * 2 + j] = Q[i * 3 + j] + Q[i * 3 + 2] * gain[j];
      }
    }
    return gain;
  }
}
