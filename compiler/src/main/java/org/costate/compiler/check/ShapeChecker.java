/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Row;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;
import org.costate.compiler.types.Type;
import org.costate.runtime.problem.Manifold;

/**
 * The types of expressions and of what names stand for (E03). An expression with an error has an unknown type, which silences whoever
 * uses it. The body of a comprehension is checked once for each round, since its shapes may depend on the loop variable.
 */
final class ShapeChecker {
  /** Expressions looked at in one file. */
  private static final long MAX_STEPS = 5_000_000;

  private final Analysis facts;
  private final Diagnostics diagnostics;
  private final OperatorChecker operators;
  private final CallChecker calls;
  private final IndexChecker indices;
  private final Map<Symbol, Type> types = new HashMap<>();
  private final Set<Symbol> broken;
  private long steps;

  ShapeChecker(Analysis facts, Set<Symbol> broken, Diagnostics diagnostics) {
    this.facts = facts;
    this.broken = new HashSet<>(broken);
    this.diagnostics = diagnostics;
    this.operators = new OperatorChecker(facts, this, diagnostics);
    this.calls = new CallChecker(facts, this, diagnostics);
    this.indices = new IndexChecker(facts, this, diagnostics);
  }

  /** The type of what a name stands for. */
  Type type(Symbol symbol) {
    Type known = types.get(symbol);
    if (known != null) {
      return known;
    }
    if (!broken.add(symbol)) {
      return Type.UNKNOWN;
    }
    Type type = switch (symbol) {
      case Symbol.Constant s -> constant(s);
      case Symbol.Let s -> definition(s.name(), s.declaration().name(), s.declaration().shape(),
          s.declaration().value());
      case Symbol.Variable s -> variable(s);
      case Symbol.Noise s -> declared(s.declaration().shape());
      case Symbol.Observation s -> Type.UNKNOWN;
      case Symbol.Parameter s -> declared(s.declaration().shape());
      case Symbol.Function s -> function(s);
      case Symbol.Table s -> facts.tables().table(s).isPresent() ? Type.NUMBER : Type.UNKNOWN;
      case Symbol.Word s -> Type.NUMBER;
      case Symbol.Loop s -> Type.NUMBER;
      case Symbol.BuiltIn s -> Type.UNKNOWN;
      case Symbol.Policy s -> Type.UNKNOWN;
      case Symbol.Layer s -> Type.UNKNOWN;
      case Symbol.NetworkFunction s -> Type.UNKNOWN;
      case Symbol.Container s -> Type.UNKNOWN;
      case Symbol.Module s -> Type.UNKNOWN;
      case Symbol.Unbuilt s -> Type.UNKNOWN;
    };
    broken.remove(symbol);
    types.put(symbol, type);
    return type;
  }

  /** A quaternion has four numbers; what else it is declared with is reported where declarations are checked. */
  private Type variable(Symbol.Variable symbol) {
    return symbol.manifold() == Manifold.QUATERNION && symbol.declaration().shape().isEmpty()
        ? Type.of(Shape.vector(4))
        : declared(symbol.declaration().shape());
  }

  /** A const that is not known when compiling is reported where moments are checked. */
  private Type constant(Symbol.Constant symbol) {
    Member.Const declaration = symbol.declaration();
    Type type = definition(symbol.name(), declaration.name(), declaration.shape(), declaration.value());
    return facts.constancy().constant(declaration.value()) ? type : Type.UNKNOWN;
  }

  private Type definition(String name, Name place, List<Expression> shape, Expression value) {
    if (shape.isEmpty()) {
      Type type = type(value);
      if (type instanceof Type.Text) {
        return wrongType(value, "a number", type);
      }
      return positive(type, place);
    }
    Type declared = declared(shape);
    Type found = type(value);
    return fits(declared, found, value, "`" + name + "`", place.span()) ? declared : Type.UNKNOWN;
  }

  private Type positive(Type type, Name place) {
    if (type instanceof Type.Numbers n && n.shape().size() == 0) {
      diagnostics.report(Diagnostic.at(Code.E0301, place.span(), "`" + place + "` has no elements")
          .label("its value is an empty array"));
      return Type.UNKNOWN;
    }
    return type;
  }

