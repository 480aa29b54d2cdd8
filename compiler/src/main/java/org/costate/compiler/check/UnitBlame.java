/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.types.Fraction;
import org.costate.compiler.types.Unit;

/**
 * Whose declaration may be wrong when units do not fit: the one param or const with a unit that is a factor of what does not fit. A unit of
 * its own choice would mend it, while states and controls have the units of what they are.
 */
final class UnitBlame {
  private final Analysis facts;

  UnitBlame(Analysis facts) {
    this.facts = facts;
  }

  /** A declaration and the unit that it would need. */
  record Culprit(Symbol symbol, UnitExpression written, String story, Unit needed) {
    void tell(Diagnostic.Builder diagnostic) {
      symbol.place().ifPresent(p -> diagnostic.second(p, "`" + symbol.name() + "` is declared here" + story));
      diagnostic.fix(new Fix("change the unit of `" + symbol.name() + "` on line " + written.span().line() + " to `"
          + needed.text() + "`", List.of(new Fix.Edit(written.span(), needed.text()))));
    }
  }

  private record Candidate(Symbol symbol, UnitExpression written, UnitFactors.Factor factor,
      List<UnitFactors.Factor> product) {}

  /** Who explains that two sides of a sum do not fit. A name by itself does not: it is what it is. */
  Optional<Culprit> sum(Optional<Expression> a, Unit ofA, Optional<Expression> b, Unit ofB) {
    List<Candidate> left = a.map(this::candidates).orElse(List.of());
    List<Candidate> right = b.map(this::candidates).orElse(List.of());
    if (left.size() + right.size() != 1) {
      return Optional.empty();
    }
    Optional<Culprit> culprit =
        left.isEmpty() ? culprit(right.getFirst(), ofB, ofA) : culprit(left.getFirst(), ofA, ofB);
    boolean alone = (left.isEmpty() ? right : left).getFirst().product().size() == 1;
    return alone ? Optional.empty() : culprit;
  }

  /** Who explains that a value has another unit than the wanted one. */
  Optional<Culprit> value(Expression value, Unit found, Unit wanted) {
    List<Candidate> candidates = candidates(value);
    return candidates.size() == 1 ? culprit(candidates.getFirst(), found, wanted) : Optional.empty();
  }

  private List<Candidate> candidates(Expression product) {
    List<UnitFactors.Factor> factors = UnitFactors.of(product);
    List<Candidate> found = new ArrayList<>();
    for (UnitFactors.Factor factor : factors) {
      if (factor.expression() instanceof Expression.Reference r) {
        facts.bindings()
            .symbol(r.name())
            .filter(UnitBlame::chosen)
            .ifPresent(
                s -> UnitEvaluator.annotation(s).ifPresent(u -> found.add(new Candidate(s, u, factor, factors))));
      }
    }
    return found;
  }

  private static boolean chosen(Symbol symbol) {
    return symbol instanceof Symbol.Constant
        || symbol instanceof Symbol.Variable v && v.is(Member.Variable.Kind.PARAM);
  }

  private Optional<Culprit> culprit(Candidate c, Unit found, Unit wanted) {
    Fraction exponent = c.factor().exponent();
    Fraction inverse = new Fraction(exponent.denominator(), exponent.numerator());
    Unit own = facts.units().unit(c.symbol());
    Unit missing = wanted.over(found).si().power(inverse);
    Unit needed = own.times(missing);
    boolean writable = needed.factors().stream().noneMatch(f -> f.exponent().toString().contains("/"));
    return writable ? Optional.of(new Culprit(c.symbol(), c.written(), story(c, found, own), needed))
        : Optional.empty();
  }

  private String story(Candidate c, Unit found, Unit own) {
    List<UnitFactors.Factor> others = c.product().stream().filter(f -> f != c.factor()).toList();
    double exponent = c.factor().exponent().value();
    if (others.isEmpty() || Math.abs(exponent) != 1) {
      return "";
    }
    Unit rest = exponent > 0 ? found.over(own) : found.times(own);
    Optional<String> only = others.size() == 1 && others.getFirst().exponent().equals(Fraction.ONE)
        && others.getFirst().expression() instanceof Expression.Reference r
            ? facts.bindings().symbol(r.name()).flatMap(UnitEvaluator::annotation).map(u -> u.span().text())
            : Optional.empty();
    String with = only.orElse(rest.text());
    return exponent > 0 ? "; times " + with + " it gives " + found.text()
        : "; " + with + " divided by it gives " + found.text();
  }
}
