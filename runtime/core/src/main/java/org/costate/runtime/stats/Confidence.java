/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.stats;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/** How far a mean of samples can be trusted. */
public final class Confidence {
  private static final double UPPER_TAIL = 0.975;

  private Confidence() {}

  /** The mean; NaN without numbers. */
  public static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(r -> r).average().orElse(Double.NaN);
  }

  /** Half the width of the 95 % confidence interval of the mean of independent numbers (Student's t); NaN for fewer than two. */
  public static double halfWidth(List<Double> numbers) {
    int n = numbers.size();
    if (n < 2) {
      return Double.NaN;
    }
    double mean = mean(numbers);
    double variance = numbers.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum() / (n - 1);
    return new TDistribution(n - 1).inverseCumulativeProbability(UPPER_TAIL) * Math.sqrt(variance / n);
  }
}
