/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.QuantityNames;
import org.costate.compiler.types.Unit;

/**
 * What the {@link UnitChecker} has to say. It knows which expression is being looked at, and through which calls: an error that only the
 * arguments of a call bring about is reported at the call.
 */
final class UnitReporter {
  private final Diagnostics diagnostics;
  private final UnitBlame blame;
  private final Map<Expression, Boolean> reported = new IdentityHashMap<>();
  private final Set<Span> unclear = new HashSet<>();
  private final Set<String> blamed = new HashSet<>();
  private Expression current;
  private List<Frame> frames = List.of();

  UnitReporter(Analysis facts, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.blame = new UnitBlame(facts);
  }

  /** A call that the checker is inside of. */
  record Frame(Expression call, Symbol.Function function) {}

  /** Where the checker is. */
  record Place(Expression current, List<Frame> frames) {}

  /** What was looked at before {@code expression}, to go back to it. */
  Expression enter(Expression expression) {
    Expression outer = current;
    current = expression;
    return outer;
  }

  void leave(Expression outer) {
    current = outer;
  }

  /** Goes to a definition, whose errors are its own. */
  Place away() {
    Place place = new Place(current, frames);
    current = null;
    frames = List.of();
    return place;
  }

  /** Goes into the body of a function, for the call that is looked at. */
  Place into(Symbol.Function function) {
    Place place = new Place(current, frames);
    frames = Stream.concat(frames.stream(), Stream.of(new Frame(current, function))).toList();
    return place;
  }

  void back(Place place) {
    current = place.current;
    frames = place.frames;
  }

  // ---------- E0401 ----------

  void unequal(Measure a, Unit ofA, Measure b, Unit ofB) {
    Span first = place(a);
    Span second = place(b);
    if (first.start() > second.start()) {
      unequal(b, ofB, a, ofA);
      return;
    }
    String message = message(QuantityNames.of(ofA), QuantityNames.of(ofB));
    if (first.equals(second)) {
      start(Code.E0401, first, message, shown(ofA) + " and " + shown(ofB))
          .ifPresent(d -> diagnostics.report(d.note("the two sides differ by " + difference(ofA, ofB))));
      return;
    }
    start(Code.E0401, second, message, label(ofB)).ifPresent(d -> {
      d.second(first, label(ofA)).note("the two sides differ by " + difference(ofA, ofB));
      Optional<UnitBlame.Culprit> culprit =
          frames.isEmpty() ? blame.sum(expression(a), ofA, expression(b), ofB) : Optional.empty();
      culprit.ifPresent(c -> c.tell(d));
      report(d, culprit);
    });
  }

  private String message(String a, String b) {
    return switch (current) {
      case Expression.Binary e -> switch (e.operator()) {
        case PLUS -> "cannot add " + b + " to " + a;
        case MINUS -> "cannot subtract " + b + " from " + a;
        case TIMES -> "this product adds " + b + " to " + a;
        case SOLVE -> "an unknown of this linear system is " + a + " in one equation and " + b + " in another";
        case LESS_EQUAL, GREATER_EQUAL, EQUAL, NOT_EQUAL, LESS, GREATER -> "cannot compare " + a + " with " + b;
        case DIVIDE, ELEMENT_TIMES, ELEMENT_DIVIDE, POWER, ELEMENT_POWER, AND, OR ->
          "cannot put together " + a + " and " + b;
      };
      case Expression.Conditional e -> "one side of `if` is " + a + ", the other " + b;
      case Expression.Call e -> "`" + e.callee().span().text() + "` cannot put together " + a + " and " + b;
      case null -> "cannot put together " + a + " and " + b;
      default -> "cannot put together " + a + " and " + b;
    };
  }

  // ---------- E0402 ----------

  /** An operation needs a pure number. */
  void notPure(Measure argument, Unit unit) {
    Span place = place(argument);
    boolean angle = current instanceof Expression.Call call && Set.of("sin", "cos", "tan").contains(name(call));
    String taker = current instanceof Expression.Call call ? "`" + name(call) + "`" : "a power that varies";
    start(Code.E0402, place,
        taker + " needs " + (angle ? "an angle" : "a pure number") + ", but this is " + QuantityNames.of(unit),
        label(unit)).ifPresent(d -> {
          Optional<UnitBlame.Culprit> culprit = explain(expression(argument), unit, Unit.ONE, d);
          if (culprit.isEmpty() && unit.dimension().equals(UnitChecker.SECOND.dimension())) {
            d.help("a rate times a time is a pure number: `3 [rad/s] * t`");
          } else if (culprit.isEmpty() && current instanceof Expression.Call call) {
            boolean sum = expression(argument).filter(Expression.Binary.class::isInstance).isPresent();
            String number = sum ? "(" + text(place) + ")" : text(place);
            d.help("divide by something of its kind: `" + name(call) + "(" + number + " / (1 [" + unit.text()
                + "]))`");
          }
          report(d, culprit);
        });
  }

  void exponent(Expression exponent, Unit unit) {
    start(Code.E0402, exponent.span(), "an exponent is a pure number, but this is " + QuantityNames.of(unit),
        label(unit)).ifPresent(diagnostics::report);
  }

