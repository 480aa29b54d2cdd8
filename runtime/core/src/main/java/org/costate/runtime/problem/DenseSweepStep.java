/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import static org.costate.runtime.linalg.MatrixKernels.addLowerProduct;
import static org.costate.runtime.linalg.MatrixKernels.addProduct;
import static org.costate.runtime.linalg.MatrixKernels.addTransposedProduct;
import static org.costate.runtime.linalg.MatrixKernels.mirror;

import java.util.Arrays;

/** By loops over all entries. */
public final class DenseSweepStep implements SweepStep {
  private final int n;
  private final int m;
  private final double[] VxxFx;
  private final double[] VxxFu;
  private final double[] G;

  public DenseSweepStep(int n, int m) {
    this.n = n;
    this.m = m;
    VxxFx = new double[n * n];
    VxxFu = new double[n * m];
    G = new double[m * n];
  }

  @Override
  public void congruence(double[] fx, double[] fu, double[] Vxx, double[] Qxx, double[] Qux, double[] Quu) {
    Arrays.fill(VxxFx, 0);
    addProduct(Vxx, fx, VxxFx, n, n, n);
    addLowerProduct(fx, VxxFx, Qxx, n, n);
    addTransposedProduct(fu, VxxFx, Qux, m, n, n);

    Arrays.fill(VxxFu, 0);
    addProduct(Vxx, fu, VxxFu, n, n, m);
    addLowerProduct(fu, VxxFu, Quu, m, n);
    mirror(Quu, m);
  }

  @Override
  public void value(double[] Qxx, double[] Qux, double[] Quu, double[] K, double[] Vxx) {
    value(n, m, Qxx, Qux, Quu, K, G, Vxx);
  }

  /**
   * As {@link #value(double[], double[], double[], double[], double[])}, for any number of controls.
   *
   * @param G scratch, at least [m x n]: Quu K / 2 + Qux, so that Vxx = Qxx + K' G + G' K
   */
  public static void value(int n, int m, double[] Qxx, double[] Qux, double[] Quu, double[] K, double[] G,
      double[] Vxx) {
    Arrays.fill(G, 0, m * n, 0);
    addProduct(Quu, K, G, m, m, n);
    for (int i = 0; i < m * n; i++) {
      G[i] = 0.5 * G[i] + Qux[i];
    }
    System.arraycopy(Qxx, 0, Vxx, 0, n * n);
    addLowerProduct(K, G, Vxx, n, m);
    addLowerProduct(G, K, Vxx, n, m);
    mirror(Vxx, n);
  }
}
