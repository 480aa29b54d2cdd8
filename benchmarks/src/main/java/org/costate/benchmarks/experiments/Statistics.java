/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

/** Means and covariances of vectors, updated one by one without cancellation (Welford 1962). */
final class Statistics {
  private final int size;
  private final double[] mean;
  private final double[] products;
  private final double[] before;
  private int count;

  Statistics(int size) {
    this.size = size;
    mean = new double[size];
    products = new double[size * size];
    before = new double[size];
  }

  void add(double... values) {
    count++;
    for (int i = 0; i < size; i++) {
      before[i] = values[i] - mean[i];
      mean[i] += before[i] / count;
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        products[i * size + j] += before[i] * (values[j] - mean[j]);
      }
    }
  }

  double mean(int i) {
    return mean[i];
  }

  double covariance(int i, int j) {
    return products[i * size + j] / (count - 1);
  }
}
