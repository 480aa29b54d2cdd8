/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.ast.Expression.UnaryOperator;
import org.costate.compiler.ast.Row;
import org.costate.compiler.ast.Slice;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.ops.Algebra;
import org.costate.compiler.ops.Angle;
import org.costate.compiler.ops.Op;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Scale;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;
import org.costate.compiler.types.Unit;

/**
 * The meaning of expressions, over numbers ({@link ConstantEvaluator}) and over graph nodes (lowering) alike. Takes only expressions that
 * {@link ShapeChecker} found right. Truth values are scalars of the algebra.
 */
public abstract class Evaluator<T> {
  private final Algebra<T> in;
  private final Analysis facts;
  private final Map<Symbol, Tensor<T>> values = new HashMap<>();
  private long steps;

  protected Evaluator(Algebra<T> in, Analysis facts) {
    this.in = in;
    this.facts = facts;
  }

  /** Expressions evaluated and elements multiplied at most. */
  private static final long MAX_STEPS = 5_000_000;

  /** Called when the evaluation took too many steps; must throw. */
  protected abstract RuntimeException tooLong(Span place);

  /** The next operations come from this place. */
  protected abstract void origin(Span place);

  /** x with A x = b, for one column b. */
  protected abstract List<List<T>> solve(int n, List<T> matrix, List<List<T>> columns);

  /** The value of time or of a result. */
  protected abstract T word(Symbol.Word.Meaning meaning);

  /** {@code der(e)}, for the value of e. */
  protected abstract Tensor<T> rate(Tensor<T> value);

  /** {@code initial(e)} or {@code final(e)}. */
  protected abstract Tensor<T> atMoment(Symbol.Word.Meaning moment, Expression expression);

  /** The value of a function given by points. */
  protected abstract T look(Curve curve, List<T> arguments);

  /** The value of a call of a user's function. */
  protected Tensor<T> call(Symbol.Function function, List<Tensor<T>> arguments) {
    return inline(function, arguments);
  }

  /** What formulas count in SI units, in the unit in which a variable would keep it. */
  public final Tensor<T> kept(Tensor<T> values, Unit unit) {
    return values.map(v -> scaled(v, Scale.ONE.over(unit.scale())));
  }

  /** A value times a scale. */
  protected final T scaled(T value, Scale scale) {
    return Conversions.scaled(in, value, scale);
  }

  protected final Analysis facts() {
    return facts;
  }

  /** Gives a symbol its value. */
  public final void bind(Symbol symbol, Tensor<T> value) {
    values.put(symbol, value);
  }

  /** The value of a function's result with its parameters bound to the arguments. */
  protected final Tensor<T> inline(Symbol.Function function, List<Tensor<T>> arguments) {
    var declaration = function.declaration();
    List<Symbol> local = new ArrayList<>();
    declaration.lets().forEach(l -> local.add(facts.bindings().known(l.name())));
    values.keySet().removeAll(local);
    for (int i = 0; i < arguments.size(); i++) {
      Symbol parameter = facts.bindings().known(declaration.parameters().get(i).name());
      local.add(parameter);
      bind(parameter, arguments.get(i));
    }
    Tensor<T> value = evaluate(declaration.value()).filling(facts.shape(function));
    values.keySet().removeAll(local);
    return value;
  }

  /** The value of an expression. Numbers without a unit have taken that of their neighbours, and all values are in SI units. */
  public Tensor<T> evaluate(Expression expression) {
    return expression instanceof Expression.Number number
        ? Tensor.scalar(in.constant(facts.units().number(number)))
        : facts.units().conversions().apply(in, expression, asWritten(expression));
  }

  /** The value of an expression whose parts are evaluated, before its own conversion. */
  protected final Tensor<T> asWritten(Expression expression) {
    work(1, expression.span());
    return switch (expression) {
      case Expression.Number e -> Tensor.scalar(in.constant(e.value()));
      case Expression.Truth e -> Tensor.scalar(in.truth(e.value()));
      case Expression.Infinity e -> Tensor.scalar(in.constant(Double.POSITIVE_INFINITY));
      case Expression.Reference e -> value(facts.bindings().known(e.name()));
      case Expression.Parenthesized e -> evaluate(e.inner());
      case Expression.Array e -> array(e);
      case Expression.Call e -> call(e);
      case Expression.Index e -> {
        Tensor<T> base = evaluate(e.base());
        yield slicing(base.shape(), e.slices()).take(base);
      }
      case Expression.Transpose e -> builtin(Builtin.TRANSPOSE, List.of(evaluate(e.operand())), List.of(), e.span());
      case Expression.Unary e -> unary(e);
      case Expression.Binary e -> binary(e);
      case Expression.Conditional e -> conditional(e);
      case Expression.Text e -> throw wrong(e);
      case Expression.Select e -> throw wrong(e);
    };
  }

