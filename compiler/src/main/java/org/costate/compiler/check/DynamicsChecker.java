/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Type;

/**
 * Dynamics: every state of a container has one der or one next there, or is a coordinate or the rate of one, and a problem uses one of der
 * and next (E0501). What happens after a step is said once for a state (E0519).
 */
final class DynamicsChecker {
  private final Analysis facts;
  private final SyntaxDamage damage;
  private final Diagnostics diagnostics;
  private final LagrangianChecker lagrangians;

  DynamicsChecker(Analysis facts, SyntaxDamage damage, Diagnostics diagnostics) {
    this.facts = facts;
    this.damage = damage;
    this.diagnostics = diagnostics;
    this.lagrangians = new LagrangianChecker(facts, diagnostics);
  }

  /**
   * The dynamics of one model or problem by itself.
   *
   * @param around how the states of the model move, for a problem
   */
  Motion motion(List<Member> members, Motion around) {
    Motion found = new Motion();
    Set<Symbol> states = new LinkedHashSet<>();
    for (Member member : members) {
      if (member instanceof Member.Variable v && v.kind() == Member.Variable.Kind.STATE) {
        facts.bindings().symbol(v.name()).ifPresent(states::add);
      } else if (member instanceof Member.Coordinate c) {
        Optional<Symbol> q = facts.bindings().symbol(c.name());
        Optional<Symbol> w = facts.bindings().symbol(c.rate());
        if (q.isPresent() && w.isPresent()) {
          states.add(w.get());
          found.rates().put(q.get(), w.get());
        }
      }
    }
    for (Member member : members) {
      switch (member) {
        case Member.Dynamics dynamics -> dynamics.statements().forEach(s -> statement(s, states, found, around));
        case Member.Lagrangian lagrangian -> lagrangians.check(lagrangian, found, around);
        default -> {}
      }
    }
    lagrangians.complete(members, found, around, damage);
    if (found.lagrangian()) {
      found.rates().values().forEach(states::remove);
    }
    if (!damage.any() && !misspelt(members)) {
      states.stream().filter(s -> !found.derivatives().containsKey(s)).forEach(s -> missing(s, members));
    }
    return found;
  }

  /** Whether a {@code der} names what is not there, which was reported and is likely to be what is missing. */
  private boolean misspelt(List<Member> members) {
    return members.stream()
        .filter(Member.Dynamics.class::isInstance)
        .flatMap(m -> ((Member.Dynamics) m).statements().stream())
        .anyMatch(s -> s instanceof Statement.Derivative d && facts.bindings().symbol(d.state()).isEmpty());
  }

  private void statement(Statement statement, Set<Symbol> states, Motion found, Motion around) {
    switch (statement) {
      case Statement.Derivative s -> derivative(s, states, found);
      case Statement.Equation s -> found.equations().add(s);
      case Statement.After s -> s.assignments().forEach(a -> after(a, found, around));
      default -> {}
    }
  }

