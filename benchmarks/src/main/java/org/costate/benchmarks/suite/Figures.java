/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.util.Arrays;
import java.util.Locale;

/** Figures as they are kept. */
final class Figures {
  private Figures() {}

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Four digits: no measurement here has more. */
  static String text(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (Math.abs(value) < 1e-3) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int digits = (int) Math.clamp(3 - Math.floor(Math.log10(Math.abs(value))), 0, 12);
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
