/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.check.CheckedProblem.Constraint;
import org.costate.compiler.check.HorizonChecker.Horizon;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.types.Tensor;

/** Constraints: comparisons that can hold (E0515), each label once (E0203), moments inside the horizon (E0706). */
final class ConstraintChecker {
  private static final int MAX_ROUNDS = 10_000;

  private final Analysis facts;
  private final Diagnostics diagnostics;
  private final Relations relations;

  ConstraintChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.relations = new Relations(facts, diagnostics);
  }

  /** @param horizon empty if it has an error */
  List<Constraint> constraints(Item.Problem problem, Optional<Horizon> horizon) {
    List<Constraint> found = new ArrayList<>();
    Map<String, Name> labels = new HashMap<>();
    for (Member member : problem.members()) {
      if (member instanceof Member.Constraints block) {
        for (ConstraintItem item : block.items()) {
          item.label().ifPresent(label -> unique(label, labels.putIfAbsent(label.text(), label)));
          constraint(item, horizon).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private void unique(Name label, Name first) {
    if (first != null) {
      diagnostics.report(Diagnostic.at(Code.E0203, label.span(), "two constraints are called `" + label + "`")
          .label("called so again here")
          .second(first.span(), "first called so here")
          .help("give each its own label, or none"));
    }
  }

  private Optional<Constraint> constraint(ConstraintItem item, Optional<Horizon> horizon) {
    item.time().ifPresent(t -> moment(item, horizon));
    item.soft().ifPresent(w -> weight(item));
    if (item.loop().isEmpty()) {
      return relations.relation(item.condition()).map(r -> new Constraint(item, List.of(), List.of(r)));
    }
    List<Integer> rounds = new ArrayList<>();
    List<Relations.Relation> found = new ArrayList<>();
    boolean right = facts.shapes().eachRound(item.loop().get(), "a constraint", MAX_ROUNDS, i -> {
      rounds.add(i);
      Optional<Relations.Relation> relation = relations.relation(item.condition());
      relation.ifPresent(found::add);
      return relation.isPresent();
    });
    return right ? Optional.of(new Constraint(item, rounds, found)) : Optional.empty();
  }

  private void weight(ConstraintItem item) {
    if (!facts.shapes().scalar(item.soft().orElseThrow(), "the weight of a soft constraint")) {
      return;
    }
    facts.units().check(item.soft().get());
    facts.shapes()
        .constant(item.soft().get())
        .map(Tensor::value)
        .filter(w -> !(w >= 0))
        .ifPresent(w -> diagnostics
            .report(Diagnostic
                .at(Code.E0515, item.soft().get().span(), "the weight of a soft constraint cannot be negative")
                .label("this is " + Numbers.text(w))));
  }

  private void moment(ConstraintItem item, Optional<Horizon> horizon) {
    if (!facts.shapes().scalar(item.time().orElseThrow(), "the time of a constraint") || horizon.isEmpty()) {
      return;
    }
    facts.units().duration(item.time().get(), "the time of a constraint");
    Optional<Double> time = facts.shapes().constant(item.time().get()).map(Tensor::value);
    Optional<Double> end = facts.shapes().constant(horizon.get().duration()).map(Tensor::value);
    if (time.isPresent() && (time.get() < 0 || end.isPresent() && time.get() > end.get())) {
      diagnostics.report(Diagnostic
          .at(Code.E0706, item.time().get().span(), "this moment lies outside the horizon")
          .label("at " + Numbers.text(time.get()))
          .second(horizon.get().duration().span(), end.map(e -> "the horizon ends at " + Numbers.text(e))
              .orElse("the horizon begins at 0")));
    }
  }
}
