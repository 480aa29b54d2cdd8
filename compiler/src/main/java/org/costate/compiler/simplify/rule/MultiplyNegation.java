/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code (-a) * (-b) -> a * b}, {@code (-a) * b -> -(a * b)}, {@code a * (-b) -> -(a * b)}; the same for quotients. A negation then moves on
 * into a sum, where it costs nothing. A constant factor takes the sign itself: {@code (-a) * c -> a * (-c)}.
 *
 * <p>Exact: the sign of a product or quotient is the exclusive or of the signs, and rounding to nearest is symmetric.
 */
public final class MultiplyNegation implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.MULTIPLY, Op.DIVIDE);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    Optional<Expr> a = Rule.negated(operands.get(0));
    Optional<Expr> b = Rule.negated(operands.get(1));
    if (a.isPresent() && b.isPresent()) {
      return Optional.of(builder.apply(op, a.get(), b.get()));
    }
    if (a.isPresent()) {
      return Optional.of(
          operands.get(1) instanceof Expr.Constant c
              ? builder.apply(op, a.get(), builder.constant(-c.value()))
              : builder.negate(builder.apply(op, a.get(), operands.get(1))));
    }
    return b.map(
        x -> operands.get(0) instanceof Expr.Constant c
            ? builder.apply(op, builder.constant(-c.value()), x)
            : builder.negate(builder.apply(op, operands.get(0), x)));
  }
}
