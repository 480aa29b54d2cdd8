/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import org.costate.runtime.vector.VectorProducts;
import org.costate.runtime.vector.WarmUp;

/**
 * The congruence on the vectors of the processor, as soon as they are the faster ones, with the bits of loops; the value, whose sums are as short as there are
 * controls, by loops. Needs the module {@link org.costate.runtime.vector.VectorModule}; allocates while it is not warm, as vectors are objects until then.
 */
final class VectorSweepStep implements SweepStep {
  /** Below this the vectors of most processors have no advantage. */
  static final int LEAST = 8;

  private final int n;
  private final int m;
  private final DenseSweepStep loops;
  private final WarmUp warmUp = new WarmUp(0.1);

  /** How far apart the rows of F, VxxF and Q are. */
  private final int r;

  private final double[] F;
  private final double[] VxxF;
  private final double[] Q;

  /** Where a measurement puts its second result. */
  private final double[] scratch;

  VectorSweepStep(int n, int m) {
    this.n = n;
    this.m = m;
    loops = new DenseSweepStep(n, m);
    r = VectorProducts.stride(n + m);
    F = new double[n * r];
    VxxF = new double[n * r];
    Q = new double[(n + m) * r];
    scratch = new double[Math.max(n, m) * Math.max(n, m)];
  }

  @Override
  public void congruence(double[] fx, double[] fu, double[] Vxx, double[] Qxx, double[] Qux, double[] Quu) {
    if (warmUp.isWarm()) {
      vectors(fx, fu, Vxx, Qxx, Qux, Quu);
    } else if (warmUp.isDue()) {
      warmUp.measure(
          () -> loops.congruence(fx, fu, Vxx, Qxx, Qux, Quu), () -> vectors(fx, fu, Vxx, scratch, scratch, scratch));
    } else {
      loops.congruence(fx, fu, Vxx, Qxx, Qux, Quu);
    }
  }

  void vectors(double[] fx, double[] fu, double[] Vxx, double[] Qxx, double[] Qux, double[] Quu) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(fx, i * n, F, i * r, n);
      System.arraycopy(fu, i * m, F, i * r + n, m);
    }
    VectorProducts.product(Vxx, F, VxxF, n, n, r);
    VectorProducts.lowerProduct(F, VxxF, Q, n + m, n, r);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        Qxx[i * n + j] += Q[i * r + j];
      }
    }
    for (int i = 0; i < m; i++) {
      int row = (n + i) * r;
      for (int j = 0; j < n; j++) {
        Qux[i * n + j] += Q[row + j];
      }
      for (int j = 0; j <= i; j++) {
        double sum = Quu[i * m + j] + Q[row + n + j];
        Quu[i * m + j] = sum;
        Quu[j * m + i] = sum;
      }
    }
  }

  @Override
  public void value(double[] Qxx, double[] Qux, double[] Quu, double[] K, double[] Vxx) {
    loops.value(Qxx, Qux, Quu, K, Vxx);
  }
}
