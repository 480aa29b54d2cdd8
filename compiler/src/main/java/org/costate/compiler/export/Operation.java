/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.util.Optional;
import org.costate.compiler.ops.Op;

/** Operations as C writes them, the same arithmetic as {@link Op#value}. Operands are names or numbers; a truth value is an int 0 or 1. */
final class Operation {
  private Operation() {}

  /** Operands beyond those of the operation are ignored. */
  static String text(Op op, String a, String b, String c) {
    return switch (op) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, LESS, LESS_EQUAL, EQUAL -> a + " " + op.symbol() + " " + b;
      case NEGATE -> a.startsWith("-") ? "-(" + a + ")" : "-" + a;
      case NOT -> "!" + a;
      case AND -> a + " && " + b;
      case OR -> a + " || " + b;
      case ABS -> "fabs(" + a + ")";
      case ROUND -> "rint(" + a + ")";
      case SQRT, CBRT, EXP, EXPM1, LOG, LOG1P, LOG10, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, FLOOR, CEIL,
          SIGN ->
        op.symbol() + "(" + a + ")";
      case ATAN2 -> "atan2(" + a + ", " + b + ")";
      case MULTIPLY_ADD -> "fma(" + a + ", " + b + ", " + c + ")";
      case POW, MIN, MAX, MOD -> kernel(op).orElseThrow().word() + "(" + a + ", " + b + ")";
    };
  }

  /** The kernel that it needs; those of {@code math.h} need none. */
  static Optional<Kernel> kernel(Op op) {
    return switch (op) {
      case SIGN -> Optional.of(Kernel.SIGN);
      case MIN -> Optional.of(Kernel.MINIMUM);
      case MAX -> Optional.of(Kernel.MAXIMUM);
      case MOD -> Optional.of(Kernel.MODULO);
      case POW -> Optional.of(Kernel.POWER);
      default -> Optional.empty();
    };
  }

  /** A number, in the fewest digits that give it back. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NAN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "INFINITY" : "-INFINITY";
    }
    return Double.toString(value);
  }
}
