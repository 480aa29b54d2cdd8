/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Name;
import org.costate.compiler.check.Distribution.Family;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.types.Type;

/** Distributions after {@code ~}: a known family, its two arguments, of the shape of what is drawn (E0516). */
final class DistributionChecker {
  private static final List<String> WORDS = Arrays.stream(Family.values()).map(Family::word).toList();

  private final Analysis facts;
  private final Diagnostics diagnostics;

  DistributionChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /**
   * The distribution that an expression names; empty if it has an error, which is reported.
   *
   * @param drawn the type of what is drawn, declared at {@code declaration}
   */
  Optional<Distribution> distribution(Expression expression, Type drawn, String what, Symbol variable) {
    if (!(expression.bare() instanceof Expression.Call call
        && call.callee().bare() instanceof Expression.Reference callee)) {
      diagnostics.report(Diagnostic.at(Code.E0516, expression.span(), "`~` needs a distribution")
          .label("not a distribution")
          .help("`" + what + " ~ normal(0, 0.1)` or `" + what + " ~ uniform(-1, 1)`; a fixed value is given with `=`"));
      return Optional.empty();
    }
    Optional<Family> family = Family.find(callee.name().text());
    if (family.isEmpty()) {
      unknown(callee.name());
      return Optional.empty();
    }
    return arguments(call, family.get()).flatMap(arguments -> {
      boolean sound = true;
      for (Expression argument : arguments) {
        boolean fits = facts.shapes()
            .fits(drawn, facts.shapes().type(argument), argument, "`" + what + "`", variable.place().orElseThrow());
        if (fits) {
          facts.units().store(argument, variable);
        }
        sound &= fits;
      }
      sound = sound && order(family.get(), arguments);
      return sound ? Optional.of(new Distribution(family.get(), arguments)) : Optional.empty();
    });
  }

  private void unknown(Name callee) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0516, callee.span(), "unknown distribution `" + callee + "`")
        .label("no such distribution")
        .help("there are `normal(mean, std)` and `uniform(low, high)`");
    Suggestions.closest(callee.text(), WORDS).ifPresent(near -> diagnostic.fix(Fix.replace(callee.span(), near)));
    diagnostics.report(diagnostic);
  }

  private Optional<List<Expression>> arguments(Expression.Call call, Family family) {
    List<String> names = family.parameters();
    Expression[] values = new Expression[names.size()];
    int position = 0;
    boolean sound = call.arguments().size() == names.size();
    for (Argument argument : call.arguments()) {
      int at = argument.name().map(n -> names.indexOf(n.text())).orElse(position);
      position++;
      if (at < 0 || at >= values.length || values[at] != null || argument.loop().isPresent()) {
        sound = false;
      } else {
        values[at] = argument.value();
      }
    }
    if (sound) {
      return Optional.of(List.of(values));
    }
    diagnostics.report(Diagnostic
        .at(Code.E0516, call.span(), "`" + family.word() + "` takes " + String.join(" and ", names))
        .label(call.arguments().size() == names.size() ? "these arguments do not fit"
            : call.arguments().size() + " given")
        .help("`" + family.word() + "(" + String.join(", ", names) + ")`"));
    return Optional.empty();
  }

  /** Deviations are not negative, limits in order, as far as that is known when compiling. */
  private boolean order(Family family, List<Expression> arguments) {
    var first = facts.shapes().constant(arguments.getFirst());
    var second = facts.shapes().constant(arguments.getLast());
    if (second.isEmpty() || family == Family.UNIFORM && first.isEmpty()) {
      return true;
    }
    int size = Math.max(second.get().shape().size(), first.map(f -> f.shape().size()).orElse(1));
    for (int i = 0; i < size; i++) {
      double low = family == Family.NORMAL ? 0 : first.get().at(i);
      if (!(second.get().at(i) >= low)) {
        diagnostics.report(family == Family.NORMAL
            ? Diagnostic.at(Code.E0516, arguments.getLast().span(), "a standard deviation cannot be negative")
                .label("this is " + Numbers.text(second.get().at(i)))
            : Diagnostic.at(Code.E0516, arguments.getLast().span(), "the upper limit lies below the lower one")
                .label("upper " + Numbers.text(second.get().at(i)))
                .second(arguments.getFirst().span(), "lower " + Numbers.text(low)));
        return false;
      }
    }
    return true;
  }
}
