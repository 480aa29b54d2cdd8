/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code -(-x) -> x}.
 *
 * <p>Exact: negation only flips the sign bit.
 */
public final class NegateNegation implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.NEGATE);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    return Rule.negated(operands.getFirst());
  }
}
