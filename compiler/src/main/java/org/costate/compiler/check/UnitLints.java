/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;

/** What is right by the rules of units and probably not meant. */
final class UnitLints {
  private UnitLints() {}

  /** {@code 2*pi/60 [rad/s]} divides by 60 rad/s (W0402). */
  static void boundToUnit(Expression expression, Bindings bindings, Diagnostics diagnostics) {
    if (!(expression instanceof Expression.Binary e && e.operator() == BinaryOperator.DIVIDE
        && e.right() instanceof Expression.Number number && number.unit().isPresent())
        || !number(e.left(), bindings)) {
      return;
    }
    String unit = number.unit().get().span().text();
    String left = e.left().span().text() + "/" + number.text();
    String meant = "(" + left + ") * 1 [" + unit + "]";
    diagnostics.report(Diagnostic
        .at(Code.W0402, number.span(), "this divides by a quantity: the unit belongs to `" + number.text() + "` alone")
        .label("binds before `/` does")
        .second(e.left().span(), "a number without a unit")
        .help("if the quotient is meant, say so with parentheses: `" + e.left().span().text() + " / ("
            + number.span().text() + ")`")
        .fix(new Fix("replace `" + e.span().text() + "` with `" + meant + "`",
            List.of(new Fix.Edit(e.span(), meant)))));
  }

  private static boolean number(Expression expression, Bindings bindings) {
    List<Expression> others = new ArrayList<>();
    Children.walk(expression, part -> {
      boolean plain = switch (part) {
        case Expression.Number n -> n.unit().isEmpty();
        case Expression.Reference r -> bindings.symbol(r.name())
            .filter(s -> s instanceof Symbol.Word w && w.meaning() == Symbol.Word.Meaning.PI)
            .isPresent();
        case Expression.Unary u -> true;
        case Expression.Binary b -> true;
        case Expression.Parenthesized p -> true;
        default -> false;
      };
      if (!plain) {
        others.add(part);
      }
    });
    return others.isEmpty();
  }

  /** A summand of a cost that has a unit and no number beside it (W0401). */
  static Diagnostic noWeight(Expression summand, String unit) {
    return Diagnostic
        .at(Code.W0401, summand.span(), "this cost has a unit and no weight")
        .label(unit)
        .note(
            "summands of a cost are added as numbers in SI units, so one without a weight counts by accident of its unit")
        .help("weigh it: `1.0 * " + (summand instanceof Expression.Binary ? "(" + summand.span().text() + ")"
            : summand.span().text()) + "`")
        .build();
  }
}
