/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;

/** The horizon clause: one, positive, with a sensible number of steps (E07). */
final class HorizonChecker {
  static final int MAX_STEPS = 10_000_000;

  private final Analysis facts;
  private final SyntaxDamage damage;
  private final Diagnostics diagnostics;

  HorizonChecker(Analysis facts, SyntaxDamage damage, Diagnostics diagnostics) {
    this.facts = facts;
    this.damage = damage;
    this.diagnostics = diagnostics;
  }

  /** A horizon; a free one has the name of its final time for a length. */
  record Horizon(Expression duration, int steps) {}

  Optional<Horizon> horizon(Item.Problem problem, boolean discrete) {
    List<Member.Horizon> clauses = problem.members()
        .stream()
        .filter(Member.Horizon.class::isInstance)
        .map(Member.Horizon.class::cast)
        .toList();
    if (clauses.isEmpty()) {
      if (!damage.any()) {
        diagnostics.report(Diagnostic
            .at(Code.E0701, problem.name().span(), "problem `" + problem.name() + "` has no horizon")
            .label("how long, and in how many steps?")
            .help("a time and a number of steps:\n    horizon 5 steps 250;"));
      }
      return Optional.empty();
    }
    for (Member.Horizon again : clauses.subList(1, clauses.size())) {
      diagnostics.report(Diagnostic
          .at(Code.E0701, again.span(), "problem `" + problem.name() + "` has two horizons")
          .label("given again here")
          .second(clauses.getFirst().span(), "first given here"));
    }
    Member.Horizon clause = clauses.getFirst();
    Optional<Integer> steps = steps(clause.steps());
    if (clause.free().isPresent()) {
      boolean sound = free(clause.free().get(), discrete, clause);
      Name name = clause.free().get().name();
      return steps.filter(s -> sound).map(s -> new Horizon(new Expression.Reference(name, name.span()), s));
    }
    boolean sound = duration(clause, steps, discrete);
    return steps.filter(s -> sound).map(s -> new Horizon(clause.duration().get(), s));
  }

  private boolean free(Member.Horizon.Free free, boolean discrete, Member.Horizon clause) {
    if (discrete) {
      diagnostics.report(Diagnostic
          .at(Code.E0703, free.name().span(), "with `next` the horizon is counted in steps")
          .label("a free time of steps")
          .help("write `horizon " + clause.steps().span().text() + " steps " + clause.steps().span().text() + ";`"));
      return false;
    }
    if (!(free.domain() instanceof Domain.Interval interval)) {
      return interval(free, free.domain().span(), "a set of times");
    }
    Optional<Double> lower = facts.shapes().constant(interval.lower()).map(v -> v.at(0));
    Optional<Double> upper = facts.shapes().constant(interval.upper()).map(v -> v.at(0));
    if (lower.isPresent() && !(lower.get() > 0)) {
      return interval(free, interval.lower().span(), "this is " + Numbers.text(lower.get()));
    }
    if (upper.isPresent() && !(upper.get() < Double.POSITIVE_INFINITY)) {
      return interval(free, interval.upper().span(), "this is " + Numbers.text(upper.get()));
    }
    Optional<Double> guess = free.guess().flatMap(g -> facts.shapes().constant(g)).map(v -> v.at(0));
    if (guess.isPresent() && (lower.isPresent() && guess.get() < lower.get()
        || upper.isPresent() && guess.get() > upper.get())) {
      diagnostics.report(Diagnostic
          .at(Code.E0705, free.guess().get().span(), "the guess of `" + free.name() + "` lies outside its interval")
          .label("this is " + Numbers.text(guess.get()))
          .second(interval.span(), "must lie in here"));
      return false;
    }
    return true;
  }

  private boolean interval(Member.Horizon.Free free, Span place, String label) {
    diagnostics.report(Diagnostic
        .at(Code.E0705, place, "the free time `" + free.name() + "` needs a closed interval of positive times")
        .label(label)
        .note("time then never runs backward, whatever a solver tries")
        .help("for example `horizon free " + free.name() + " in [0.5, 10] guess 3 steps 200;`"));
    return false;
  }

  private Optional<Integer> steps(Expression steps) {
    return CountChecker.count(facts.shapes(), diagnostics, steps, "the number of steps", MAX_STEPS);
  }

  private boolean duration(Member.Horizon clause, Optional<Integer> steps, boolean discrete) {
    Expression duration = clause.duration().orElseThrow();
    if (!facts.shapes().scalar(duration, "the length of the horizon")) {
      return false;
    }
    if (discrete) {
      facts.units().pure(duration, "the length of the horizon");
    } else {
      facts.units().duration(duration, "the length of the horizon");
    }
    Optional<Double> value = facts.shapes().constant(duration).map(v -> v.value());
    if (value.isPresent() && !(value.get() > 0 && value.get() < Double.POSITIVE_INFINITY)) {
      diagnostics.report(Diagnostic
          .at(Code.E0702, duration.span(), "the length of the horizon must be positive and finite")
          .label("this is " + Numbers.text(value.get())));
      return false;
    }
    if (discrete && steps.isPresent() && !value.equals(steps.map(Integer::doubleValue))) {
      diagnostics.report(Diagnostic
          .at(Code.E0703, duration.span(), "with `next` the horizon is counted in steps")
          .label(value.map(v -> "this is " + Numbers.text(v)).orElse("this may differ"))
          .second(clause.steps().span(), steps.get() + " steps")
          .help("write `horizon " + clause.steps().span().text() + " steps " + clause.steps().span().text()
              + ";`: the length of a step belongs into the formulas of `next`"));
      return false;
    }
    return true;
  }
}
