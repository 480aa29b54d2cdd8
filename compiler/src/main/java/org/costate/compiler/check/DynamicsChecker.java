/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;

/** Dynamics: every state of a container has one der or one next there, and a problem uses one of the two (E0501). */
final class DynamicsChecker {
  private final Analysis facts;
  private final SyntaxDamage damage;
  private final Diagnostics diagnostics;

  DynamicsChecker(Analysis facts, SyntaxDamage damage, Diagnostics diagnostics) {
    this.facts = facts;
    this.damage = damage;
    this.diagnostics = diagnostics;
  }

  /** The der or next of each state. */
  record Dynamics(Map<Symbol, Statement.Derivative> derivatives) {
    Map<Symbol, Expression> values() {
      Map<Symbol, Expression> values = new LinkedHashMap<>();
      derivatives.forEach((state, d) -> values.put(state, d.value()));
      return values;
    }

    boolean discrete() {
      return derivatives.values().stream().anyMatch(d -> d.kind() == Statement.Derivative.Kind.NEXT);
    }

    Dynamics and(Dynamics other) {
      Map<Symbol, Statement.Derivative> both = new LinkedHashMap<>(derivatives);
      both.putAll(other.derivatives);
      return new Dynamics(both);
    }
  }

  /** The dynamics of one model or problem by itself. */
  Dynamics dynamics(List<Member> members) {
    Map<Symbol, Statement.Derivative> found = new LinkedHashMap<>();
    List<Symbol> states = members.stream()
        .filter(m -> m instanceof Member.Variable v && v.kind() == Member.Variable.Kind.STATE)
        .flatMap(m -> facts.bindings().symbol(((Member.Variable) m).name()).stream())
        .toList();
    for (Member member : members) {
      if (member instanceof Member.Dynamics dynamics) {
        for (Statement statement : dynamics.statements()) {
          if (statement instanceof Statement.Derivative derivative) {
            derivative(derivative, states, found);
          }
        }
      }
    }
    states.stream().filter(s -> !found.containsKey(s) && !damage.any()).forEach(s -> missing(s, members));
    return new Dynamics(found);
  }

  private void derivative(
      Statement.Derivative derivative, List<Symbol> states, Map<Symbol, Statement.Derivative> found) {
    Optional<Symbol> symbol = facts.bindings().symbol(derivative.state());
    if (symbol.isEmpty() || symbol.get() instanceof Symbol.Unbuilt) {
      facts.shapes().type(derivative.value());
      return;
    }
    String word = word(derivative);
    if (!states.contains(symbol.get())) {
      boolean state = symbol.get() instanceof Symbol.Variable v && v.is(Member.Variable.Kind.STATE);
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0501, derivative.state().span(), state
              ? "the dynamics of `" + derivative.state() + "` belong to its model"
              : "`" + word + "` is for states, but `" + derivative.state() + "` is "
                  + Kinds.withArticle(symbol.get().kind()))
          .label(state ? "declared elsewhere" : "not a state");
      symbol.get().place().ifPresent(p -> diagnostic.second(p, "declared here"));
      diagnostics.report(diagnostic);
      return;
    }
    Statement.Derivative before = found.putIfAbsent(symbol.get(), derivative);
    if (before != null) {
      diagnostics.report(Diagnostic
          .at(Code.E0501, derivative.keyword().to(derivative.state().span()),
              "state `" + derivative.state() + "` has two equations")
          .label("given again here")
          .second(before.keyword().to(before.state().span()), "first given here"));
    }
    facts.shapes()
        .fits(facts.shapes().type(symbol.get()), facts.shapes().type(derivative.value()),
            derivative.value(), "`" + derivative.state() + "`", symbol.get().place().orElseThrow());
  }

  private void missing(Symbol state, List<Member> members) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0501, state.place().orElseThrow(), "state `" + state.name() + "` has no dynamics")
        .label("nothing says how it changes");
    members.stream()
        .filter(Member.Dynamics.class::isInstance)
        .findFirst()
        .ifPresent(d -> diagnostic.second(d.span(), "no `der(" + state.name() + ")` in here"));
    diagnostics.report(diagnostic.help("add `der(" + state.name() + ") = ...;`, or `next(" + state.name()
        + ") = ...;` for a discrete map, to `dynamics { ... }`; what does not change is a `param`"));
  }

  /** Whether a whole problem uses one of the two kinds; reported if not. */
  boolean oneKind(Dynamics dynamics) {
    List<Statement.Derivative> all = List.copyOf(dynamics.derivatives().values());
    Optional<Statement.Derivative> odd = all.stream().filter(d -> d.kind() != all.getFirst().kind()).findFirst();
    odd.ifPresent(other -> diagnostics.report(
        Diagnostic
            .at(Code.E0501, other.keyword().to(other.state().span()), "`der` and `next` are mixed")
            .label("`" + word(other) + "` here")
            .second(all.getFirst().keyword().to(all.getFirst().state().span()),
                "`" + word(all.getFirst()) + "` here")
            .note("time flows (`der`) or goes in steps (`next`), for all states alike")));
    return odd.isEmpty();
  }

  private static String word(Statement.Derivative derivative) {
    return derivative.kind() == Statement.Derivative.Kind.DER ? "der" : "next";
  }
}
