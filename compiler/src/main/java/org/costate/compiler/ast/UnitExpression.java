/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.OptionalDouble;
import org.costate.compiler.source.Span;

/** A unit as written: factors that multiply or divide, left to right. */
public record UnitExpression(List<Factor> factors, Span span) implements Node {
  public UnitExpression {
    factors = List.copyOf(factors);
  }

  /** As written. */
  public String text() {
    return span.text();
  }

  /** {@code * atom ^ exponent} or {@code / atom ^ exponent}; the first factor never divides. */
  public record Factor(boolean divides, Atom atom, OptionalDouble exponent, Span span) implements Node {}

  /** What a unit is made of. */
  public sealed interface Atom extends Node {}

  public record Named(Name name, Span span) implements Atom {}

  public record Scale(double value, Span span) implements Atom {}

  public record Group(UnitExpression unit, Span span) implements Atom {}
}
