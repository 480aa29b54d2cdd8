/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.source.Span;

/** Reads the unit in the heading of a column, which is written as in a program: {@code km/h}, {@code N*m/rad}, {@code m/s^2}. */
final class HeadingUnit {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:([\\p{L}_%][\\p{L}\\p{N}_]*)|([0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|([*/^()-]))\\s*");

  /** Longer units are no units, and brackets cannot nest deeply. */
  private static final int MAX_LENGTH = 200;

  private final Span whole;
  private final Matcher token;

  /** Where the present token begins, -1 at the end or before what is no token. */
  private int at;

  /** Behind the last token that was read. */
  private int position;

  private HeadingUnit(Span whole) {
    this.whole = whole;
    this.token = TOKEN.matcher(whole.text());
    next();
  }

  /** The unit that a piece of a data file writes; empty if it is none. */
  static Optional<UnitExpression> read(Span text) {
    if (text.end() - text.start() > MAX_LENGTH) {
      return Optional.empty();
    }
    HeadingUnit reader = new HeadingUnit(text);
    Optional<UnitExpression> unit = reader.product();
    return reader.at < 0 && reader.position == text.text().length() ? unit : Optional.empty();
  }

  private void next() {
    boolean found = token.find(position) && token.start() == position && token.end() > position;
    at = found ? position : -1;
    position = found ? token.end() : position;
  }

  private boolean sign(String sign) {
    return at >= 0 && sign.equals(token.group(3));
  }

  private Span from(int start) {
    return new Span(whole.source(), whole.start() + start, whole.start() + (at < 0 ? position : at));
  }

  private Optional<UnitExpression> product() {
    int start = Math.max(0, at);
    List<UnitExpression.Factor> factors = new ArrayList<>();
    boolean divides = false;
    do {
      Optional<UnitExpression.Factor> factor = factor(divides);
      if (factor.isEmpty()) {
        return Optional.empty();
      }
      factors.add(factor.get());
      divides = sign("/");
    } while (skip("*") || skip("/"));
    return Optional.of(new UnitExpression(factors, from(start)));
  }

  private boolean skip(String sign) {
    boolean there = sign(sign);
    if (there) {
      next();
    }
    return there;
  }

  private Optional<UnitExpression.Factor> factor(boolean divides) {
    int start = Math.max(0, at);
    Optional<UnitExpression.Atom> atom = atom();
    OptionalDouble exponent = OptionalDouble.empty();
    if (atom.isPresent() && skip("^")) {
      double sign = skip("-") ? -1 : 1;
      if (at < 0 || token.group(2) == null) {
        return Optional.empty();
      }
      exponent = OptionalDouble.of(sign * Double.parseDouble(token.group(2)));
      next();
    }
    OptionalDouble power = exponent;
    return atom.map(a -> new UnitExpression.Factor(divides, a, power, from(start)));
  }

  private Optional<UnitExpression.Atom> atom() {
    if (at < 0) {
      return Optional.empty();
    }
    int start = at;
    if (skip("(")) {
      Optional<UnitExpression> inner = product();
      return skip(")") ? inner.map(unit -> new UnitExpression.Group(unit, from(start))) : Optional.empty();
    }
    String word = token.group(1);
    String number = token.group(2);
    if (word == null && number == null) {
      return Optional.empty();
    }
    int begin = whole.start() + token.start(word != null ? 1 : 2);
    Span span = new Span(whole.source(), begin, begin + (word != null ? word : number).length());
    next();
    return Optional.of(word != null
        ? new UnitExpression.Named(new Name(word, span), span)
        : new UnitExpression.Scale(Double.parseDouble(number), span));
  }
}
