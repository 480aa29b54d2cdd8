/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Unit;

/** Comparisons that are to hold, element by element: constraints (E0515) and equations (E0513). */
public final class Relations {
  private final Analysis facts;
  private final Diagnostics diagnostics;

  Relations(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /**
   * A comparison, its chain flattened, each operator pointing left to right; {@code a >= b} is {@code b <= a}.
   *
   * @param sides two for one operator, three for a chain of {@code <=}
   * @param unit that the difference of two sides counts in, coherent with the SI, if it is known and the same for all elements
   */
  public record Relation(boolean equality, List<Expression> sides, Shape shape, Optional<Unit> unit) {}

  /** How many numbers an equation says are equal; empty if it is none, which is reported. */
  Optional<Integer> equation(Statement.Equation equation) {
    Expression condition = equation.condition().bare();
    if (!(condition instanceof Expression.Binary b && b.operator() == BinaryOperator.EQUAL)
        || ((Expression.Binary) condition).left() instanceof Expression.Binary left && left.operator().comparison()) {
      facts.shapes().type(equation.condition());
      diagnostics.report(Diagnostic.at(Code.E0513, equation.condition().span(), "an equation needs `==`")
          .label("says nothing equal")
          .help("`equation a == b;` determines an algebraic variable"));
      return Optional.empty();
    }
    return relation(equation.condition()).map(r -> r.shape().size());
  }

  /** A comparison that can be kept; empty if it cannot, which is reported. */
  Optional<Relation> relation(Expression condition) {
    Expression bare = condition.bare();
    if (!(bare instanceof Expression.Binary first && first.operator().comparison())) {
      return refuse(condition);
    }
    List<Expression> sides = new ArrayList<>();
    List<Expression.Binary> operators = new ArrayList<>();
    Expression left = bare;
    while (left instanceof Expression.Binary b && b.operator().comparison()) {
      sides.addFirst(b.right());
      operators.addFirst(b);
      left = b.left();
    }
    sides.addFirst(left);
    if (!operators(operators)) {
      return Optional.empty();
    }
    List<Shape> shapes = new ArrayList<>();
    for (Expression side : sides) {
      facts.shapes().numbers(side).ifPresent(shapes::add);
    }
    if (shapes.size() < sides.size()) {
      return Optional.empty();
    }
    if (!(Fit.elementwise(shapes) instanceof Fit.Of of)) {
      unequal(sides, shapes);
      return Optional.empty();
    }
    Optional<Unit> unit = facts.units().equal(sides, operators.getFirst());
    BinaryOperator operator = operators.getFirst().operator();
    if (operator == BinaryOperator.GREATER_EQUAL) {
      Collections.reverse(sides);
    }
    return Optional.of(new Relation(operator == BinaryOperator.EQUAL, List.copyOf(sides), of.shape(), unit));
  }

  private Optional<Relation> refuse(Expression condition) {
    if (condition.bare() instanceof Expression.Binary b
        && (b.operator() == BinaryOperator.AND || b.operator() == BinaryOperator.OR)) {
      relation(b.left());
      relation(b.right());
      diagnostics.report(Diagnostic
          .at(Code.E0515, b.operatorSpan(), "a constraint is one comparison, without `" + b.operator().symbol() + "`")
          .label("joins two")
          .help(b.operator() == BinaryOperator.AND ? "write two constraints; all of them hold"
              : "one side or the other is no smooth problem; say which side, or use a penalty in the cost"));
      return Optional.empty();
    }
    if (!facts.shapes().type(condition).unknown()) {
      diagnostics.report(Diagnostic.at(Code.E0515, condition.span(), "a constraint needs a comparison")
          .label("compares nothing")
          .help("for example `" + condition.span().text() + " <= 1` or `... == 0`"));
    }
    return Optional.empty();
  }

  private boolean operators(List<Expression.Binary> operators) {
    for (Expression.Binary b : operators) {
      switch (b.operator()) {
        case LESS_EQUAL, GREATER_EQUAL, EQUAL -> {}
        case LESS, GREATER -> {
          String closed = b.operator().symbol() + "=";
          diagnostics.report(Diagnostic
              .at(Code.E0515, b.operatorSpan(), "a constraint cannot be strict")
              .label("`" + b.operator().symbol() + "` excludes its own limit")
              .fix(Fix.replace(b.operatorSpan(), closed)));
          return false;
        }
        default -> {
          diagnostics.report(Diagnostic
              .at(Code.E0515, b.operatorSpan(), "a constraint cannot say `" + b.operator().symbol() + "`")
              .label("leaves out one value and allows all around it")
              .help("keep a distance: `sumsq(a - b) >= 0.1^2`"));
          return false;
        }
      }
    }
    for (Expression.Binary b : operators.subList(1, operators.size())) {
      Span first = operators.getFirst().operatorSpan();
      if (b.operator() != operators.getFirst().operator() || b.operator() == BinaryOperator.EQUAL) {
        diagnostics.report(Diagnostic
            .at(Code.E0515, b.operatorSpan(), "a chain in a constraint is `a <= b <= c`")
            .label("`" + b.operator().symbol() + "` after `" + operators.getFirst().operator().symbol() + "`")
            .second(first, "the chain begins with this")
            .help("write two constraints"));
        return false;
      }
    }
    if (operators.size() > 2) {
      diagnostics.report(Diagnostic
          .at(Code.E0515, operators.get(2).operatorSpan(), "a chain in a constraint is `a <= b <= c`")
          .label("a third comparison")
          .help("write two constraints"));
      return false;
    }
    return true;
  }

  private void unequal(List<Expression> sides, List<Shape> shapes) {
    int odd = 1;
    while (Fit.elementwise(List.of(shapes.getFirst(), shapes.get(odd))) instanceof Fit.Of && odd + 1 < shapes.size()) {
      odd++;
    }
    diagnostics.report(Diagnostic
        .at(Code.E0301, sides.getFirst().span(), "cannot compare " + shapes.getFirst().describe() + " with "
            + shapes.get(odd).describe())
        .label(shapes.getFirst().describe())
        .second(sides.get(odd).span(), shapes.get(odd).describe())
        .note("sides are compared element by element: equal shapes, or a number on one side"));
  }
}
