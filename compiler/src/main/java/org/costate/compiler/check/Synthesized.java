/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Member.Variable.Kind;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.ast.UnitExpression.Factor;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;

/** The plain declarations that stand behind a coordinate and a free final time; their names and places are those of the source. */
final class Synthesized {
  private Synthesized() {}

  /** The position: a state. */
  static Member.Variable coordinate(Member.Coordinate c) {
    return new Member.Variable(Kind.STATE, c.name(), c.shape(), c.unit(), Optional.empty(), Optional.empty(),
        c.domain(), Optional.empty(), c.span());
  }

  /** The velocity: a state in the position's unit by second; bounds are the position's alone. */
  static Member.Variable rate(Member.Coordinate c) {
    return new Member.Variable(Kind.STATE, c.rate(), c.shape(), c.unit().map(Synthesized::perSecond), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), c.span());
  }

  /** A design variable in seconds. */
  static Member.Variable finalTime(Member.Horizon.Free free) {
    return new Member.Variable(Kind.DESIGN, free.name(), List.of(), Optional.of(parsed("s")), free.guess(),
        Optional.empty(), Optional.of(free.domain()), Optional.empty(), free.name().span());
  }

  private static UnitExpression perSecond(UnitExpression unit) {
    return switch (unit.text()) {
      case "angle" -> parsed("rad", "s");
      default -> {
        String text = unit.text() + "/s";
        Span whole = new Span(new Source(unit.span().source().name(), text), 0, text.length());
        List<Factor> factors = new java.util.ArrayList<>(unit.factors());
        factors.add(factor("s", true));
        yield new UnitExpression(factors, whole);
      }
    };
  }

  /** The first name over the others. */
  private static UnitExpression parsed(String... names) {
    List<Factor> factors = new java.util.ArrayList<>();
    for (String name : names) {
      factors.add(factor(name, !factors.isEmpty()));
    }
    return new UnitExpression(factors, span(String.join("/", names)));
  }

  private static Factor factor(String name, boolean divides) {
    Span span = span(name);
    return new Factor(divides, new UnitExpression.Named(new Name(name, span), span), OptionalDouble.empty(), span);
  }

  private static Span span(String text) {
    return new Span(new Source("", text), 0, text.length());
  }
}
