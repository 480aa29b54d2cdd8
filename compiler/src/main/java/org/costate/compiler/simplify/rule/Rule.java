/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/** A rewrite of one operation to an equal, simpler formula. */
public interface Rule {
  /** The operations that it looks at. */
  Set<Op> operations();

  /**
   * The simpler formula, empty if the rule does not apply.
   *
   * @param operands as many as {@code op} takes
   */
  Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands);

  /** Whether {@code node} is the constant {@code value}; 0.0 and -0.0 are two. */
  static boolean isConstant(Expr node, double value) {
    return node instanceof Expr.Constant c && Double.doubleToLongBits(c.value()) == Double.doubleToLongBits(value);
  }

  /** The x of a node -x. */
  static Optional<Expr> negated(Expr node) {
    return node instanceof Expr.Apply apply && apply.op() == Op.NEGATE ? Optional.of(apply.a()) : Optional.empty();
  }
}
