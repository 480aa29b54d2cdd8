/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code x - 0.0 -> x}, {@code x + (-0.0) -> x}, {@code -0.0 + x -> x}.
 *
 * <p>Exact: -0.0 is the neutral element of addition, also for x = 0.0 and x = -0.0. (0.0 is not: -0.0 + 0.0 is 0.0.)
 */
public final class AddNeutralZero implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.ADD, Op.SUBTRACT);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    Expr a = operands.get(0);
    Expr b = operands.get(1);
    if (Rule.isConstant(b, op == Op.ADD ? -0.0 : 0.0)) {
      return Optional.of(a);
    }
    return op == Op.ADD && Rule.isConstant(a, -0.0) ? Optional.of(b) : Optional.empty();
  }
}
