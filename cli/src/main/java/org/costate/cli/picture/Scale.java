/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * An axis: the numbers from {@code low} to {@code high}, with ticks at the multiples of {@code step}.
 *
 * @param step 1, 2 or 5 times a power of ten
 */
record Scale(double low, double high, double step) {
  /** What stays free at an end, in parts of the axis. */
  private static final double AIR = 0.06;

  /** Less of a difference than this, in parts of the numbers, is none. */
  private static final double LEAST = 1e-9;

  /**
   * With all of the numbers that are finite.
   *
   * @param airy whether there is some room beyond the outermost numbers
   * @param most how many ticks there may be, about
   */
  static Scale over(DoubleStream numbers, boolean airy, int most) {
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    numbers.filter(Double::isFinite).forEach(v -> {
      range[0] = Math.min(range[0], v);
      range[1] = Math.max(range[1], v);
    });
    double low = range[0] > range[1] ? 0 : range[0];
    double high = range[0] > range[1] ? 1 : range[1];
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (high - low <= LEAST * largest) {
      double more = largest == 0 ? 1 : 0.1 * largest;
      return of(low - more, high + more, most);
    }
    double air = airy ? AIR * (high - low) : 0;
    return of(low - air, high + air, most);
  }

  private static Scale of(double low, double high, int most) {
    double rough = (high - low) / most;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double leading = rough / power;
    return new Scale(low, high, power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10));
  }

  /** Where a number is, from 0 at the low end to 1 at the high one. */
  double part(double number) {
    return (number - low) / (high - low);
  }

  double[] ticks() {
    return LongStream.rangeClosed((long) Math.ceil(low / step - LEAST), (long) Math.floor(high / step + LEAST))
        .mapToDouble(i -> i * step)
        .toArray();
  }

  String label(double tick) {
    return Digits.text(tick, step);
  }
}
