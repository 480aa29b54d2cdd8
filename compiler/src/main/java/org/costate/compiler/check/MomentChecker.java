/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;

/** Names are used only where what they stand for has a value: no control at the end, no state before the start (E0505). */
final class MomentChecker {
  private final Analysis facts;
  private final Diagnostics diagnostics;
  private final Set<Failed> reported = new HashSet<>();

  MomentChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /** A name that failed once in a place is not reported there again. */
  private record Failed(Symbol symbol, String what) {}

  void check(List<Site> sites) {
    for (Site site : sites) {

      check(site.expression(), site.moment(), site.what());
    }
  }

  private void check(Expression expression, Moment moment, String what) {
    switch (expression) {
      case Expression.Reference e ->
        facts.bindings().symbol(e.name()).ifPresent(s -> check(s, e.span(), moment, what));
      case Expression.Call e when moment(e).isPresent() && moment == Moment.AFTER -> {
        for (Argument argument : e.arguments()) {
          check(argument.value(), Moment.POINT, "`" + moment(e).get().name() + "(...)`");
        }
      }
      case Expression.Call e when facts.constancy().constant(e) -> {}
      default -> Children.of(expression).forEach(child -> check(child, moment, what));
    }
  }

  private Optional<Symbol.Word> moment(Expression.Call call) {
    return call.callee().bare() instanceof Expression.Reference callee
        && facts.bindings().symbol(callee.name()).orElse(null) instanceof Symbol.Word word
            ? Optional.of(word)
            : Optional.empty();
  }

  private void check(Symbol symbol, Span place, Moment moment, String what) {
    switch (symbol) {
      case Symbol.Variable s -> direct(s, place, moment, what);
      case Symbol.Noise s -> direct(s, place, moment, what);
      case Symbol.Observation s -> direct(s, place, moment, what);
      case Symbol.Word s -> direct(s, place, moment, what);
      case Symbol.Let s -> indirect(s, place, moment, what);
      case Symbol.Function s -> indirect(s, place, moment, what);
      default -> {}
    }
  }

  private void direct(Symbol symbol, Span place, Moment moment, String what) {
    if (moment.has(symbol) || !reported.add(new Failed(symbol, what))) {
      return;
    }
    if (symbol instanceof Symbol.Word word && word.meaning() == Symbol.Word.Meaning.CSV) {
      diagnostics.report(Diagnostic
          .at(Code.E0505, place, "`csv` cannot stand in a formula")
          .label("used in " + what)
          .note("a file is the value of a table or of a signal, and of nothing else")
          .help("name it, `table cd(mach) = csv(\"drag.csv\");`, and write `cd(...)` here"));
      return;
    }
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0505, place, symbol + " " + moment.lacking())
        .label("used in " + what);
    symbol.place().ifPresent(p -> diagnostic.second(p, "declared here"));
    help(symbol, moment).ifPresent(diagnostic::help);
    diagnostics.report(diagnostic);
  }

  /** A let or function is judged by what it is made of; in definitions, which are judged where they are used, it is not. */
  private void indirect(Symbol symbol, Span place, Moment moment, String what) {
    if (moment == Moment.ANY) {
      return;
    }
    if (moment == Moment.COMPILING && symbol instanceof Symbol.Let && reported.add(new Failed(symbol, what))) {
      direct(symbol, place, what);
      return;
    }
    Map<Symbol, Span> variables = facts.uses().variables(symbol);
    for (Symbol variable : variables.keySet()) {
      if (!moment.has(variable) && reported.add(new Failed(symbol, what))) {
        Diagnostic.Builder diagnostic = Diagnostic
            .at(Code.E0505, place, symbol + " uses " + variable + ", which " + moment.lacking())
            .label("used in " + what);
        List<Span> path = facts.uses().path(symbol, variable);
        diagnostic.second(path.getLast(), "`" + variable.name() + "` comes in here");
        help(variable, moment).ifPresent(diagnostic::help);
        diagnostics.report(diagnostic);
        return;
      }
    }
  }

  private void direct(Symbol let, Span place, String what) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0505, place, let + " " + Moment.COMPILING.lacking())
        .label("used in " + what);
    let.place().ifPresent(p -> diagnostic.second(p, "declared here"));
    diagnostics.report(diagnostic.help("write `const` instead of `let` if it is made of consts only"));
  }

  private static Optional<String> help(Symbol symbol, Moment moment) {
    return switch (moment) {
      case COMPILING -> Optional.of("what is known when compiling is a `const`");
      case SETUP -> Optional.of("consts and params have a value there");
      case PER_STEP -> Optional.of("consts, params and `t` have a value there");
      case GUESS -> Optional.of("consts, params, signals and `t` have a value there");
      case BEGIN, END -> Optional.of("states, consts, params, design variables and `t` have a value there");
      case AFTER -> symbol instanceof Symbol.Variable
          ? Optional.of("write `final(" + symbol.name() + ")` or `initial(" + symbol.name() + ")` for a state")
          : Optional.empty();
      case POINT -> Optional.of("states, consts, params and design variables have a value there");
      case LENGTH -> Optional.of("consts, params and design variables have a value there");
      case TAUGHT -> Optional.of("states, consts, params, signals and `t` have a value there");
      case TRAINED -> Optional.of("`mean_return`, consts and params have a value there");
      case STEPPED -> Optional.of("states, consts, params, signals, design variables and `t` have a value there");
      case NOW, FLOW, OBSERVED, DRAWN, ANY -> switch (symbol) {
        case Symbol.Noise s -> Optional.of("noise disturbs dynamics and observations");
        case Symbol.Observation s -> Optional.of("an observation is what a policy sees; name the states it is made of");
        case Symbol.Variable s -> Optional.empty();
        default -> Optional.of("`expect` in a `solve` block is the place for results");
      };
    };
  }
}
