/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The normal distribution of the largest likelihood for the elites, smoothed with the last one: section 2.2 and equation (36) of de Boer,
 * Kroese, Mannor, Rubinstein 2005.
 */
final class CrossEntropy implements Update {
  private final int elites;
  private final double smoothing;

  CrossEntropy(int elites, double smoothing) {
    this.elites = elites;
    this.smoothing = smoothing;
  }

  @Override
  public void apply(Population samples, Distribution distribution) {
    int[] best = IntStream.range(0, samples.costs.length)
        .boxed()
        .filter(i -> samples.costs[i] < Double.POSITIVE_INFINITY)
        .sorted(Comparator.comparingDouble(i -> samples.costs[i])) // stable: equal costs in the order of their numbers
        .limit(elites)
        .mapToInt(Integer::intValue)
        .toArray();
    int size = distribution.mean.length;
    double[] mean = new double[size];
    double[] variance = new double[size];
    for (int count = 1; count <= best.length; count++) { // Welford's recursion
      double[] z = samples.sample(best[count - 1]);
      for (int i = 0; i < size; i++) {
        double difference = z[i] - mean[i];
        mean[i] += difference / count;
        variance[i] += difference * (z[i] - mean[i]);
      }
    }
    for (int i = 0; i < size; i++) {
      double deviation = Math.sqrt(variance[i] / best.length);
      distribution.mean[i] += smoothing * (mean[i] - distribution.mean[i]);
      distribution.deviation[i] += smoothing * (deviation - distribution.deviation[i]);
    }
  }
}
