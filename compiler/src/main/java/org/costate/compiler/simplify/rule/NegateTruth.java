/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code not (not a) -> a}.
 *
 * <p>Exact: the operand is a truth value, so it is 0 or 1.
 */
public final class NegateTruth implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.NOT);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    return operands.getFirst() instanceof Expr.Apply inner && inner.op() == Op.NOT
        ? Optional.of(inner.a())
        : Optional.empty();
  }
}
