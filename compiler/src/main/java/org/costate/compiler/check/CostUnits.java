/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.ast.Member;
import org.costate.compiler.check.Quantity.Measured;
import org.costate.compiler.diagnostics.Diagnostics;

/** Cost items: a sum of scalars whose units are not compared, each with a weight (W0401). A weight may stand before a whole sum. */
final class CostUnits {
  private final Analysis facts;
  private final UnitChecker units;
  private final Diagnostics diagnostics;

  CostUnits(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.units = facts.units();
    this.diagnostics = diagnostics;
  }

  void check(Expression item) {
    check(item, false);
  }

  private void check(Expression summand, boolean weighted) {
    switch (summand) {
      case Expression.Parenthesized e -> check(e.inner(), weighted);
      case Expression.Unary e -> check(e.operand(), weighted);
      case Expression.Binary e when sum(e) -> {
        check(e.left(), weighted);
        check(e.right(), weighted);
      }
      case Expression.Binary e when e.operator() == BinaryOperator.TIMES && weighs(e.left(), e.right()) ->
        check(e.right(), true);
      case Expression.Binary e when e.operator() == BinaryOperator.TIMES && weighs(e.right(), e.left()) ->
        check(e.left(), true);
      case Expression.Binary e when e.operator() == BinaryOperator.DIVIDE && weighs(e.right(), e.left()) ->
        check(e.left(), true);
      default -> {
        Quantity found = units.quantities(summand).value().quantity();
        if (!weighted && found instanceof Measured m && !m.unit().dimension().none() && !weight(summand)) {
          diagnostics.report(UnitLints.noWeight(summand, m.unit().text()));
        }
      }
    }
  }

  private static boolean sum(Expression.Binary e) {
    return e.operator() == BinaryOperator.PLUS || e.operator() == BinaryOperator.MINUS;
  }

  /** Whether a number without a unit stands before a sum of numbers: one of vectors, {@code (x - r)'*(x - r)}, is no sum of summands. */
  private boolean weighs(Expression factor, Expression sum) {
    return sum.bare() instanceof Expression.Binary b && sum(b) && facts.shapeOf(sum).scalar()
        && units.quantities(factor).elements().stream().noneMatch(m -> m.quantity() instanceof Measured);
  }

  /** Whether a product has a factor that is a number or is set by the user, here or in the let that it names. */
  private boolean weight(Expression product) {
    List<Expression> factors = UnitFactors.of(product).stream().map(UnitFactors.Factor::expression).toList();
    return factors.stream().anyMatch(f -> number(f, factors.size() == 1));
  }

  private boolean number(Expression factor, boolean alone) {
    return switch (factor) {
      case Expression.Number n -> true;
      case Expression.Call c -> c.callee().bare() instanceof Expression.Reference callee
          && facts.bindings().symbol(callee.name()).orElse(null) instanceof Symbol.Function
          || c.arguments().stream().anyMatch(a -> weight(a.value()));
      case Expression.Reference r -> facts.bindings().symbol(r.name()).map(s -> switch (s) {
        case Symbol.Constant c -> !alone;
        case Symbol.Variable v -> !alone && (v.is(Member.Variable.Kind.PARAM) || v.is(Member.Variable.Kind.SIGNAL));
        case Symbol.Let let -> weight(let.declaration().value());
        default -> false;
      }).orElse(false);
      default -> false;
    };
  }
}
