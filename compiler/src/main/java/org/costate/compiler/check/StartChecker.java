/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Type;

/** The start of a problem: every element of every state has one value (E0502). */
final class StartChecker {
  private final Analysis facts;
  private final SyntaxDamage damage;
  private final Diagnostics diagnostics;

  StartChecker(Analysis facts, SyntaxDamage damage, Diagnostics diagnostics) {
    this.facts = facts;
    this.damage = damage;
    this.diagnostics = diagnostics;
  }

  AssignmentChecker.Starts start(Item.Problem problem, List<Symbol.Variable> states) {
    List<Member.Start> statements = problem.members()
        .stream()
        .filter(Member.Start.class::isInstance)
        .map(Member.Start.class::cast)
        .toList();
    AssignmentChecker.Starts starts = new AssignmentChecker(facts, diagnostics).starts(statements);
    boolean misspelt = statements.stream()
        .flatMap(s -> s.items().stream())
        .anyMatch(i -> facts.bindings().symbol(i.target().name()).isEmpty());
    if (misspelt) {
      return starts; // which was reported, and is likely to be what is missing
    }
    for (Symbol.Variable state : states) {
      Map<Integer, Span> places = starts.places().getOrDefault(state, Map.of());
      if (facts.shapes().type(state) instanceof Type.Numbers n && !places.containsKey(-1) && !damage.any()
          && places.size() < n.shape().size()
          && state.declaration().value().isEmpty()) {
        missing(problem, statements, state, places);
      }
    }
    return starts;
  }

  private void missing(
      Item.Problem problem, List<Member.Start> statements, Symbol.Variable state, Map<Integer, Span> places) {
    String what = places.isEmpty() ? "no start value" : "no start value for every element";
    Span place = statements.isEmpty() ? problem.name().span() : statements.getFirst().span();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0502, place, "state `" + state.name() + "` has " + what)
        .label(statements.isEmpty() ? "there is no `start`" : "sets " + set(statements) + " only")
        .second(state.place().orElseThrow(), "declared here");
    if (statements.isEmpty()) {
      diagnostic.help("say where it begins:\n    start " + state.name() + " = 0;");
    } else if (places.isEmpty()) {
      diagnostic.second(problem.name().span(), "");
      Member.Start first = statements.getFirst();
      String items = first.items().stream().map(i -> i.span().text()).collect(Collectors.joining(", "));
      Span end = first.items().getLast().span();
      String added = ", " + state.name() + " = 0";
      diagnostic.help("give a number, a distribution, or leave it to the solver:\n    start " + items + added
          + ";\n    start " + items + ", " + state.name() + " ~ normal(0, 0.1);\n    start " + items + ", "
          + state.name() + " free;")
          .fix(new Fix("add `" + added + "`",
              List.of(new Fix.Edit(new Span(end.source(), end.end(), end.end()), added))));
    }
    diagnostics.report(diagnostic);
  }

  private static String set(List<Member.Start> statements) {
    return NameReporter.quoted(statements.stream()
        .flatMap(s -> s.items().stream())
        .map(i -> i.target().span().text())
        .toList());
  }
}
