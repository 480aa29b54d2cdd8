/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;

/** Sums of products in which null is the structural zero and factors of 1 and -1 cost nothing. */
record Terms(ExprBuilder builder) {
  Expr product(Expr a, Expr b) {
    if (a == null || b == null || is(a, 0) || is(b, 0)) {
      return null;
    }
    if (is(a, 1)) {
      return b;
    }
    if (is(b, 1)) {
      return a;
    }
    if (is(a, -1)) {
      return builder.negate(b);
    }
    return is(b, -1) ? builder.negate(a) : builder.multiply(a, b);
  }

  Expr sum(Expr a, Expr b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : builder.add(a, b);
  }

  /** a under the condition, b otherwise. */
  Expr choose(Expr condition, Expr a, Expr b) {
    if (a == null && b == null) {
      return null;
    }
    return builder.choose(condition, orZero(a), orZero(b));
  }

  Expr negative(Expr a) {
    return a == null ? builder.constant(0) : builder.negate(a);
  }

  Expr orZero(Expr a) {
    return a == null ? builder.constant(0) : a;
  }

  /** A derivative that is the constant zero is a structural zero: its product with anything finite is. */
  private static boolean is(Expr node, double value) {
    return node instanceof Expr.Constant constant && constant.value() == value;
  }
}
