/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

/**
 * The mean of the samples weighted by exp(-(cost - lowest cost) / lambda): algorithm 2 of Williams, Wagener, Goldfain, Drews, Rehg, Boots,
 * Theodorou 2017, with lambda relative to the costs and a spread that shrinks.
 */
final class PathIntegral implements Update {
  private final double temperature;
  private final double decay;

  PathIntegral(double temperature, double decay) {
    this.temperature = temperature;
    this.decay = decay;
  }

  @Override
  public void apply(Population samples, Distribution distribution) {
    double[] costs = samples.costs;
    double lowest = costs[samples.best()];
    double lambda = temperature * deviation(costs);
    double[] mean = new double[distribution.mean.length];
    double total = 0;
    for (int number = 0; number < costs.length; number++) {
      double weight = lambda > 0 ? Math.exp((lowest - costs[number]) / lambda) : costs[number] == lowest ? 1 : 0;
      if (weight > 0) {
        total += weight;
        double[] z = samples.sample(number);
        for (int i = 0; i < mean.length; i++) {
          mean[i] += weight / total * (z[i] - mean[i]);
        }
      }
    }
    for (int i = 0; i < mean.length; i++) {
      distribution.mean[i] = mean[i];
      distribution.deviation[i] *= decay;
    }
  }

  /** The standard deviation of the finite costs. */
  private static double deviation(double[] costs) {
    double mean = 0;
    double squares = 0;
    int count = 0;
    for (double cost : costs) {
      if (cost < Double.POSITIVE_INFINITY) {
        count++;
        double difference = cost - mean;
        mean += difference / count;
        squares += difference * (cost - mean);
      }
    }
    return Math.sqrt(squares / count);
  }
}
