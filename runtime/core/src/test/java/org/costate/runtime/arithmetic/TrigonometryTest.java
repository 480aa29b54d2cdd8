/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TrigonometryTest {
  /** Two units in the last place, and the one that the reference itself may be off. */
  private static final double ULPS = 3;

  private static void check(double x) {
    double sin = StrictMath.sin(x);
    double cos = StrictMath.cos(x);
    assertEquals(sin, Trigonometry.sin(x), ULPS * Math.ulp(sin), () -> "sin " + x);
    assertEquals(cos, Trigonometry.cos(x), ULPS * Math.ulp(cos), () -> "cos " + x);
    assertBits(-Trigonometry.sin(x), Trigonometry.sin(-x), x);
    assertBits(Trigonometry.cos(x), Trigonometry.cos(-x), x);
  }

  private static void assertBits(double expected, double actual, double x) {
    assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(actual), () -> "at " + x);
  }

  @Test
  void randomAnglesOfAllSizes() {
    Random random = new Random(1);
    for (int i = 0; i < 500_000; i++) {
      check((2 * random.nextDouble() - 1) * Math.pow(10, random.nextInt(20) - 10));
    }
  }

  /** Where the result is small, the reduction decides its digits. */
  @Test
  void nearMultiplesOfAQuarter() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      double multiple = random.nextInt(640_000) * (Math.PI / 2);
      check(multiple);
      check(Math.nextUp(multiple));
      check(multiple + 1e-9 * random.nextGaussian());
      check(multiple + Math.PI / 4);
    }
  }

  @Test
  void whatIsSpecialStaysSo() {
    check(0.0);
    assertBits(-0.0, Trigonometry.sin(-0.0), -0.0);
    assertEquals(1, Trigonometry.cos(0));
    check(Double.MIN_VALUE);
    check(1e6);
    check(Math.nextUp(1e6));
    check(1e300);
    for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertTrue(Double.isNaN(Trigonometry.sin(x)));
      assertTrue(Double.isNaN(Trigonometry.cos(x)));
    }
  }
}
