/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatMathTest {
  private interface Function {
    float of(float x);
  }

  /** Every 997th float there is, against double precision. */
  private static double worst(Function function, DoubleUnaryOperator exact, float from, float to) {
    double worst = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 997) {
      float x = Float.intBitsToFloat((int) bits);
      if (x >= from && x <= to) {
        double expected = exact.applyAsDouble(x);
        worst = Math.max(worst, Math.abs(function.of(x) - expected) / Math.ulp((float) expected));
      }
    }
    return worst;
  }

  @Test
  void functionsAreExactToTwoUnits() {
    assertTrue(worst(FloatMath::exp, Math::exp, -87.3f, 88.7f) < 2);
    assertTrue(worst(FloatMath::tanh, Math::tanh, -20, 20) < 2);
    assertTrue(worst(FloatMath::sigmoid, x -> 1 / (1 + Math.exp(-x)), -80, 80) < 3);
    assertTrue(worst(FloatMath::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), -80, 80) < 3);
    assertTrue(worst(FloatMath::elu, x -> x > 0 ? x : Math.expm1(x), -80, 80) < 2);
  }

  @Test
  void theEndsOfTheRangeAreKept() {
    assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(90));
    assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(Float.POSITIVE_INFINITY));
    assertEquals(0, FloatMath.exp(-90));
    assertEquals(0, FloatMath.exp(Float.NEGATIVE_INFINITY));
    assertEquals(1, FloatMath.exp(0));
    assertTrue(Float.isNaN(FloatMath.exp(Float.NaN)));
    assertEquals(1, FloatMath.tanh(Float.POSITIVE_INFINITY));
    assertEquals(-1, FloatMath.tanh(-50));
    assertTrue(Float.isNaN(FloatMath.tanh(Float.NaN)));
    assertEquals(0, FloatMath.tanh(-0f), 0);
    assertEquals(0, FloatMath.sigmoid(Float.NEGATIVE_INFINITY));
    assertEquals(1, FloatMath.sigmoid(Float.POSITIVE_INFINITY));
    assertTrue(Float.isNaN(FloatMath.sigmoid(Float.NaN)));
  }
}
