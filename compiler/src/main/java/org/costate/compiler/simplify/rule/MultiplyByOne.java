/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code x * 1 -> x}, {@code 1 * x -> x}, {@code x / 1 -> x}, {@code x * -1 -> -x}, {@code x / -1 -> -x}.
 *
 * <p>Exact: the product is x or -x itself, so nothing is rounded; zeros and infinities take the same sign as by negation.
 */
public final class MultiplyByOne implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.MULTIPLY, Op.DIVIDE);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    Expr a = operands.get(0);
    Expr b = operands.get(1);
    if (Rule.isConstant(b, 1)) {
      return Optional.of(a);
    }
    if (Rule.isConstant(b, -1)) {
      return Optional.of(builder.negate(a));
    }
    if (op == Op.MULTIPLY && Rule.isConstant(a, 1)) {
      return Optional.of(b);
    }
    return op == Op.MULTIPLY && Rule.isConstant(a, -1) ? Optional.of(builder.negate(b)) : Optional.empty();
  }
}