  private void after(Statement.After.Assignment assignment, Motion found, Motion around) {
    Optional<Symbol> symbol = facts.bindings().symbol(assignment.state());
    Type value = facts.shapes().type(assignment.value());
    if (symbol.isEmpty() || symbol.get() instanceof Symbol.Unbuilt) {
      return;
    }
    if (!(symbol.get() instanceof Symbol.Variable v && v.is(Member.Variable.Kind.STATE))) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0519, assignment.state().span(), "`after` changes states, but `" + assignment.state() + "` is "
              + Kinds.withArticle(symbol.get().kind()))
          .label("not a state");
      symbol.get().place().ifPresent(p -> diagnostic.second(p, "declared here"));
      diagnostics.report(diagnostic);
      return;
    }
    if (around.after().containsKey(symbol.get()) || found.after().containsKey(symbol.get())) {
      var before = found.after().getOrDefault(symbol.get(), around.after().get(symbol.get()));
      diagnostics.report(Diagnostic
          .at(Code.E0519, assignment.state().span(), "`after` changes `" + assignment.state() + "` twice")
          .label("changed again here")
          .second(before.span(), "first changed here"));
      return;
    }
    found.after().put(symbol.get(), assignment.value());
    boolean fits = facts.shapes()
        .fits(facts.shapes().type(symbol.get()), value, assignment.value(), "`" + assignment.state() + "`",
            symbol.get().place().orElseThrow());
    if (fits) {
      facts.units().store(assignment.value(), symbol.get());
    }
  }

  private void derivative(Statement.Derivative derivative, Set<Symbol> states, Motion found) {
    Optional<Symbol> symbol = facts.bindings().symbol(derivative.state());
    if (symbol.isEmpty() || symbol.get() instanceof Symbol.Unbuilt) {
      facts.shapes().type(derivative.value());
      return;
    }
    if (found.rates().containsKey(symbol.get())) {
      facts.shapes().type(derivative.value());
      Symbol rate = found.rates().get(symbol.get());
      diagnostics.report(Diagnostic
          .at(Code.E0501, derivative.keyword().to(derivative.state().span()),
              "coordinate `" + derivative.state() + "` has its rate already")
          .label("given again here")
          .second(rate.place().orElseThrow(), "`" + rate.name() + "` is the rate of `" + derivative.state() + "`")
          .help("delete this line; `der(" + rate.name() + ")` or a `lagrangian` says how the rate changes"));
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
    Statement.Derivative before = found.derivatives().putIfAbsent(symbol.get(), derivative);
    if (before != null) {
      diagnostics.report(Diagnostic
          .at(Code.E0501, derivative.keyword().to(derivative.state().span()),
              "state `" + derivative.state() + "` has two equations")
          .label("given again here")
          .second(before.keyword().to(before.state().span()), "first given here"));
    }
    boolean fits = facts.shapes()
        .fits(facts.shapes().type(symbol.get()), facts.shapes().type(derivative.value()),
            derivative.value(), "`" + derivative.state() + "`", symbol.get().place().orElseThrow());
    if (fits) {
      facts.units().rate(derivative.value(), symbol.get(), derivative.kind() == Statement.Derivative.Kind.NEXT);
    }
  }

  private void missing(Symbol state, List<Member> members) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0501, state.place().orElseThrow(), "state `" + state.name() + "` has no dynamics")
        .label("nothing says how it changes");
    members.stream()
        .filter(Member.Dynamics.class::isInstance)
        .findFirst()
        .ifPresent(d -> diagnostic.second(d.span(), "no `der(" + state.name() + ")` in here"));
    boolean rate = members.stream()
        .anyMatch(m -> m instanceof Member.Coordinate c && c.rate().text().equals(state.name()));
    diagnostics.report(diagnostic.help(rate
        ? "give the energies, `lagrangian { kinetic = ...; potential = ...; }`, or `der(" + state.name()
            + ") = ...;` in `dynamics { ... }`"
        : "add `der(" + state.name() + ") = ...;`, or `next(" + state.name()
            + ") = ...;` for a discrete map, to `dynamics { ... }`; what does not change is a `param`"));
  }

  /** Whether a whole problem uses one of the two kinds; reported if not. */
  boolean oneKind(Motion motion) {
    List<Statement.Derivative> all = List.copyOf(motion.derivatives().values());
    Optional<Statement.Derivative> odd = all.stream().filter(d -> d.kind() != all.getFirst().kind()).findFirst();
    if (odd.isPresent()) {
      mixed(odd.get(), all.getFirst().keyword().to(all.getFirst().state().span()),
          "`" + word(all.getFirst()) + "` here");
      return false;
    }
    Optional<Map.Entry<Symbol, Symbol>> coordinate = motion.rates().entrySet().stream().findFirst();
    if (motion.discrete() && coordinate.isPresent()) {
      mixed(all.getFirst(), coordinate.get().getKey().place().orElseThrow(), "a coordinate flows");
      return false;
    }
    return true;
  }

  private void mixed(Statement.Derivative one, Span other, String label) {
    diagnostics.report(
        Diagnostic
            .at(Code.E0501, one.keyword().to(one.state().span()), "`der` and `next` are mixed")
            .label("`" + word(one) + "` here")
            .second(other, label)
            .note("time flows (`der`) or goes in steps (`next`), for all states alike"));
  }

  /** As many equations as algebraic variables (E0513). */
  void equations(Motion motion, List<Symbol.Variable> variables) {
    List<Symbol.Variable> algebraic =
        variables.stream().filter(v -> v.is(Member.Variable.Kind.ALGEBRAIC)).toList();
    int unknowns = 0;
    for (Symbol.Variable variable : algebraic) {
      unknowns += facts.shapes().type(variable) instanceof Type.Numbers n ? n.shape().size() : 0;
    }
    List<Integer> sizes = new ArrayList<>();
    for (Statement.Equation equation : motion.equations()) {
      Optional<Integer> size = new Relations(facts, diagnostics).equation(equation);
      if (size.isEmpty()) {
        return;
      }
      sizes.add(size.get());
    }
    int count = sizes.stream().mapToInt(Integer::intValue).sum();
    if (count == unknowns || damage.any()) {
      return;
    }
    Span place =
        algebraic.isEmpty() ? motion.equations().getFirst().span() : algebraic.getFirst().place().orElseThrow();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0513, place, number(unknowns, "algebraic unknown") + " cannot follow from "
            + number(count, "equation"))
        .label(algebraic.isEmpty() ? "an equation without an unknown" : "declared here");
    if (!algebraic.isEmpty() && !motion.equations().isEmpty()) {
      diagnostic.second(motion.equations().getFirst().span(),
          count > unknowns ? "too many of these" : "too few of these");
    }
    Set<Name> names = new LinkedHashSet<>();
    algebraic.forEach(a -> names.add(a.declaration().name()));
    diagnostics.report(diagnostic.help(count < unknowns
        ? "add `equation a == b;` to `dynamics { ... }` until there are " + unknowns
        : "declare what they determine, `algebraic z;`, or delete an equation"));
  }

  private static String number(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String word(Statement.Derivative derivative) {
    return derivative.kind() == Statement.Derivative.Kind.DER ? "der" : "next";
  }
}
