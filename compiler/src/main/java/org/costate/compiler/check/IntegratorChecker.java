/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.check.CheckedProblem.Integration;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;

/** The integrator clause: at most one, of a known rule (E0704). */
public final class IntegratorChecker {
  public static final List<String> RULES = List.of("euler", "midpoint", "rk4", "backward_euler", "gauss2", "radau");

  private static final int MAX_SUBSTEPS = 10_000;

  private final Analysis facts;
  private final Diagnostics diagnostics;

  IntegratorChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /** What the clause says, or the default: rk4, one substep, the running cost integrated. */
  Optional<Integration> integration(Item.Problem problem, boolean discrete) {
    List<Member.Integrator> clauses = problem.members()
        .stream()
        .filter(Member.Integrator.class::isInstance)
        .map(Member.Integrator.class::cast)
        .toList();
    if (clauses.isEmpty()) {
      return Optional.of(new Integration("rk4", 1, false));
    }
    Member.Integrator clause = clauses.getFirst();
    for (Member.Integrator again : clauses.subList(1, clauses.size())) {
      diagnostics.report(Diagnostic
          .at(Code.E0704, again.span(), "problem `" + problem.name() + "` has two integrators")
          .label("given again here")
          .second(clause.span(), "first given here"));
    }
    if (discrete) {
      diagnostics.report(Diagnostic
          .at(Code.E0704, clause.span(), "there is nothing to integrate: the dynamics are given by `next`")
          .label("an integrator is for `der`"));
      return Optional.empty();
    }
    boolean known = word(clause.rule(), RULES, "integrator");
    boolean cost = clause.cost().map(c -> word(c, List.of("left"), "rule for the cost")).orElse(true);
    Optional<Integer> substeps = clause.substeps().isEmpty()
        ? Optional.of(1)
        : CountChecker.count(facts.shapes(), diagnostics, clause.substeps().get(), "the number of substeps",
            MAX_SUBSTEPS);
    return substeps.filter(s -> known && cost)
        .map(s -> new Integration(clause.rule().text(), s, clause.cost().isPresent()));
  }

  private boolean word(Name name, List<String> known, String what) {
    if (known.contains(name.text())) {
      return true;
    }
    Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0704, name.span(), "unknown " + what + " `" + name + "`")
        .label("no such " + what)
        .help(known.size() == 1 ? "there is " + NameReporter.quoted(known) + ": evaluated once a step, at its left end"
            : "there are " + NameReporter.quoted(known));
    Suggestions.closest(name.text(), known).ifPresent(near -> diagnostic.fix(Fix.replace(name.span(), near)));
    diagnostics.report(diagnostic);
    return false;
  }
}
