/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.IntegerPower;
import org.costate.compiler.ops.Op;

/** Partial derivatives of elementary operations as formulas. */
final class Partials {
  private Partials() {}

  /** d node / d operand, null where it is zero; of an operation with equal operands use {@link #ofSquare}. */
  static Expr of(ExprBuilder builder, Expr.Apply node, int operand) {
    if (node.op() == Op.POW && operand == 0 && node.b() instanceof Expr.Constant exponent) {
      // b a^(b - 1), with the inner power as cheap as the language makes it
      return new Terms(builder)
          .product(exponent, IntegerPower.power(builder, node.a(), exponent.value() - 1));
    }
    return node.op().partial(operand, builder, node.a(), node.b(), node);
  }

  /** d node / d a of an operation whose both operands are a: the sum of its partial derivatives. */
  static Expr ofSquare(ExprBuilder builder, Expr.Apply node) {
    return new Terms(builder).sum(of(builder, node, 0), of(builder, node, 1));
  }
}
