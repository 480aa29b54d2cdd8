/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import org.costate.runtime.stats.RandomStream;

/** Linear models, quadratic costs and controllers with random numbers. */
final class RandomModels {
  private RandomModels() {}

  static LinearGaussianModel model(int T, int n, int m, RandomStream stream) {
    LinearGaussianModel model = new LinearGaussianModel(T, n, m);
    for (int t = 0; t < T; t++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n + m; j++) {
          model.F[(t * n + i) * (n + m) + j] = (i == j ? 0.9 : 0) + 0.1 * stream.normal();
        }
        model.f[t * n + i] = 0.1 * stream.normal();
      }
      positive(n, 0.05, stream, model.noise, t * n * n);
    }
    for (int i = 0; i < n; i++) {
      model.start[i] = stream.normal();
    }
    positive(n, 0.1, stream, model.startSpread, 0);
    return model;
  }

  static QuadraticCost cost(int T, int n, int m, RandomStream stream) {
    QuadraticCost cost = new QuadraticCost(T, n, m);
    int d = n + m;
    for (int t = 0; t <= T; t++) {
      positive(d, 1, stream, cost.C, t * d * d);
      for (int i = 0; i < d; i++) {
        cost.c[t * d + i] = stream.normal();
      }
      cost.constant[t] = stream.normal();
    }
    for (int i = 0; i < d; i++) { // nothing is done at the end
      for (int j = 0; j < d; j++) {
        if (i >= n || j >= n) {
          cost.C[(T * d + i) * d + j] = 0;
        }
      }
      cost.c[T * d + i] *= i < n ? 1 : 0;
    }
    return cost;
  }

  static LinearGaussianController controller(int T, int n, int m, RandomStream stream) {
    LinearGaussianController controller = new LinearGaussianController(T, n, m);
    double[] S = new double[m * m];
    for (int i = 0; i < controller.K.length; i++) {
      controller.K[i] = 0.3 * stream.normal();
    }
    for (int i = 0; i < controller.k.length; i++) {
      controller.k[i] = stream.normal();
    }
    for (int t = 0; t < T; t++) {
      positive(m, 0.5, stream, S, 0);
      controller.spread(t, S, 0);
    }
    return controller;
  }

  /** A A' + I, scaled. */
  private static void positive(int n, double scale, RandomStream stream, double[] to, int at) {
    double[] A = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      A[i] = stream.normal();
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = i == j ? 1 : 0;
        for (int k = 0; k < n; k++) {
          sum += A[i * n + k] * A[j * n + k] / n;
        }
        to[at + i * n + j] = scale * sum;
      }
    }
  }
}
