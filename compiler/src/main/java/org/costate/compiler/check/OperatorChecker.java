/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.ast.Expression.UnaryOperator;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Type;

/** Shapes of operators and of {@code if}. */
final class OperatorChecker {
  private final Analysis facts;
  private final ShapeChecker shapes;
  private final Diagnostics diagnostics;

  OperatorChecker(Analysis facts, ShapeChecker shapes, Diagnostics diagnostics) {
    this.facts = facts;
    this.shapes = shapes;
    this.diagnostics = diagnostics;
  }

  Type transpose(Expression.Transpose e) {
    return shapes.numbers(e.operand())
        .map(s -> Builtin.TRANSPOSE.form().fit(List.of(new Form.Argument(s, Optional.empty()))))
        .map(fit -> fit instanceof Fit.Of of ? Type.of(of.shape()) : Type.UNKNOWN)
        .orElse(Type.UNKNOWN);
  }

  Type unary(Expression.Unary e) {
    if (e.operator() == UnaryOperator.NOT) {
      return shapes.truth(e.operand(), "what `not` negates") ? Type.TRUTH : Type.UNKNOWN;
    }
    return shapes.numbers(e.operand()).map(Type::of).orElse(Type.UNKNOWN);
  }

  Type binary(Expression.Binary e) {
    BinaryOperator operator = e.operator();
    if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
      boolean left = shapes.truth(e.left(), "each side of `" + operator.symbol() + "`");
      boolean right = shapes.truth(e.right(), "each side of `" + operator.symbol() + "`");
      return left && right ? Type.TRUTH : Type.UNKNOWN;
    }
    if (operator.comparison()) {
      return comparison(e);
    }
    Optional<Shape> left = shapes.numbers(e.left());
    Optional<Shape> right = shapes.numbers(e.right());
    if (left.isEmpty() || right.isEmpty()) {
      return Type.UNKNOWN;
    }
    return arithmetic(e, left.get(), right.get());
  }

  private Type arithmetic(Expression.Binary e, Shape left, Shape right) {
    return switch (e.operator()) {
      case PLUS, MINUS, ELEMENT_TIMES, ELEMENT_DIVIDE, ELEMENT_POWER -> elementwise(e, left, right);
      case TIMES -> switch (Products.fit(left, right)) {
        case Fit.Of of -> Type.of(of.shape());
        case Fit.TooLarge t -> shapes.tooLarge(e.span());
        case Fit.Not not -> product(e, left, right);
      };
      case DIVIDE -> {
        if (right.scalar()) {
          yield Type.of(left);
        }
        yield refuse(e, left, right, "cannot divide " + left.describe() + " by " + right.describe(),
            "`/` divides by a number",
            "write `./` to divide element by element, `A \\ b` to solve a linear system");
      }
      case POWER -> {
        if (left.scalar() && right.scalar()) {
          yield Type.NUMBER;
        }
        yield refuse(e, left, right, "cannot raise " + left.describe() + " to the power of " + right.describe(),
            "`^` needs numbers",
            "write `.^` for the power of each element"
                + (left.rank() == 1 ? ", `sumsq(...)` for a squared length" : ""));
      }
      case SOLVE -> {
        if (left.square() && !right.scalar() && right.rows() == left.rows()) {
          yield left.rows() <= Sizes.MAX_SYSTEM ? Type.of(right) : largeSystem(e, left);
        }
        yield refuse(e, left, right, "cannot solve " + left.describe() + " for " + right.describe(),
            "`A \\ b` needs a square matrix and as many rows on both sides", "");
      }
      default -> throw new IllegalArgumentException(e.operator() + " is no arithmetic");
    };
  }

  private Type largeSystem(Expression.Binary e, Shape matrix) {
    diagnostics.report(Diagnostic
        .at(Code.E0902, e.left().span(), "a linear system has at most " + Sizes.MAX_SYSTEM + " unknowns")
        .label("shape " + matrix));
    return Type.UNKNOWN;
  }

  private Type elementwise(Expression.Binary e, Shape left, Shape right) {
    if (Fit.elementwise(List.of(left, right)) instanceof Fit.Of of) {
      return Type.of(of.shape());
    }
    return switch (e.operator()) {
      case MINUS -> refuse(e, left, right, "cannot subtract " + right.describe() + " from " + left.describe(),
          "`+` and `-` need equal shapes, or a scalar on one side", "");
      case PLUS -> refuse(e, left, right, "cannot add " + right.describe() + " to " + left.describe(),
          "`+` and `-` need equal shapes, or a scalar on one side", "");
      default -> refuse(e, left, right, "cannot combine " + left.describe() + " and " + right.describe()
          + " element by element",
          "`" + e.operator().symbol() + "` needs equal shapes, or a scalar on one side", "");
    };
  }

  private Type product(Expression.Binary e, Shape left, Shape right) {
    String help = "";
    if (left.rank() == 1 && right.equals(left)) {
      help = "write `dot(a, b)` or `a' * b` for the inner product, `a .* b` for the product of each element";
    } else if (left.rank() == 1 && left.size() == right.rows()) {
      help = "a vector is a column: write `" + e.left().span().text() + "' * " + e.right().span().text() + "`";
    }
    return refuse(e, left, right, "cannot multiply " + left.describe() + " by " + right.describe(),
        "`*` is the matrix product: the columns on the left must be as many as the rows on the right", help);
  }

  private Type refuse(Expression.Binary e, Shape left, Shape right, String message, String note, String help) {
    Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0301, e.left().span(), message)
        .label(shown(left));
    declaration(e.left(), left, diagnostic);
    diagnostic.second(e.right().span(), shown(right));
    declaration(e.right(), right, diagnostic);
    diagnostic.note(note);
    if (!help.isEmpty()) {
      diagnostic.help(help);
    }
    diagnostics.report(diagnostic);
    return Type.UNKNOWN;
  }

  private static String shown(Shape shape) {
    return shape.scalar() ? "a number" : "shape " + shape;
  }

  /** Points at the declared variable that the shape of an operand comes from. */
  private void declaration(Expression operand, Shape shape, Diagnostic.Builder diagnostic) {
    List<Symbol> sources = new ArrayList<>();
    Children.walk(operand, part -> {
      if (part instanceof Expression.Reference reference) {
        facts.bindings()
            .symbol(reference.name())
            .filter(s -> s instanceof Symbol.Variable && new Type.Numbers(shape).equals(shapes.type(s)))
            .ifPresent(sources::add);
      }
    });
    if (!shape.scalar() && !sources.isEmpty()) {
      String text = shape.rank() == 1
          ? "declared with " + shape.size() + (shape.size() == 1 ? " element" : " elements")
          : "declared as " + shape;
      sources.getFirst().place().ifPresent(p -> diagnostic.second(p, text));
    }
  }

  /** {@code a <= b <= c} is flattened: the left side of the second is the right side of the first. */
  private Type comparison(Expression.Binary e) {
    Expression left = e.left();
    boolean sound = true;
    if (e.left() instanceof Expression.Binary chain && chain.operator().comparison()) {
      sound = !shapes.type(chain).unknown();
      left = chain.right();
      if (direction(chain.operator()) == 0 || direction(chain.operator()) != direction(e.operator())) {
        diagnostics.report(Diagnostic
            .at(Code.E0305, e.operatorSpan(), "a chain of comparisons goes one way")
            .label("`" + e.operator().symbol() + "` after `" + chain.operator().symbol() + "`")
            .second(chain.operatorSpan(), "the chain begins with this")
            .help("join separate comparisons with `and`"));
        return Type.UNKNOWN;
      }
    }
    Optional<Shape> a = shapes.numbers(left);
    Optional<Shape> b = shapes.numbers(e.right());
    if (!sound || a.isEmpty() || b.isEmpty()) {
      return Type.UNKNOWN;
    }
    if (!a.get().scalar() || !b.get().scalar()) {
      diagnostics.report(Diagnostic
          .at(Code.E0301, left.span(), "cannot compare " + a.get().describe() + " with " + b.get().describe())
          .label(shown(a.get()))
          .second(e.right().span(), shown(b.get()))
          .note("a comparison needs numbers on both sides")
          .help("compare a length, `norm(a - b) <= 0.01`, or single elements, `a[1] <= b[1]`"));
      return Type.UNKNOWN;
    }
    return Type.TRUTH;
  }

  private static int direction(BinaryOperator operator) {
    return switch (operator) {
      case LESS, LESS_EQUAL -> 1;
      case GREATER, GREATER_EQUAL -> -1;
      default -> 0;
    };
  }

  Type conditional(Expression.Conditional e) {
    if (!shapes.truth(e.condition(), "the condition of `if`")) {
      shapes.type(e.whenTrue());
      shapes.type(e.whenFalse());
      return Type.UNKNOWN;
    }
    if (facts.constancy().constant(e.condition())) {
      facts.units().check(e.condition());
      return shapes.type(facts.constants().evaluate(e.condition()).value() != 0 ? e.whenTrue() : e.whenFalse());
    }
    Type whenTrue = shapes.type(e.whenTrue());
    Type whenFalse = shapes.type(e.whenFalse());
    if (whenTrue.unknown() || whenFalse.unknown()) {
      return Type.UNKNOWN;
    }
    if (whenTrue instanceof Type.Numbers a && whenFalse instanceof Type.Numbers b
        && Fit.elementwise(List.of(a.shape(), b.shape())) instanceof Fit.Of of) {
      return Type.of(of.shape());
    }
    if (whenTrue.equals(whenFalse) && whenTrue instanceof Type.Truth) {
      return whenTrue;
    }
    diagnostics.report(Diagnostic
        .at(Code.E0301, e.whenFalse().span(), "the two sides of `if` are different: " + whenTrue.describe() + " and "
            + whenFalse.describe())
        .label(whenFalse.describe())
        .second(e.whenTrue().span(), whenTrue.describe()));
    return Type.UNKNOWN;
  }
}
