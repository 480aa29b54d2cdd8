/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code op(c1, c2) -> c} for constants.
 *
 * <p>Exact: {@link Op#value} is the meaning of the operation, the same that the interpreter and the bytecode perform.
 */
public final class FoldConstants implements Rule {
  @Override
  public Set<Op> operations() {
    return EnumSet.allOf(Op.class);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    double[] values = new double[3];
    for (int i = 0; i < operands.size(); i++) {
      switch (operands.get(i)) {
        case Expr.Constant constant -> values[i] = constant.value();
        case Expr.Truth truth -> values[i] = truth.value() ? 1 : 0;
        default -> {
          return Optional.empty();
        }
      }
    }
    double value = op.value(values[0], values[1], values[2]);
    return Optional.of(op.truth() ? builder.truth(value != 0) : builder.constant(value));
  }
}
