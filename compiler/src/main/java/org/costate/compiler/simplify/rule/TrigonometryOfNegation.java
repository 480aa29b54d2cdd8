/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code sin(-x) -> -sin(x)}, {@code cos(-x) -> cos(x)}.
 *
 * <p>Exact: {@link org.costate.runtime.arithmetic.Trigonometry} is odd and even to the bit; a test compares over random arguments of all sizes.
 */
public final class TrigonometryOfNegation implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.SIN, Op.COS);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    return Rule.negated(operands.getFirst())
        .map(x -> op == Op.SIN ? builder.negate(builder.apply(Op.SIN, x)) : builder.apply(Op.COS, x));
  }
}
