/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import org.costate.runtime.learn.rollout.Batch;

/** Steps along the natural gradient, by products with Fisher's information F. */
final class Fisher {
  private final FisherProduct information;
  private final double damping;
  private final float[] product;

  /** @param damping added to the diagonal */
  Fisher(OnPolicy run, double damping) {
    this.damping = damping;
    product = new float[run.weights.values().length];
    information = FisherProduct.of(run);
  }

  /** The batch whose states F is the mean over. */
  void load(Batch batch) {
    information.load(batch);
  }

  /**
   * The step along x = (F + damping I)^-1 g, as long as the quadratic model of KL allows: sqrt(2 kl / x' (F + damping I) x) x.
   *
   * @param g not modified
   * @param iterations of conjugate gradients
   */
  double[] step(double[] g, double kl, int iterations) {
    double[] x = ConjugateGradients.solve(this::multiply, g, iterations);
    double[] Fx = new double[x.length];
    multiply(x, Fx);
    double curvature = ConjugateGradients.dot(x, Fx);
    double length = curvature > 0 ? Math.sqrt(2 * kl / curvature) : 0;
    for (int i = 0; i < x.length; i++) {
      x[i] *= length;
    }
    return x;
  }

  /** (F + damping I) v. */
  void multiply(double[] v, double[] result) {
    information.multiply(v, product);
    for (int i = 0; i < v.length; i++) {
      result[i] = product[i] + damping * v[i];
    }
  }
}
