/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as they stand in pictures. */
final class Digits {
  private Digits() {}

  /** A number with the digits that tell it from one that is a step further. */
  static String text(double value, double step) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    int decimals = -(int) Math.floor(Math.log10(step) + 1e-9);
    if (Math.abs(value) < step / 2) {
      return BigDecimal.ZERO.setScale(decimals > 4 ? 0 : Math.max(0, decimals)).toPlainString();
    }
    int exponent = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    if (decimals > 4 || exponent > 5) {
      return rounded(value * Math.pow(10, -exponent), exponent + decimals) + "e" + exponent;
    }
    return rounded(value, decimals);
  }

  private static String rounded(double value, int decimals) {
    return new BigDecimal(value).setScale(Math.max(0, decimals), RoundingMode.HALF_EVEN).toPlainString();
  }
}
