/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/**
 * {@code x / c -> x * (1 / c)} where c is a power of two whose reciprocal is a double.
 *
 * <p>Exact: both are the correctly rounded value of the same real number, since 1 / c is exact. A multiplication is several times faster.
 */
public final class DivideByPowerOfTwo implements Rule {
  @Override
  public Set<Op> operations() {
    return Set.of(Op.DIVIDE);
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    if (!(operands.get(1) instanceof Expr.Constant constant)) {
      return Optional.empty();
    }
    double divisor = constant.value();
    double reciprocal = 1 / divisor;
    boolean exact =
        Math.abs(divisor) == Math.scalb(1.0, Math.getExponent(divisor)) && Double.isFinite(reciprocal)
            && reciprocal != 0;
    return exact
        ? Optional.of(builder.multiply(operands.get(0), builder.constant(reciprocal)))
        : Optional.empty();
  }
}
