/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Relations;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Angle;
import org.costate.compiler.ops.Op;
import org.costate.compiler.types.Tensor;

/** Soft constraints: their weight times the squared violation, added to a cost that is minimized. */
final class Penalties {
  private final CheckedProblem problem;
  private final Analysis facts;
  private final ExprEvaluator now;
  private final ExprBuilder builder;

  Penalties(CheckedProblem problem, Analysis facts, ExprEvaluator now, ExprBuilder builder) {
    this.problem = problem;
    this.facts = facts;
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
    Expr squares = builder.constant(0);
    for (int i = 0; i < constraint.relations().size(); i++) {
      if (constraint.item().loop().isPresent()) {
        Symbol variable = facts.bindings().known(constraint.item().loop().get().variable());
        double round = constraint.rounds().get(i);
        facts.constants().bind(variable, Tensor.scalar(round));
        now.bind(variable, Tensor.scalar(builder.constant(round)));
      }
      squares = squares(squares, constraint.relations().get(i), constraint.item());
    }
    return builder.multiply(weight, squares);
  }

  private Expr squares(Expr sum, Relations.Relation relation, ConstraintItem item) {
    Expr all = sum;
    List<Tensor<Expr>> sides = relation.sides().stream().map(now::evaluate).toList();
    boolean angular = relation.equality() && relation.sides().stream().anyMatch(this::isAngle);
    builder.origin(item.condition().span());
    for (int s = 0; s + 1 < sides.size(); s++) {
      for (int i = 0; i < relation.shape().size(); i++) {
        Expr excess = builder.subtract(sides.get(s).at(i), sides.get(s + 1).at(i));
        if (angular) {
          excess = Angle.wrap(builder, excess);
        } else if (!relation.equality()) {
          excess = builder.apply(Op.MAX, excess, builder.constant(0));
        }
        Expr square = builder.square(excess);
        all = all instanceof Expr.Constant c && c.value() == 0 ? square : builder.add(all, square);
      }
    }
    return all;
  }

  private boolean isAngle(Expression side) {
    return facts.angle(side);
  }
}
