/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Type;

/** Observations: a value of the declared shape, or a picture of the view of the declared size (E0518). */
final class ObservationChecker {
  private static final int MAX_PIXELS = 1_000_000;

  private final Analysis facts;
  private final Diagnostics diagnostics;

  ObservationChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /** @param view whether there is a view to take a picture of */
  void check(Member.Observe observe, boolean view) {
    if (Raster.is(observe.value())) {
      raster(observe, view);
      return;
    }
    Type declared = facts.shapes().declared(observe.shape());
    Type found = facts.shapes().type(observe.value());
    if (observe.shape().isEmpty() && found instanceof Type.Numbers n && !n.shape().scalar()) {
      diagnostics.report(Diagnostic
          .at(Code.E0518, observe.value().span(), "observation `" + observe.name() + "` is a number, but its value is "
              + n.shape().describe())
          .label(n.shape().describe())
          .second(observe.name().span(), "declared without a shape")
          .help("a shape stands behind the name: `observe " + observe.name() + n.shape() + " = ...;`"));
      return;
    }
    if (facts.shapes().fits(declared, found, observe.value(), "`" + observe.name() + "`", observe.name().span())) {
      facts.bindings().symbol(observe.name()).ifPresent(symbol -> facts.units().store(observe.value(), symbol));
    }
  }

  private void raster(Member.Observe observe, boolean view) {
    Expression.Call call = (Expression.Call) observe.value().bare();
    List<Argument> arguments = call.arguments();
    if (arguments.isEmpty() || !(arguments.getFirst().value().bare() instanceof Expression.Reference word
        && word.name().text().equals("view")) || arguments.size() < 3) {
      diagnostics.report(Diagnostic.at(Code.E0518, call.span(), "a picture needs the view, a height and a width")
          .label("cannot be taken")
          .help("`raster(view, 32, 32, window = [x0, x1, y0, y1])`"));
      return;
    }
    if (!view) {
      diagnostics.report(Diagnostic.at(Code.E0518, arguments.getFirst().span(), "there is no view to take a picture of")
          .label("nothing is drawn")
          .help("add `view { disc(p, 0.1); }`"));
    }
    List<Integer> size = new ArrayList<>();
    for (Argument argument : arguments.subList(1, 3)) {
      OptionalInt pixels = facts.shapes().whole(argument.value());
      if (pixels.isPresent()) {
        size.add(pixels.getAsInt());
      }
    }
    for (Argument argument : arguments.subList(3, arguments.size())) {
      window(argument);
    }
    Optional<List<Integer>> declared = declared(observe);
    if (size.size() < 2 || declared.isEmpty()) {
      return;
    }
    if (size.stream().anyMatch(s -> s < 1) || (long) size.get(0) * size.get(1) > MAX_PIXELS) {
      diagnostics.report(Diagnostic.at(Code.E0518, call.span(), "a picture has 1 to " + MAX_PIXELS + " pixels")
          .label(size.get(0) + " by " + size.get(1)));
      return;
    }
    List<Integer> dimensions = declared.get();
    boolean fits = dimensions.size() == 2 && dimensions.equals(size)
        || dimensions.size() == 3 && (dimensions.getFirst() == 1 || dimensions.getFirst() == 3)
            && dimensions.subList(1, 3).equals(size);
    if (!fits) {
      diagnostics.report(Diagnostic
          .at(Code.E0518, observe.name().span(), "a picture of " + size.get(0) + " by " + size.get(1)
              + " does not fill " + dimensions)
          .label("declared as " + dimensions)
          .second(call.span(), size.get(0) + " rows of " + size.get(1) + " pixels")
          .help("`observe " + observe.name() + "[1, " + size.get(0) + ", " + size.get(1)
              + "]` for one channel, `[3, ...]` for colours"));
    }
  }

  private void window(Argument argument) {
    Type type = facts.shapes().type(argument.value());
    boolean named = argument.name().isPresent() && argument.name().get().text().equals("window");
    if (!type.unknown() && !(named && type.equals(new Type.Numbers(Shape.vector(4))))) {
      diagnostics.report(Diagnostic.at(Code.E0518, argument.span(), "a picture takes `window = [x0, x1, y0, y1]`")
          .label(named ? type.describe() : "not known"));
      return;
    }
    if (type.unknown() || diagnostics.hasErrors()) {
      return;
    }
    List<Double> bounds = facts.constants().evaluate(argument.value()).elements();
    if (!(bounds.get(0) < bounds.get(1) && bounds.get(2) < bounds.get(3))) {
      diagnostics
          .report(Diagnostic.at(Code.E0518, argument.span(), "a window goes from x0 up to x1 and from y0 up to y1")
              .label("shows nothing"));
    }
  }

  /** The declared sizes, up to three; empty if they have an error. */
  private Optional<List<Integer>> declared(Member.Observe observe) {
    List<Integer> dimensions = new ArrayList<>();
    for (Expression e : observe.shape()) {
      OptionalInt size = facts.shapes().whole(e);
      if (size.isEmpty()) {
        return Optional.empty();
      }
      dimensions.add(size.getAsInt());
    }
    return Optional.of(dimensions);
  }
}
