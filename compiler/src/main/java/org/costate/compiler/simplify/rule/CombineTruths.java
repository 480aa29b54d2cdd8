/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code a and true -> a}, {@code a and false -> false}, {@code a or false -> a}, {@code a or true -> true}, {@code a and a -> a},
 * {@code a or a -> a}.
 *
 * <p>Exact: truth values are 0 or 1 and know no NaN.
 */
public final class CombineTruths implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.AND, Op.OR);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    Expr a = operands.get(0);
    Expr b = operands.get(1);
    if (a == b) {
      return Optional.of(a);
    }
    if (a instanceof Expr.Truth truth) {
      return Optional.of(truth.value() == (op == Op.AND) ? b : a);
    }
    return b instanceof Expr.Truth truth ? Optional.of(truth.value() == (op == Op.AND) ? a : b) : Optional.empty();
  }
}
