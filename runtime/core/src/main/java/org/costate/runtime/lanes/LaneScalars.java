/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

import org.costate.runtime.arithmetic.Trigonometry;

/** Elementary operations on numbers. */
final class LaneScalars {
  private LaneScalars() {}

  static double value(LaneOp op, double a, double b, double c) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY, AND -> a * b;
      case DIVIDE -> a / b;
      case NEGATE -> -a;
      case SQRT -> Math.sqrt(a);
      case ABS -> Math.abs(a);
      case FLOOR -> Math.floor(a);
      case CEIL -> Math.ceil(a);
      case ROUND -> Math.rint(a);
      case MOD -> a - b * Math.floor(a / b);
      case MIN -> Math.min(a, b);
      case MAX, OR -> Math.max(a, b);
      case NOT -> 1 - a;
      case MULTIPLY_ADD -> Math.fma(a, b, c);
      case POW -> Math.pow(a, b);
      case CBRT -> Math.cbrt(a);
      case EXP -> Math.exp(a);
      case EXPM1 -> Math.expm1(a);
      case LOG -> Math.log(a);
      case LOG1P -> Math.log1p(a);
      case LOG10 -> Math.log10(a);
      case TAN -> Math.tan(a);
      case ASIN -> Math.asin(a);
      case ACOS -> Math.acos(a);
      case ATAN -> Math.atan(a);
      case ATAN2 -> Math.atan2(a, b);
      case SINH -> Math.sinh(a);
      case COSH -> Math.cosh(a);
      case TANH -> Math.tanh(a);
      case SIGN -> Math.signum(a);
      case LESS -> a < b ? 1 : 0;
      case LESS_EQUAL -> a <= b ? 1 : 0;
      case EQUAL -> a == b ? 1 : 0;
      case SELECT -> c != 0 ? a : b;
      case SIN -> Trigonometry.sin(a);
      case COS -> Trigonometry.cos(a);
      case SIN_COS, CALL, NEWTON, LU_FACTOR, LU_SOLVE, LU_SOLVE_TRANSPOSED, LDL_FACTOR, LDL_SOLVE, TABLE ->
        throw new IllegalArgumentException(op + " has more than one value or operand");
    };
  }
}
