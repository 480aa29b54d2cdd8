/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code a + (-b) -> a - b}, {@code (-a) + b -> b - a}, {@code a - (-b) -> a + b}.
 *
 * <p>Exact: IEEE 754 defines a - b as a + (-b), and addition is commutative, signs of zero included.
 */
public final class AddNegation implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.ADD, Op.SUBTRACT);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    Expr a = operands.get(0);
    Expr b = operands.get(1);
    Optional<Expr> negatedB = Rule.negated(b);
    if (negatedB.isPresent()) {
      return Optional.of(op == Op.ADD ? builder.subtract(a, negatedB.get()) : builder.add(a, negatedB.get()));
    }
    return op == Op.ADD ? Rule.negated(a).map(negatedA -> builder.subtract(b, negatedA)) : Optional.empty();
  }
}
