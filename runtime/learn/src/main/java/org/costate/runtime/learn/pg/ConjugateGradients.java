/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.function.BiConsumer;

/** Solves F x = b for a symmetric positive definite F that is known by its products. Source: Hestenes, Stiefel 1952. */
final class ConjugateGradients {
  private static final double ENOUGH = 1e-10;

  private ConjugateGradients() {}

  /**
   * @param product writes F p of its first argument to its second
   * @param iterations most products; ends before where the square of the residual is below 1e-10 of that of b
   * @return an approximation of x
   */
  static double[] solve(BiConsumer<double[], double[]> product, double[] b, int iterations) {
    int n = b.length;
    double[] x = new double[n];
    double[] r = b.clone();
    double[] p = b.clone();
    double[] Fp = new double[n];
    double square = dot(r, r);
    double enough = ENOUGH * square;
    for (int i = 0; i < iterations && square > enough; i++) {
      product.accept(p, Fp);
      double alpha = square / dot(p, Fp);
      add(x, alpha, p);
      add(r, -alpha, Fp);
      double before = square;
      square = dot(r, r);
      for (int j = 0; j < n; j++) {
        p[j] = r[j] + square / before * p[j];
      }
    }
    return x;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] y, double factor, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] += factor * x[i];
    }
  }
}
