/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Relations.Relation;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ops.Angle;
import org.costate.compiler.types.Tensor;
import org.costate.compiler.types.Unit;
import org.costate.runtime.problem.ConstraintInfo;

/**
 * Constraint items as numbers that are zero, or at most zero, where they hold: {@code a == b} gives a - b, wrapped between angles, and
 * {@code a <= b <= c} gives a - b and b - c; one for each round of a loop and each element.
 */
final class Residuals {
  private final Analysis facts;
  private final ExprEvaluator now;
  private final ExprBuilder builder;

  Residuals(Analysis facts, ExprEvaluator now, ExprBuilder builder) {
    this.facts = facts;
    this.now = now;
    this.builder = builder;
  }

  List<ProblemGraph.Row> of(CheckedProblem.Constraint constraint) {
    List<ProblemGraph.Row> rows = new ArrayList<>();
    for (int i = 0; i < constraint.relations().size(); i++) {
      String index = "";
      if (constraint.item().loop().isPresent()) {
        Symbol variable = facts.bindings().known(constraint.item().loop().get().variable());
        double round = constraint.rounds().get(i);
        facts.constants().bind(variable, Tensor.scalar(round));
        now.bind(variable, Tensor.scalar(builder.constant(round)));
        index = "" + constraint.rounds().get(i);
      }
      add(rows, constraint, constraint.relations().get(i), index);
    }
    return rows;
  }

  private void add(
      List<ProblemGraph.Row> rows, CheckedProblem.Constraint constraint, Relation relation, String round) {
    ConstraintItem item = constraint.item();
    List<Tensor<Expr>> sides = relation.sides().stream().map(now::evaluate).toList();
    boolean angular = relation.equality() && relation.sides().stream().anyMatch(facts::angle);
    String unit = relation.unit().map(Unit::text).orElse("");
    builder.origin(item.condition().span());
    for (int s = 0; s + 1 < sides.size(); s++) {
      String side = sides.size() == 2 ? "" : s == 0 ? " (lower)" : " (upper)";
      for (int i = 0; i < relation.shape().size(); i++) {
        Expr difference = builder.subtract(sides.get(s).at(i), sides.get(s + 1).at(i));
        Expr value = angular ? Angle.wrap(builder, difference) : difference;
        String name = name(item, constraint.name(), round, index(relation, i)) + side;
        rows.add(new ProblemGraph.Row(value,
            new ConstraintInfo(name, item.span().line(), relation.equality(), unit)));
      }
    }
  }

  private static String index(Relation relation, int element) {
    return relation.shape().scalar() ? "" : relation.shape().index(element);
  }

  private static String name(ConstraintItem item, String text, String round, String element) {
    if (round.isEmpty() && element.isEmpty()) {
      return text;
    }
    String numbers = round.isEmpty() || element.isEmpty() ? round + element : round + ", " + element;
    return (item.label().isPresent() ? text : "(" + text + ")") + "[" + numbers + "]";
  }
}
