/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.Optional;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ops.Op;

/** Soft constraints on the path and at the end: their weight times the squared violation, added to a cost that is minimized. */
final class Penalties {
  private final CheckedProblem problem;
  private final Residuals residuals;
  private final ExprEvaluator now;
  private final ExprBuilder builder;

  Penalties(CheckedProblem problem, Residuals residuals, ExprEvaluator now, ExprBuilder builder) {
    this.problem = problem;
    this.residuals = residuals;
    this.now = now;
    this.builder = builder;
  }

  /** {@code cost} and the penalties of one kind of constraint, in source order. */
  Optional<Expr> added(Optional<Expr> cost, ConstraintItem.Kind kind) {
    Optional<Expr> sum = cost;
    for (CheckedProblem.Constraint constraint : problem.constraints()) {
      if (constraint.item().kind() == kind && constraint.item().soft().isPresent()) {
        Expr penalty = penalty(constraint);
        sum = Optional.of(sum.map(s -> builder.add(s, penalty)).orElse(penalty));
      }
    }
    return sum;
  }

  private Expr penalty(CheckedProblem.Constraint constraint) {
    Expr weight = now.evaluate(constraint.item().soft().orElseThrow()).value();
    Expr sum = builder.constant(0);
    for (ProblemGraph.Row row : residuals.of(constraint)) {
      Expr excess = row.info().equality() ? row.value() : builder.apply(Op.MAX, row.value(), builder.constant(0));
      Expr square = builder.square(excess);
      sum = sum instanceof Expr.Constant c && c.value() == 0 ? square : builder.add(sum, square);
    }
    return builder.multiply(weight, sum);
  }
}
