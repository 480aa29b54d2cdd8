/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code b op a -> a op b} for commutative operations, the older node first, so that both are one node.
 *
 * <p>Exact: IEEE 754 addition and multiplication are commutative (of the payloads of two NaNs we make no difference), as are equality and
 * the logical operations. Not for min and max: their values commute, but the first operand gets the derivative of a tie.
 */
public final class OrderOperands implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.ADD, Op.MULTIPLY, Op.EQUAL, Op.AND, Op.OR);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    return operands.get(0).id() > operands.get(1).id()
        ? Optional.of(builder.apply(op, operands.get(1), operands.get(0)))
        : Optional.empty();
  }
}
