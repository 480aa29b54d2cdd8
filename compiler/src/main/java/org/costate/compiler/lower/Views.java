/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.View;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.ViewInfo;

/** What views draw: numbers become formulas, in SI units, the rest is known now. */
final class Views {
  private final ExprEvaluator now;
  private final ExprBuilder builder;
  private final Analysis facts;

  Views(Analysis facts, ExprEvaluator now, ExprBuilder builder) {
    this.facts = facts;
    this.now = now;
    this.builder = builder;
  }

  View view(List<Member> members) {
    return new View(members.stream()
        .flatMap(m -> m instanceof Member.View v ? v.statements().stream() : Stream.empty())
        .flatMap(s -> s instanceof Statement.Drawing d ? drawings(d).stream() : Stream.empty())
        .toList(),
        members.stream()
            .flatMap(m -> m instanceof Member.Observe o && facts.picture(o) ? Stream.of(picture(o)) : Stream.empty())
            .toList());
  }

  private ViewInfo.Picture picture(Member.Observe observe) {
    return new ViewInfo.Picture(observe.name().text(), facts.observed(observe).orElseThrow(),
        facts.window(observe).orElse(ViewInfo.Window.AROUND_ZERO));
  }

  /** One, or one for each round of a loop, labelled as elements are. */
  private List<View.Drawing> drawings(Statement.Drawing drawing) {
    String label = drawing.label().map(Name::text).orElse("");
    if (drawing.loop().isEmpty()) {
      return List.of(drawing(drawing, label));
    }
    Comprehension loop = drawing.loop().get();
    Symbol variable = facts.bindings().known(loop.variable());
    int last = facts.constants().evaluate(loop.to()).value().intValue();
    List<View.Drawing> drawings = new ArrayList<>();
    for (int i = facts.constants().evaluate(loop.from()).value().intValue(); i <= last; i++) {
      facts.constants().bind(variable, Tensor.scalar((double) i));
      now.bind(variable, Tensor.scalar(builder.constant(i)));
      drawings.add(drawing(drawing, label.isEmpty() ? "" : label + "[" + i + "]"));
    }
    return drawings;
  }

  private View.Drawing drawing(Statement.Drawing drawing, String label) {
    Expression.Call call = (Expression.Call) drawing.shape().bare();
    ViewInfo.Kind kind = ViewInfo.Kind.of(((Expression.Reference) call.callee().bare()).name().text());
    List<Expression> parts =
        call.arguments().stream().filter(a -> a.name().isEmpty()).map(Argument::value).toList();
    List<Expr> numbers = new ArrayList<>();
    int points = kind.points();
    switch (kind) {
      case LINE -> parts.forEach(point -> point(point, numbers));
      case DISC -> {
        point(parts.getFirst(), numbers);
        numbers.add(now.evaluate(parts.getLast()).value());
      }
      case BOX -> box(parts, numbers);
      case POLYLINE -> {
        Tensor<Expr> rows = now.evaluate(parts.getFirst());
        points = rows.shape().rows();
        for (int i = 0; i < points; i++) {
          int columns = rows.shape().columns();
          point(rows.elements().subList(i * columns, (i + 1) * columns), numbers);
        }
      }
      case TEXT -> point(parts.getFirst(), numbers);
    }
    Optional<String> color = call.arguments()
        .stream()
        .filter(a -> a.name().filter(n -> n.text().equals("color")).isPresent())
        .map(a -> text(a.value()))
        .findFirst();
    return new View.Drawing(new ViewInfo.Shape(kind, label, color.orElse(""),
        kind == ViewInfo.Kind.TEXT ? text(parts.getLast()) : "", points), numbers);
  }

  private void box(List<Expression> parts, List<Expr> numbers) {
    point(parts.getFirst(), numbers);
    List<Expr> size = now.evaluate(parts.get(1)).elements();
    numbers.add(size.getFirst());
    numbers.add(size.getLast());
    numbers.add(parts.size() > 2 ? now.evaluate(parts.get(2)).value() : builder.constant(0));
  }

  private static String text(Expression expression) {
    return ((Expression.Text) expression.bare()).value();
  }

  private void point(Expression expression, List<Expr> numbers) {
    point(now.evaluate(expression).elements(), numbers);
  }

  /** A point of two numbers lies in the plane z = 0. */
  private void point(List<Expr> elements, List<Expr> numbers) {
    numbers.addAll(elements);
    if (elements.size() < ViewInfo.POINT) {
      numbers.add(builder.constant(0));
    }
  }
}
