/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation's partial derivatives against central differences over its domain, and powers by multiplication. */
class OpTest {
  private static final NumberAlgebra NUMBERS = NumberAlgebra.INSTANCE;

  /** Operands inside the domain and away from its ends, where difference quotients lose their digits. */
  private static double[] operands(Op op, Random random) {
    double a = 6 * random.nextDouble() - 3;
    double b = 6 * random.nextDouble() - 3;
    return switch (op) {
      case POW -> new double[] {0.3 + Math.abs(a), b};
      case SQRT, CBRT, LOG, LOG10 -> new double[] {0.3 + Math.abs(a), b};
      case LOG1P -> new double[] {Math.abs(a) - 0.6, b};
      case ASIN, ACOS -> new double[] {0.3 * a, b};
      case TAN -> new double[] {0.4 * a, b};
      case DIVIDE, ATAN2, MOD -> new double[] {a, 0.5 + Math.abs(b)};
      default -> new double[] {a, b};
    };
  }

  @ParameterizedTest
  @EnumSource(value = Op.class, mode = EnumSource.Mode.EXCLUDE, names = "MULTIPLY_ADD")
  void partialsAgreeWithCentralDifferences(Op op) {
    if (op.flat()) {
      assertThrows(IllegalStateException.class, () -> op.partial(0, NUMBERS, 1.0, 1.0, op.value(1, 1)));
      return;
    }
    Random random = new Random(op.ordinal());
    double h = 1e-5;
    int compared = 0;
    for (int i = 0; i < 300; i++) {
      double[] at = operands(op, random);
      for (int operand = 0; operand < op.arity(); operand++) {
        double step = operand == 0 ? h : 0;
        double other = operand == 1 ? h : 0;
        double above = op.value(at[0] + step, at[1] + other);
        double below = op.value(at[0] - step, at[1] - other);
        if (Math.abs(above - below) > 0.1) {
          continue; // across a jump of mod
        }
        double value = op.value(at[0], at[1]);
        double partial = op.partial(operand, NUMBERS, at[0], at[1], value);
        // Truncation h^2 f''' / 6 with third derivatives below 1000, rounding eps |f| / h.
        double tolerance = 1e-7 * (1 + Math.abs(partial)) + 1e-10 * Math.abs(value);
        if (kink(op, at)) {
          continue;
        }
        assertEquals((above - below) / (2 * h), partial, tolerance, op + " at " + at[0] + ", " + at[1]);
        compared++;
      }
    }
    assertTrue(compared > 200, op + " was compared only " + compared + " times");
  }

  private static boolean kink(Op op, double[] at) {
    return switch (op) {
      case ABS -> Math.abs(at[0]) < 1e-4;
      case MIN, MAX -> Math.abs(at[0] - at[1]) < 1e-4;
      default -> false;
    };
  }

  @Test
  void wholePowersAreRepeatedMultiplication() {
    double x = 1.1;
    assertEquals(1, IntegerPower.power(NUMBERS, x, 0));
    assertEquals(x, IntegerPower.power(NUMBERS, x, 1));
    assertEquals(x * x, IntegerPower.power(NUMBERS, x, 2));
    assertEquals((x * x) * x, IntegerPower.power(NUMBERS, x, 3));
    assertEquals((x * x) * (x * x), IntegerPower.power(NUMBERS, x, 4));
    assertEquals(1 / x, IntegerPower.power(NUMBERS, x, -1));
    assertEquals(1 / (x * x), IntegerPower.power(NUMBERS, x, -2));
    for (int n = -8; n <= 8; n++) {
      assertEquals(Math.pow(-1.7, n), IntegerPower.power(NUMBERS, -1.7, n), 1e-14 * Math.pow(1.7, n));
    }
  }

  @Test
  void otherPowersAreThoseOfTheMathLibrary() {
    for (double exponent : new double[] {0.5, -0.5, 9, 1e10, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(Math.pow(1.7, exponent), IntegerPower.power(NUMBERS, 1.7, exponent));
    }
    // sqrt(-0.0) is -0.0 and pow(-0.0, 0.5) is 0.0: a power stays a power
    assertEquals(0.0, IntegerPower.power(NUMBERS, -0.0, 0.5));
  }
}
