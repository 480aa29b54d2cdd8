/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

/**
 * s(t+1) ~ N(F(t) [s; u] + f(t), noise(t)) with s(0) ~ N(start, startSpread): {@code F} [T x n x (n + m)], {@code f} [T x n],
 * {@code noise} [T x n x n].
 */
public final class LinearGaussianModel {
  public final int T;
  public final int n;
  public final int m;
  public final double[] F;
  public final double[] f;
  public final double[] noise;
  public final double[] start;
  public final double[] startSpread;

  public LinearGaussianModel(int T, int n, int m) {
    this.T = T;
    this.n = n;
    this.m = m;
    F = new double[T * n * (n + m)];
    f = new double[T * n];
    noise = new double[T * n * n];
    start = new double[n];
    startSpread = new double[n * n];
  }
}
