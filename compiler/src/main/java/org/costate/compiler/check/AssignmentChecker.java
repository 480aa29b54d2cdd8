/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.costate.compiler.ast.Element;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.GuessItem;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Member.Variable.Kind;
import org.costate.compiler.ast.StartItem;
import org.costate.compiler.check.CheckedProblem.Assignment;
import org.costate.compiler.check.CheckedProblem.FreeStart;
import org.costate.compiler.check.CheckedProblem.RandomStart;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Type;
import org.costate.runtime.problem.Manifold;

/** Start and guess: they give elements of variables a value, each element at most once. */
final class AssignmentChecker {
  private final Analysis facts;
  private final Diagnostics diagnostics;

  AssignmentChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /** Start values, what is drawn, what a solver chooses, and which elements they set. */
  record Starts(
      List<Assignment> assignments,
      List<RandomStart> random,
      List<FreeStart> free,
      Map<Symbol, Map<Integer, Span>> places) {}

  Starts starts(List<Member.Start> statements) {
    List<Assignment> found = new ArrayList<>();
    List<RandomStart> random = new ArrayList<>();
    List<FreeStart> free = new ArrayList<>();
    Map<Symbol, Map<Integer, Span>> places = new HashMap<>();
    for (Member.Start statement : statements) {
      for (StartItem item : statement.items()) {
        Optional<Symbol.Variable> state = target(item.target(), List.of(Kind.STATE), Code.E0502, "start");
        Optional<Slicing> elements =
            state.flatMap(s -> elements(s, item.target(), places, Code.E0502, "a start value"));
        if (elements.isEmpty() || !whole(state.get(), item, elements.get())) {
          continue;
        }
        if (item.value().isPresent()) {
          assignment(state.get(), item.target(), elements.get(), item.value().get()).ifPresent(found::add);
        } else if (item.distribution().isPresent()) {
          new DistributionChecker(facts, diagnostics)
              .distribution(item.distribution().get(), new Type.Numbers(elements.get().shape()),
                  item.target().span().text(), state.get())
              .ifPresent(d -> random.add(new RandomStart(state.get(), elements.get(), d)));
        } else {
          free.add(new FreeStart(state.get(), elements.get(), item.span()));
        }
      }
    }
    return new Starts(found, random, free, places);
  }

  /** A quaternion is free or given as a whole, and its mean is no rotation. */
  private boolean whole(Symbol.Variable state, StartItem item, Slicing elements) {
    if (state.manifold() != Manifold.QUATERNION) {
      return true;
    }
    if (item.distribution().isPresent()) {
      diagnostics.report(Diagnostic
          .at(Code.E0502, item.span(), "a `quat` is not drawn number by number")
          .label("`" + state.name() + "` would have no unit length")
          .second(state.place().orElseThrow(), "declared here")
          .help("give a rotation, `start " + state.name() + " = [1, 0, 0, 0];`, or leave it free"));
      return false;
    }
    if (item.free() && elements.elements().size() < 4) {
      diagnostics.report(Diagnostic
          .at(Code.E0502, item.span(), "a `quat` is free as a whole")
          .label("only a part of it")
          .help("write `start " + state.name() + " free;`"));
      return false;
    }
    return true;
  }

  /** @param run whether they stand in a run, the place for those of design variables, whose declarations have their own */
  List<Assignment> guesses(List<Member.Guess> statements, boolean run) {
    List<Kind> kinds = run ? List.of(Kind.STATE, Kind.CONTROL, Kind.DESIGN) : List.of(Kind.STATE, Kind.CONTROL);
    List<Assignment> found = new ArrayList<>();
    Map<Symbol, Map<Integer, Span>> places = new HashMap<>();
    for (Member.Guess statement : statements) {
      for (GuessItem item : statement.items()) {
        Optional<Symbol.Variable> variable = target(item.target(), kinds, Code.E0510, "guess");
        variable.flatMap(v -> elements(v, item.target(), places, Code.E0510, "a guess"))
            .flatMap(e -> assignment(variable.get(), item.target(), e, item.value()))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Symbol.Variable> target(Element target, List<Kind> wanted, Code code, String word) {
    Optional<Symbol> symbol = facts.bindings().symbol(target.name());
    if (symbol.isEmpty() || symbol.get() instanceof Symbol.Unbuilt) {
      return Optional.empty();
    }
    if (symbol.get() instanceof Symbol.Variable variable && wanted.contains(variable.declaration().kind())) {
      return Optional.of(variable);
    }
    Diagnostic.Builder diagnostic = Diagnostic
        .at(code, target.span(), "`" + word + "` is for " + Kinds.plurals(wanted) + ", but `" + target.name() + "` is "
            + Kinds.withArticle(symbol.get().kind()))
        .label("not a " + wanted.stream().map(Kind::word).collect(Collectors.joining(" or ")));
    symbol.get().place().ifPresent(p -> diagnostic.second(p, "declared here"));
    if (symbol.get() instanceof Symbol.Variable v && v.is(Kind.DESIGN) && code == Code.E0510) {
      diagnostic.help("its guess is a part of its declaration, `design " + v.name()
          + " = 3 in [1, 5];`, or stands in a `solve` block");
    }
    diagnostics.report(diagnostic);
    return Optional.empty();
  }

  private Optional<Slicing> elements(
      Symbol.Variable variable, Element target, Map<Symbol, Map<Integer, Span>> places, Code code, String what) {
    if (!(facts.shapes().type(variable) instanceof Type.Numbers numbers)) {
      return Optional.empty();
    }
    Optional<Slicing> elements = target.slices().isEmpty()
        ? Optional.of(Slicing.all(numbers.shape()))
        : new IndexChecker(facts, facts.shapes(), diagnostics)
            .slicing(numbers.shape(), target.slices(), target.name().span(), target.span());
    if (elements.isEmpty()) {
      places.computeIfAbsent(variable, v -> new HashMap<>()).put(-1, target.span());
      return Optional.empty();
    }
    Map<Integer, Span> taken = places.computeIfAbsent(variable, v -> new HashMap<>());
    for (int element : elements.get().elements()) {
      Span before = taken.putIfAbsent(element, target.span());
      if (before != null) {
        diagnostics.report(Diagnostic
            .at(code, target.span(), "`" + target.span().text() + "` has " + what + " twice")
            .label("given again here")
            .second(before, "first given here"));
        return Optional.empty();
      }
    }
    return elements;
  }

  private Optional<Assignment> assignment(
      Symbol.Variable variable, Element target, Slicing elements, Expression value) {
    Type declared = new Type.Numbers(elements.shape());
    boolean fits = facts.shapes()
        .fits(declared, facts.shapes().type(value), value,
            "`" + target.span().text() + "`", variable.place().orElseThrow());
    if (!fits) {
      return Optional.empty();
    }
    facts.units().store(value, variable);
    return Optional.of(new Assignment(variable, elements, value));
  }
}
