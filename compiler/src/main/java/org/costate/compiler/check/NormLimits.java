/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;

/** A length that a constraint limits: its square says the same and has derivatives everywhere (W0604). */
final class NormLimits {
  private final Analysis facts;
  private final Diagnostics diagnostics;

  NormLimits(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  void check(CheckedProblem problem) {
    problem.constraints().forEach(c -> check(c.item().condition().bare()));
  }

  private void check(Expression condition) {
    if (!(condition instanceof Expression.Binary b) || b.left().bare() instanceof Expression.Binary l
        && l.operator().comparison()) {
      return;
    }
    if (b.operator() != BinaryOperator.LESS_EQUAL && b.operator() != BinaryOperator.GREATER_EQUAL) {
      return;
    }
    Optional<Expression.Call> left = norm(b.left());
    Optional<Expression.Call> right = norm(b.right());
    if (left.isPresent() == right.isPresent()) {
      return;
    }
    Expression.Call norm = left.or(() -> right).orElseThrow();
    Expression limit = left.isPresent() ? b.right() : b.left();
    String square = limit.bare() instanceof Expression.Number || limit instanceof Expression.Reference
        ? limit.span().text() + "^2"
        : "(" + limit.span().text() + ")^2";
    diagnostics.report(Diagnostic
        .at(Code.W0604, norm.callee().span(), "the limit of a length has no derivative where the length is zero")
        .label("`norm` has a corner at zero")
        .note("for a limit that is not negative the squares say the same, and are smooth everywhere")
        .fix(new Fix("compare the squares: `sumsq(...)` with `" + square + "`",
            List.of(new Fix.Edit(norm.callee().span(), "sumsq"), new Fix.Edit(limit.span(), square)))));
  }

  private Optional<Expression.Call> norm(Expression side) {
    return side.bare() instanceof Expression.Call call
        && call.callee().bare() instanceof Expression.Reference callee
        && facts.bindings().symbol(callee.name()).orElse(null) instanceof Symbol.BuiltIn builtin
        && builtin.function() == Builtin.NORM ? Optional.of(call) : Optional.empty();
  }
}