  /** An argument of a function that declares another unit. */
  void argument(
      Measure given, Unit unit, String function, String parameter, Optional<Span> declaration, Unit wanted) {
    start(Code.E0402, place(given), "`" + parameter + "` of `" + function + "` is "
        + QuantityNames.of(wanted) + ", but " + QuantityNames.of(unit) + " is given", label(unit)).ifPresent(d -> {
          declaration.ifPresent(p -> d.second(p, "declared in `" + wanted.text() + "`"));
          d.note("the units differ by " + difference(unit, wanted));
          report(d, explain(expression(given), unit, wanted, d));
        });
  }

  // ---------- E0404 ----------

  /** A value does not have the unit of what it is the value of. */
  void unfit(Expression value, Unit found, Unit wanted, String what, Optional<Span> declaration) {
    start(Code.E0404, value.span(), what + " is " + QuantityNames.of(wanted) + ", but its value is "
        + QuantityNames.of(found), label(found)).ifPresent(d -> {
          boolean rate = what.startsWith("`der(");
          declaration.ifPresent(place -> d.second(place, rate
              ? "declared here, so its rate is in `" + wanted.text() + "`"
              : "declared in `" + wanted.text() + "`"));
          d.note("the units differ by " + difference(found, wanted));
          report(d, explain(Optional.of(value), found, wanted, d));
        });
  }

  // ---------- E0406, W0403 ----------

  /** A number would count in a unit that nobody thinks of, or in different units. */
  void unclear(Measure number, Unit unit) {
    Span place = place(number);
    if (!unclear.add(place)) {
      return;
    }
    start(Code.E0406, place, "it is not clear in which unit this number counts", "stands beside `" + unit.text() + "`")
        .ifPresent(d -> diagnostics.report(
            d.help("write its unit, for example `" + text(place) + " [" + unit.coherent().text() + "]`")));
  }

  /** Something without a unit stands beside something in a unit that is not of the SI. */
  void countsInSi(Measure number, Unit unit) {
    Optional<Expression> expression = expression(number);
    if (expression.isEmpty() || !frames.isEmpty()) {
      return;
    }
    Span place = expression.get().span();
    diagnostics.report(Diagnostic
        .at(Code.W0403, place, "`" + text(place) + "` has no unit and is used beside `" + unit.text() + "`")
        .label("counts in `" + (unit.dimension().none() ? "rad" : unit.coherent().text()) + "`")
        .help("declare its unit; what has none counts in SI units"));
  }

  // ---------- parts ----------

  private Optional<UnitBlame.Culprit> explain(
      Optional<Expression> value, Unit found, Unit wanted, Diagnostic.Builder diagnostic) {
    Optional<UnitBlame.Culprit> culprit =
        value.filter(v -> frames.isEmpty()).flatMap(v -> blame.value(v, found, wanted));
    culprit.ifPresent(c -> c.tell(diagnostic));
    return culprit;
  }

  /** One declaration that explains several errors is reported once. */
  private void report(Diagnostic.Builder diagnostic, Optional<UnitBlame.Culprit> culprit) {
    if (culprit.isEmpty() || blamed.add(culprit.get().symbol().name() + " : " + culprit.get().needed().text())) {
      diagnostics.report(diagnostic);
    }
  }

  /** A diagnostic at a place, or at the call that leads there; empty if this place or this call has one. */
  private Optional<Diagnostic.Builder> start(Code code, Span place, String message, String label) {
    if (frames.isEmpty()) {
      return reported.put(current, true) == null || current == null
          ? Optional.of(Diagnostic.at(code, place, message).label(label))
          : Optional.empty();
    }
    Frame first = frames.getFirst();
    if (reported.containsKey(current) || reported.put(first.call, true) != null) {
      return Optional.empty();
    }
    return Optional.of(Diagnostic.at(code, first.call.span(), message)
        .label("in this call of `" + first.function.name() + "`")
        .second(place, label));
  }

  /** What is between two units. */
  private static String difference(Unit a, Unit b) {
    Unit ratio = a.over(b).si();
    if (ratio.factors().stream().noneMatch(f -> f.exponent().numerator() > 0)) {
      ratio = b.over(a).si();
    }
    boolean one = ratio.factors().size() == 1 && ratio.factors().getFirst().exponent().value() == 1;
    return (one ? "one" : "a") + " factor of `" + ratio.text() + "`";
  }

  private static String label(Unit unit) {
    String si = unit.si().text();
    return unit.text().equals(si) || unit.dimension().none() ? shown(unit) : unit.text() + "  (" + si + ")";
  }

  private static String shown(Unit unit) {
    return unit.text().equals("1") ? "a pure number" : unit.text();
  }

  private static String name(Expression.Call call) {
    return call.callee().span().text();
  }

  private static Optional<Expression> expression(Measure measure) {
    return measure.sources().stream().map(Measure.Source::expression).findFirst();
  }

  private Span place(Measure measure) {
    return expression(measure).map(Expression::span)
        .orElseGet(() -> java.util.Objects.requireNonNull(current).span());
  }

  private static String text(Span span) {
    String text = span.text();
    return text.length() <= 40 && text.indexOf('\n') < 0 ? text : "...";
  }
}
