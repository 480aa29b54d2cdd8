/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Type;

/** Views: known shapes with arguments that can be drawn (E0517), each label once (E0203). */
final class ViewChecker {
  /** What an argument of a drawing is. */
  private enum Part {
    POINT("a point: two numbers, or three"),
    NUMBER("a number"),
    /** A width and a height, or one number for both. */
    SIZE("a width and a height, or a number for both"),
    POINTS("points: a matrix with two or three columns"),
    TEXT("a text");

    private final String description;

    Part(String description) {
      this.description = description;
    }

    boolean accepts(Type type) {
      return switch (this) {
        case POINT -> type instanceof Type.Numbers n && n.shape().rank() == 1
            && (n.shape().size() == 2 || n.shape().size() == 3);
        case NUMBER -> type.equals(Type.NUMBER);
        case SIZE -> type.equals(Type.NUMBER) || type.equals(new Type.Numbers(Shape.vector(2)));
        case POINTS -> type instanceof Type.Numbers n && n.shape().rank() == 2
            && (n.shape().columns() == 2 || n.shape().columns() == 3);
        case TEXT -> type.equals(Type.TEXT);
      };
    }
  }

  /** A word of views: how it is written, what it takes in order. */
  private record Shaped(String signature, List<Part> parts, int required) {}

  private static final Map<String, Shaped> SHAPES = Map.of(
      "line", new Shaped("line(a, b)", List.of(Part.POINT, Part.POINT), 2),
      "disc", new Shaped("disc(center, radius)", List.of(Part.POINT, Part.NUMBER), 2),
      "box", new Shaped("box(center, size, angle)", List.of(Part.POINT, Part.SIZE, Part.NUMBER), 2),
      "polyline", new Shaped("polyline(points)", List.of(Part.POINTS), 1),
      "text", new Shaped("text(place, words)", List.of(Part.POINT, Part.TEXT), 2));

  /** As many as can be told apart. */
  private static final int MAX_ROUNDS = 1000;

  private static final Map<String, Part> NAMED = Map.of("color", Part.TEXT);

  private final Analysis facts;
  private final Diagnostics diagnostics;

  ViewChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  void check(Member.View view) {
    Map<String, Name> labels = new HashMap<>();
    for (Statement statement : view.statements()) {
      if (statement instanceof Statement.Drawing drawing) {
        drawing.label().ifPresent(label -> unique(label, labels.putIfAbsent(label.text(), label)));
        int before = diagnostics.errorCount();
        drawing.loop()
            .ifPresentOrElse(
                loop -> facts.shapes().eachRound(loop, "a drawing", MAX_ROUNDS, i -> {
                  drawing(drawing.shape());
                  return diagnostics.errorCount() == before;
                }),
                () -> drawing(drawing.shape()));
      }
    }
  }

  private void unique(Name label, Name first) {
    if (first != null) {
      diagnostics.report(Diagnostic.at(Code.E0203, label.span(), "two drawings are called `" + label + "`")
          .label("called so again here")
          .second(first.span(), "first called so here"));
    }
  }

  private void drawing(Expression expression) {
    List<String> words = SHAPES.keySet().stream().sorted().toList();
    if (!(expression.bare() instanceof Expression.Call call
        && call.callee().bare() instanceof Expression.Reference callee)) {
      diagnostics.report(Diagnostic.at(Code.E0517, expression.span(), "a view is made of shapes")
          .label("draws nothing")
          .help("there are " + NameReporter.quoted(words) + ", for example `disc(p, 0.05, color = \"red\");`"));
      return;
    }
    Shaped shape = SHAPES.get(callee.name().text());
    if (shape == null) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0517, callee.span(), "unknown shape `" + callee.name() + "`")
          .label("no such shape")
          .help("there are " + NameReporter.quoted(words));
      Suggestions.closest(callee.name().text(), words)
          .ifPresent(near -> diagnostic.fix(Fix.replace(callee.span(), near)));
      diagnostics.report(diagnostic);
      return;
    }
    arguments(call, shape);
  }

  private void arguments(Expression.Call call, Shaped shape) {
    int position = 0;
    for (Argument argument : call.arguments()) {
      if (argument.name().isPresent()) {
        Optional<Part> part = Optional.ofNullable(NAMED.get(argument.name().get().text()));
        if (part.isEmpty()) {
          diagnostics.report(Diagnostic
              .at(Code.E0517, argument.name().get().span(), "a shape has no `" + argument.name().get() + "`")
              .label("not known")
              .help("its looks are `color = \"red\"`"));
        }
        part.ifPresent(p -> argument(argument, p, shape));
      } else if (position < shape.parts().size()) {
        argument(argument, shape.parts().get(position++), shape);
      } else {
        position++;
      }
    }
    if (position < shape.required() || position > shape.parts().size()) {
      diagnostics.report(Diagnostic
          .at(Code.E0517, call.span(), "this shape is drawn as `" + shape.signature() + "`")
          .label(position < shape.required() ? "an argument is missing" : "an argument too many"));
    }
  }

  private void argument(Argument argument, Part part, Shaped shape) {
    Type type = facts.shapes().type(argument.value());
    if (type instanceof Type.Numbers) {
      facts.units().check(argument.value());
    }
    if (!type.unknown() && (!part.accepts(type) || argument.loop().isPresent())) {
      diagnostics.report(Diagnostic
          .at(Code.E0517, argument.span(), "this must be " + part.description)
          .label(type.describe())
          .note(shape.signature()));
    }
  }
}
