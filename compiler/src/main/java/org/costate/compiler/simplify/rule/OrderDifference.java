/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code cos(b - a) -> cos(a - b)}, {@code abs(b - a) -> abs(a - b)}, the older node first, so that the symmetric entries of a mass matrix are
 * one node.
 *
 * <p>Exact: a - b is -(b - a) unless both are 0, where only the sign of the zero may differ, and both functions are even. (Not for sin, which
 * keeps the sign of a zero.)
 */
public final class OrderDifference implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.COS, Op.ABS);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    return operands.getFirst() instanceof Expr.Apply inner
        && inner.op() == Op.SUBTRACT
        && inner.a().id() > inner.b().id()
            ? Optional.of(builder.apply(op, builder.subtract(inner.b(), inner.a())))
            : Optional.empty();
  }
}