  private Type function(Symbol.Function symbol) {
    Member.Function f = symbol.declaration();
    boolean sound = true;
    for (var parameter : f.parameters()) {
      sound &= facts.bindings().symbol(parameter.name()).map(s -> !type(s).unknown()).orElse(false);
    }
    for (Member.Let let : f.lets()) {
      sound &= facts.bindings().symbol(let.name()).map(s -> !type(s).unknown()).orElse(false);
    }
    Type result = definition(symbol.name(), f.name(), f.shape(), f.value());
    return sound ? result : Type.UNKNOWN;
  }

  /** The type that a shape declares. */
  Type declared(List<Expression> shape) {
    if (shape.size() > 2) {
      diagnostics.report(Diagnostic
          .at(Code.E0307, shape.get(2).span(), "an array has one or two dimensions")
          .label("a third one"));
      return Type.UNKNOWN;
    }
    List<Integer> dimensions = new ArrayList<>();
    for (Expression e : shape) {
      Optional<Double> size = number(e, Code.E0307, "a shape");
      if (size.isEmpty()) {
        return Type.UNKNOWN;
      }
      if (!(size.get() >= 1 && size.get() == Math.rint(size.get()))) {
        diagnostics.report(Diagnostic
            .at(Code.E0307, e.span(), "a shape is made of positive whole numbers")
            .label("this is " + Numbers.text(size.get())));
        return Type.UNKNOWN;
      }
      if (size.get() > Sizes.MAX_ELEMENTS) {
        return tooLarge(e.span());
      }
      dimensions.add(size.get().intValue());
    }
    if (dimensions.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b) > Sizes.MAX_ELEMENTS) {
      return tooLarge(shape.getFirst().span().to(shape.getLast().span()));
    }
    return Type.of(new Shape(dimensions));
  }

  Type tooLarge(Span place) {
    diagnostics.report(Diagnostic
        .at(Code.E0902, place, "an array has at most " + Sizes.MAX_ELEMENTS + " elements")
        .label("this asks for more"));
    return Type.UNKNOWN;
  }

  /** Whether a value fits where a shape is declared: an equal shape, or a number, which fills it; reported if not. */
  boolean fits(Type declared, Type found, Expression value, String what, Span declaration) {
    if (declared.unknown() || found.unknown()) {
      return false;
    }
    if (!(found instanceof Type.Numbers numbers)) {
      wrongType(value, declared.describe(), found);
      return false;
    }
    Shape wanted = ((Type.Numbers) declared).shape();
    if (!numbers.shape().scalar() && !numbers.shape().equals(wanted)) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0301, value.span(), what + " is " + wanted.describe() + ", but its value is "
              + numbers.shape().describe())
          .label(numbers.shape().describe())
          .second(declaration, wanted.scalar() ? "declared without a shape" : "declared as " + wanted);
      if (wanted.scalar()) {
        diagnostic.help("a shape stands behind the name: `" + declaration.text() + numbers.shape() + "`");
      }
      diagnostics.report(diagnostic);
      return false;
    }
    return true;
  }

  /** The type of an expression. */
  Type type(Expression expression) {
    if (++steps > MAX_STEPS) {
      throw new LimitExceeded(expression.span());
    }
    return switch (expression) {
      case Expression.Number e -> Type.NUMBER;
      case Expression.Infinity e -> Type.NUMBER;
      case Expression.Truth e -> Type.TRUTH;
      case Expression.Text e -> Type.TEXT;
      case Expression.Reference e -> facts.bindings().symbol(e.name()).map(this::type).orElse(Type.UNKNOWN);
      case Expression.Parenthesized e -> type(e.inner());
      case Expression.Array e -> array(e);
      case Expression.Call e -> calls.type(e);
      case Expression.Index e -> indices.type(e);
      case Expression.Select e -> Type.UNKNOWN;
      case Expression.Transpose e -> operators.transpose(e);
      case Expression.Unary e -> operators.unary(e);
      case Expression.Binary e -> operators.binary(e);
      case Expression.Conditional e -> operators.conditional(e);
    };
  }

  /** The shape of an expression that must be a number or an array; otherwise reported. */
  Optional<Shape> numbers(Expression expression) {
    Type type = type(expression);
    if (type instanceof Type.Numbers n) {
      return Optional.of(n.shape());
    }
    if (!type.unknown()) {
      wrongType(expression, "a number", type);
    }
    return Optional.empty();
  }

  /** Whether an expression is one number; otherwise reported. */
  boolean scalar(Expression expression, String what) {
    Optional<Shape> shape = numbers(expression);
    if (shape.isPresent() && !shape.get().scalar()) {
      diagnostics.report(Diagnostic
          .at(Code.E0301, expression.span(), what + " must be a number, but this is " + shape.get().describe())
          .label("shape " + shape.get()));
      return false;
    }
    return shape.isPresent();
  }

  /** Whether an expression is a truth value; otherwise reported. */
  boolean truth(Expression expression, String what) {
    Type type = type(expression);
    if (type instanceof Type.Numbers) {
      diagnostics.report(Diagnostic
          .at(Code.E0305, expression.span(), what + " must be true or false, but this is " + type.describe())
          .label(type.describe())
          .help("compare it with something, for example `" + shown(expression) + " > 0`"));
    } else if (type instanceof Type.Text) {
      wrongType(expression, "a truth value", type);
    }
    return type instanceof Type.Truth;
  }

  private static String shown(Expression expression) {
    String text = expression.span().text();
    return text.length() <= 40 && text.indexOf('\n') < 0 ? text : "...";
  }

  Type wrongType(Expression expression, String expected, Type found) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0305, expression.span(), "expected " + expected + ", found " + found.describe())
        .label(found.describe());
    if (found instanceof Type.Truth) {
      diagnostic.help("`if " + shown(expression.bare()) + " then 1 else 0` makes a number of it");
    }
    diagnostics.report(diagnostic);
    return Type.UNKNOWN;
  }

  /** The value of a number that must be known when compiling; reported with {@code code} if it is not. */
  Optional<Double> number(Expression expression, Code code, String what) {
    if (!scalar(expression, what)) {
      return Optional.empty();
    }
    if (!facts.constancy().constant(expression)) {
      notConstant(expression, code, what);
      return Optional.empty();
    }
    facts.units().check(expression);
    return Optional.of(facts.constants().evaluate(expression).value());
  }

  private void notConstant(Expression expression, Code code, String what) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(code, expression.span(), what + " must be known when compiling")
        .note("consts, loop variables and sizes are known when compiling");
    facts.uses().direct(expression).forEach((symbol, place) -> {
      boolean varies = switch (symbol) {
        case Symbol.Variable s -> true;
        case Symbol.Let s -> true;
        case Symbol.Parameter s -> true;
        case Symbol.Function s -> true;
        case Symbol.Word s -> s.meaning() != Symbol.Word.Meaning.PI;
        default -> false;
      };
      if (varies && place.equals(expression.span())) {
        diagnostic.label(Kinds.withArticle(symbol.kind()));
      } else if (varies) {
        diagnostic.second(place, Kinds.withArticle(symbol.kind()));
      }
    });
    diagnostics.report(diagnostic);
  }

  /** The value of an expression that must be known when compiling, whatever its shape; empty if it is not or has an error. */
  Optional<Tensor<Double>> constant(Expression expression) {
    return type(expression) instanceof Type.Numbers && facts.constancy().constant(expression)
        ? Optional.of(facts.constants().evaluate(expression))
        : Optional.empty();
  }

  private Type array(Expression.Array array) {
    List<Shape> rows = new ArrayList<>();
    boolean sound = true;
    for (Row row : array.rows()) {
      Optional<Shape> shape = row.loop().isPresent() ? loop(row) : row(row);
      shape.ifPresent(rows::add);
      sound &= shape.isPresent();
    }
    if (!sound) {
      return Type.UNKNOWN;
    }
    return switch (Brackets.stack(rows)) {
      case Fit.Of of -> of.shape().size() == 0 ? emptyArray(array) : new Type.Numbers(of.shape());
      case Fit.TooLarge t -> tooLarge(array.span());
      case Fit.Not not -> {
        diagnostics.report(Diagnostic
            .at(Code.E0306, array.rows().get(not.operand()).span(), "the rows of an array need equal lengths")
            .label(not.reason())
            .second(array.rows().getFirst().span(), "the first row"));
        yield Type.UNKNOWN;
      }
    };
  }

  private Type emptyArray(Expression.Array array) {
    diagnostics.report(Diagnostic.at(Code.E0301, array.span(), "an array needs an element")
        .label("this one is empty"));
    return Type.UNKNOWN;
  }

  private Optional<Shape> row(Row row) {
    List<Shape> parts = new ArrayList<>();
    for (Expression element : row.elements()) {
      numbers(element).ifPresent(parts::add);
    }
    if (parts.size() < row.elements().size()) {
      return Optional.empty();
    }
    return switch (Brackets.row(parts)) {
      case Fit.Of of -> Optional.of(of.shape());
      case Fit.TooLarge t -> {
        tooLarge(row.span());
        yield Optional.empty();
      }
      case Fit.Not not -> {
        diagnostics.report(Diagnostic
            .at(Code.E0301, row.elements().get(not.operand()).span(), "the parts of this row do not fit together")
            .label(not.reason()));
        yield Optional.empty();
      }
    };
  }

  private Optional<Shape> loop(Row row) {
    return rounds(row.loop().get(), row.elements().getFirst()).flatMap(rounds -> switch (Brackets.rounds(rounds)) {
      case Fit.Of of -> Optional.of(of.shape());
      case Fit.TooLarge t -> {
        tooLarge(row.span());
        yield Optional.empty();
      }
      case Fit.Not not -> {
        diagnostics.report(Diagnostic
            .at(Code.E0306, row.elements().getFirst().span(), "the rounds of a `for` need equal shapes")
            .label(not.reason()));
        yield Optional.empty();
      }
    });
  }

  /** The shape in each round of a loop; empty if one has an error. */
  Optional<List<Shape>> rounds(Comprehension loop, Expression body) {
    List<Shape> shapes = new ArrayList<>();
    boolean right = eachRound(loop, "a `for`", Sizes.MAX_ELEMENTS, i -> {
      Optional<Shape> shape = numbers(body);
      shape.ifPresent(shapes::add);
      return shape.isPresent();
    });
    return right ? Optional.of(shapes) : Optional.empty();
  }

  /**
   * Goes through the rounds of a loop with its variable bound, up to the first one that is wrong.
   *
   * @param what has the loop, and at most {@code most} rounds
   * @param right checks the round with this number
   * @return whether all are right, and the range is
   */
  boolean eachRound(Comprehension loop, String what, int most, IntPredicate right) {
    Optional<Symbol> variable = facts.bindings().symbol(loop.variable());
    OptionalInt from = whole(loop.from());
    OptionalInt to = whole(loop.to());
    if (variable.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return false;
    }
    if ((long) to.getAsInt() - from.getAsInt() >= most) {
      diagnostics.report(Diagnostic
          .at(Code.E0902, loop.span(), what + " has at most " + most + " rounds")
          .label("this asks for more"));
      return false;
    }
    for (int i = from.getAsInt(); i <= to.getAsInt(); i++) {
      facts.constants().bind(variable.get(), Tensor.scalar((double) i));
      if (!right.test(i)) {
        return false;
      }
    }
    return true;
  }

  /** An end of a range. */
  OptionalInt whole(Expression expression) {
    Optional<Double> value = number(expression, Code.E0304, "an index or a range");
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get() != value.get().intValue()) {
      diagnostics.report(Diagnostic
          .at(Code.E0303, expression.span(), "an index or a range needs whole numbers")
          .label("this is " + Numbers.text(value.get())));
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.get().intValue());
  }
}