  /** How much was done: expressions evaluated and elements multiplied. */
  final long steps() {
    return steps;
  }

  private void work(long amount, Span place) {
    steps += amount;
    if (steps > MAX_STEPS) {
      throw tooLong(place);
    }
  }

  private static InternalCompilerError wrong(Expression expression) {
    return new InternalCompilerError("evaluation", "an expression at " + expression.span() + " has no value");
  }

  /** The value of a symbol: the one that it is bound to, or the one of its definition. */
  protected final Tensor<T> value(Symbol symbol) {
    Tensor<T> known = values.get(symbol);
    if (known != null) {
      return known;
    }
    Tensor<T> value = unbound(symbol);
    values.put(symbol, value);
    return value;
  }

  /** The value of a symbol that is not bound to one. */
  protected Tensor<T> unbound(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant s -> constant(s);
      case Symbol.Let s -> evaluate(s.declaration().value()).filling(facts.shape(s));
      case Symbol.Noise s -> new Tensor<>(facts.shape(s),
          java.util.Collections.nCopies(facts.shape(s).size(), in.constant(0)));
      case Symbol.Word s when s.meaning() == Symbol.Word.Meaning.PI -> Tensor.scalar(in.constant(Math.PI));
      case Symbol.Word s -> Tensor.scalar(word(s.meaning()));
      default -> throw new InternalCompilerError("evaluation", symbol + " has no value");
    };
  }

  private Tensor<T> constant(Symbol.Constant constant) {
    Tensor<Double> value = facts.constants().constant(constant);
    if (facts.truth(constant)) {
      return Tensor.scalar(in.truth(value.value() != 0));
    }
    return new Tensor<>(value.shape(), value.elements().stream().map(in::constant).toList());
  }

  private Tensor<T> array(Expression.Array array) {
    List<Tensor<T>> rows = new ArrayList<>();
    for (Row row : array.rows()) {
      if (row.loop().isPresent()) {
        List<Tensor<T>> rounds = rounds(row.loop().get(), row.elements().getFirst());
        rows.add(Brackets.joined(rounds, shape(Brackets.rounds(shapes(rounds)))));
      } else {
        List<Tensor<T>> parts = row.elements().stream().map(this::evaluate).toList();
        rows.add(Brackets.row(parts, shape(Brackets.row(shapes(parts)))));
      }
    }
    return Brackets.joined(rows, shape(Brackets.stack(shapes(rows))));
  }

  private List<Tensor<T>> rounds(Comprehension loop, Expression body) {
    int from = facts.constants().whole(loop.from());
    int to = facts.constants().whole(loop.to());
    Symbol variable = facts.bindings().known(loop.variable());
    List<Tensor<T>> rounds = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      double index = i;
      facts.constants().bind(variable, Tensor.scalar(index));
      bind(variable, Tensor.scalar(in.constant(index)));
      rounds.add(evaluate(body));
    }
    return rounds;
  }

  private Tensor<T> call(Expression.Call call) {
    if (TimeDerivative.is(call)) {
      origin(call.span());
      return rate(argument(call.arguments().getFirst()));
    }
    Symbol callee = facts.bindings().known(((Expression.Reference) call.callee().bare()).name());
    if (CsvCall.find(call, facts.bindings()).isPresent()) {
      origin(call.span());
      return Tensor.scalar(
          look(facts.tables().imported(call).orElseThrow(), List.of(word(Symbol.Word.Meaning.T))));
    }
    if (callee instanceof Symbol.Word word) {
      return atMoment(word.meaning(), call.arguments().getFirst().value());
    }
    if (callee instanceof Symbol.BuiltIn builtin) {
      return builtin(builtin.function(), call);
    }
    if (callee instanceof Symbol.Table table) {
      List<Tensor<T>> arguments = call.arguments().stream().map(this::argument).toList();
      origin(call.span());
      return table(table, arguments);
    }
    Symbol.Function function = (Symbol.Function) callee;
    List<Tensor<T>> arguments =
        NamedArguments.ordered(call, function.declaration()).stream().map(this::argument).toList();
    origin(call.span());
    return call(function, arguments);
  }

  private Tensor<T> table(Symbol.Table table, List<Tensor<T>> arguments) {
    Curve curve = facts.tables().table(table).orElseThrow();
    Shape shape = shape(Fit.elementwise(shapes(arguments)));
    return new Tensor<>(shape, IntStream.range(0, shape.size())
        .mapToObj(i -> look(curve, arguments.stream().map(a -> a.at(i)).toList()))
        .toList());
  }

  private Tensor<T> builtin(Builtin function, Expression.Call call) {
    List<Optional<Double>> constants = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      boolean known = i >= function.form().constantsFrom();
      constants.add(known
          ? Optional.of(facts.constants().evaluate(call.arguments().get(i).value()).value())
          : Optional.empty());
    }
    if (function == Builtin.SIZE) {
      Shape shape = facts.shapeOf(call.arguments().getFirst().value());
      Optional<Double> dimension = constants.size() == 2 ? constants.get(1) : Optional.empty();
      return Tensor.scalar(in.constant(Form.Size.of(shape, dimension)));
    }
    List<Tensor<T>> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Argument argument = call.arguments().get(i);
      arguments
          .add(constants.get(i).map(value -> Tensor.scalar(in.constant(value))).orElseGet(() -> argument(argument)));
    }
    return builtin(function, prepared(function, arguments), constants, call.span());
  }

  /** The arguments of a built-in function, ready for its elementary operations. */
  protected List<Tensor<T>> prepared(Builtin function, List<Tensor<T>> arguments) {
    return arguments;
  }

  private Tensor<T> builtin(
      Builtin function, List<Tensor<T>> arguments, List<Optional<Double>> constants, Span place) {
    List<Form.Argument> shapes = IntStream.range(0, arguments.size())
        .mapToObj(i -> new Form.Argument(arguments.get(i).shape(),
            i < constants.size() ? constants.get(i) : Optional.empty()))
        .toList();
    origin(place);
    return function.form().apply(in, arguments, shape(function.form().fit(shapes)));
  }

  private Tensor<T> argument(Argument argument) {
    if (argument.loop().isEmpty()) {
      return evaluate(argument.value());
    }
    List<Tensor<T>> rounds = rounds(argument.loop().get(), argument.value());
    return Brackets.joined(rounds, shape(Brackets.rounds(shapes(rounds))));
  }

  private Slicing slicing(Shape base, List<Slice> slices) {
    List<Slicing.Part> parts = new ArrayList<>();
    for (int d = 0; d < slices.size(); d++) {
      parts.add(switch (slices.get(d)) {
        case Slice.All s -> new Slicing.Part(1, base.dimensions().get(d), false);
        case Slice.At s -> {
          int index = facts.constants().whole(s.index());
          yield new Slicing.Part(index, index, true);
        }
        case Slice.Range s ->
          new Slicing.Part(facts.constants().whole(s.from()), facts.constants().whole(s.to()), false);
      });
    }
    return Slicing.of(base, parts);
  }

  private Tensor<T> unary(Expression.Unary e) {
    Tensor<T> operand = evaluate(e.operand());
    origin(e.span());
    return switch (e.operator()) {
      case UnaryOperator.PLUS -> operand;
      case UnaryOperator.MINUS -> operand.map(in::negate);
      case UnaryOperator.NOT -> operand.map(a -> in.apply(Op.NOT, a));
    };
  }

  private Tensor<T> binary(Expression.Binary e) {
    BinaryOperator operator = e.operator();
    if (operator == BinaryOperator.POWER || operator == BinaryOperator.ELEMENT_POWER) {
      return power(e);
    }
    Tensor<T> left = evaluate(e.left());
    Tensor<T> right = evaluate(e.right());
    if (operator.comparison()) {
      return comparison(e, left, right);
    }
    origin(e.span());
    return switch (operator) {
      case PLUS -> sum(e, left, right);
      case MINUS -> difference(e, left, right);
      case ELEMENT_TIMES -> each(Op.MULTIPLY, left, right);
      case DIVIDE, ELEMENT_DIVIDE -> each(Op.DIVIDE, left, right);
      case AND -> each(Op.AND, left, right);
      case OR -> each(Op.OR, left, right);
      case TIMES -> {
        Shape result = shape(Products.fit(left.shape(), right.shape()));
        work((long) result.size() * left.shape().columns(), e.span());
        yield Products.product(in, left, right, result);
      }
      case SOLVE -> solve(left, right);
      default -> throw wrong(e);
    };
  }

  /** An angle and a number make an angle. */
  private Tensor<T> sum(Expression.Binary e, Tensor<T> left, Tensor<T> right) {
    Tensor<T> plain = each(Op.ADD, left, right);
    return facts.angles().angle(e) ? plain.map(a -> Angle.wrap(in, a)) : plain;
  }

  /** The shortest way round where one side is an angle. */
  private Tensor<T> difference(Expression.Binary e, Tensor<T> left, Tensor<T> right) {
    Tensor<T> plain = each(Op.SUBTRACT, left, right);
    return isAngular(e) ? plain.map(a -> Angle.wrap(in, a)) : plain;
  }

  private boolean isAngular(Expression.Binary e) {
    return facts.angles().angle(e.left()) || facts.angles().angle(e.right());
  }

  private Tensor<T> power(Expression.Binary e) {
    Tensor<T> base = evaluate(e.left());
    if (facts.constancy().constant(e.right())) {
      Tensor<Double> exponent = facts.constants().evaluate(e.right());
      origin(e.span());
      return zip(base.shape(), exponent.shape(), i -> Powers.power(in, base.at(i), exponent.at(i)));
    }
    Tensor<T> exponent = evaluate(e.right());
    origin(e.span());
    return each(Op.POW, base, exponent);
  }

  private Tensor<T> each(Op op, Tensor<T> left, Tensor<T> right) {
    return zip(left.shape(), right.shape(), i -> in.apply(op, left.at(i), right.at(i)));
  }

  private Tensor<T> zip(Shape left, Shape right, java.util.function.IntFunction<T> element) {
    Shape shape = shape(Fit.elementwise(List.of(left, right)));
    return new Tensor<>(shape, IntStream.range(0, shape.size()).mapToObj(element).toList());
  }

  /** {@code a <= b <= c} is {@code a <= b and b <= c}. */
  private Tensor<T> comparison(Expression.Binary e, Tensor<T> left, Tensor<T> right) {
    if (e.left() instanceof Expression.Binary chain && chain.operator().comparison()) {
      T middle = evaluate(chain.right()).value();
      origin(e.span());
      return Tensor.scalar(in.apply(Op.AND, left.value(), compare(e.operator(), middle, right.value())));
    }
    origin(e.span());
    boolean equality = e.operator() == BinaryOperator.EQUAL || e.operator() == BinaryOperator.NOT_EQUAL;
    if (equality && isAngular(e)) {
      return Tensor.scalar(compare(e.operator(), difference(e, left, right).value(), in.constant(0)));
    }
    return Tensor.scalar(compare(e.operator(), left.value(), right.value()));
  }

  private T compare(BinaryOperator operator, T a, T b) {
    return switch (operator) {
      case LESS -> in.apply(Op.LESS, a, b);
      case LESS_EQUAL -> in.apply(Op.LESS_EQUAL, a, b);
      case GREATER -> in.apply(Op.LESS, b, a);
      case GREATER_EQUAL -> in.apply(Op.LESS_EQUAL, b, a);
      case EQUAL -> in.apply(Op.EQUAL, a, b);
      case NOT_EQUAL -> in.apply(Op.NOT, in.apply(Op.EQUAL, a, b));
      default -> throw new IllegalArgumentException(operator + " compares nothing");
    };
  }

  private Tensor<T> solve(Tensor<T> matrix, Tensor<T> right) {
    int n = matrix.shape().rows();
    int count = right.shape().columns();
    List<List<T>> columns = IntStream.range(0, count)
        .mapToObj(c -> IntStream.range(0, n).mapToObj(r -> right.at(r, c)).toList())
        .toList();
    List<List<T>> solved = solve(n, matrix.elements(), columns);
    return new Tensor<>(right.shape(),
        IntStream.range(0, n * count).mapToObj(i -> solved.get(i % count).get(i / count)).toList());
  }

  /** A condition known when compiling chooses a side for good: the other is not even looked at. */
  private Tensor<T> conditional(Expression.Conditional e) {
    if (facts.constancy().constant(e.condition())) {
      boolean holds = facts.constants().evaluate(e.condition()).value() != 0;
      return evaluate(holds ? e.whenTrue() : e.whenFalse());
    }
    T condition = evaluate(e.condition()).value();
    Tensor<T> whenTrue = evaluate(e.whenTrue());
    Tensor<T> whenFalse = evaluate(e.whenFalse());
    origin(e.span());
    return zip(whenTrue.shape(), whenFalse.shape(), i -> in.choose(condition, whenTrue.at(i), whenFalse.at(i)));
  }

  private static <T> List<Shape> shapes(List<Tensor<T>> tensors) {
    return tensors.stream().map(Tensor::shape).toList();
  }

  private static Shape shape(Fit fit) {
    return switch (fit) {
      case Fit.Of of -> of.shape();
      case Fit.Not not -> throw new InternalCompilerError("evaluation", not.reason());
      case Fit.TooLarge t -> throw new InternalCompilerError("evaluation", "an array is too large");
    };
  }
}
