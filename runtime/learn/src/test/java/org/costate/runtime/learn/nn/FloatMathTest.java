/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.costate.runtime.network.TensorOp.Unary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatMathTest {
  /** Every 1009th float, and what is special: errors in units in the last place of the true value's float. */
  @ParameterizedTest
  @CsvSource({"EXP,1.5", "LOG,1.5", "TANH,2.5", "SIGMOID,2.5", "SOFTPLUS,3", "ELU,2", "SIN,2", "COS,2"})
  void errorsAreAUnitOrTwo(Unary op, double units) {
    double worst = 0;
    float at = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 1009) {
      float x = Float.intBitsToFloat((int) bits);
      double error = error(op, x);
      if (error > worst) {
        worst = error;
        at = x;
      }
    }
    assertTrue(worst <= units, op + " is wrong by " + worst + " units at " + at);
    for (float x : new float[] {0, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.MIN_VALUE,
      -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, 1, -1}) {
      assertTrue(error(op, x) <= units, op + " of " + x + " is " + PlainKernels.element(op, x));
    }
  }

  private static double error(Unary op, float x) {
    double exact = exact(op).applyAsDouble(x);
    float found = PlainKernels.element(op, x);
    if (Double.isNaN(exact) || Double.isNaN(found) || Double.isInfinite((float) exact) || Float.isInfinite(found)) {
      return Float.compare((float) exact, found) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs(found - exact) / Math.ulp((float) exact);
  }

  private static DoubleUnaryOperator exact(Unary op) {
    return switch (op) {
      case EXP -> Math::exp;
      case LOG -> Math::log;
      case TANH -> Math::tanh;
      case SIGMOID -> x -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
      case SOFTPLUS -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case ELU -> x -> x > 0 ? x : Math.expm1(x);
      case SIN -> Math::sin;
      case COS -> Math::cos;
      case NEGATE, RELU, SQUARE, SQRT, RECIPROCAL, ABS, POSITIVE, HELD -> throw new IllegalArgumentException(op.name());
    };
  }

  @ParameterizedTest
  @CsvSource({"EXP,0,1", "TANH,0,0", "TANH,20,1", "TANH,-20,-1", "SIGMOID,0,0.5", "LOG,1,0", "ELU,-40,-1", "COS,0,1"})
  void whereTheValueIsExactItIsExact(Unary op, float x, float y) {
    assertEquals(y, PlainKernels.element(op, x));
  }
}
