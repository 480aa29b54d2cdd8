/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;

/** The objective: one minimize or maximize, with at least one item, all numbers (E0506), each label once (E0203). */
final class ObjectiveChecker {
  private final Analysis facts;
  private final SyntaxDamage damage;
  private final Diagnostics diagnostics;

  ObjectiveChecker(Analysis facts, SyntaxDamage damage, Diagnostics diagnostics) {
    this.facts = facts;
    this.damage = damage;
    this.diagnostics = diagnostics;
  }

  Optional<Member.Objective> objective(Item.Problem problem) {
    List<Member.Objective> clauses = problem.members()
        .stream()
        .filter(Member.Objective.class::isInstance)
        .map(Member.Objective.class::cast)
        .toList();
    for (Member.Objective clause : clauses) {
      items(clause);
    }
    if (clauses.isEmpty()) {
      if (!damage.any()) {
        diagnostics.report(Diagnostic
            .at(Code.E0506, problem.name().span(), "problem `" + problem.name() + "` has no objective")
            .label("what is to be minimized?")
            .help("add `minimize { running u^2; }`, or `maximize { ... }`"));
      }
      return Optional.empty();
    }
    Member.Objective first = clauses.getFirst();
    for (Member.Objective again : clauses.subList(1, clauses.size())) {
      diagnostics.report(Diagnostic
          .at(Code.E0506, again.keyword(), "problem `" + problem.name() + "` has two objectives")
          .label("given again here")
          .second(first.keyword(), "first given here")
          .help("one block holds any number of items; they are added up"));
    }
    return Optional.of(first);
  }

  private void items(Member.Objective clause) {
    if (clause.items().isEmpty() && !damage.any()) {
      diagnostics.report(Diagnostic.at(Code.E0506, clause.keyword(), "an objective needs an item")
          .label("nothing stands between the braces")
          .help("for example `running u^2;` or `terminal x^2;`"));
    }
    Map<String, Name> labels = new HashMap<>();
    for (CostItem item : clause.items()) {
      item.label().ifPresent(label -> unique(label, labels.putIfAbsent(label.text(), label)));
      if (facts.shapes().scalar(item.value(), "a cost item")) {
        new CostUnits(facts, diagnostics).check(item.value());
      }
    }
  }

  private void unique(Name label, Name first) {
    if (first != null) {
      diagnostics.report(Diagnostic.at(Code.E0203, label.span(), "two cost items are called `" + label + "`")
          .label("called so again here")
          .second(first.span(), "first called so here")
          .help("give each its own label, or none"));
    }
  }
}
