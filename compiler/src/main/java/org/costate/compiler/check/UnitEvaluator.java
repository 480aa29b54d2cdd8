/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.ast.Row;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.check.Quantity.Measured;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;
import org.costate.compiler.types.Unit;

/**
 * Quantities in the place of numbers: the evaluation of an expression over {@link UnitAlgebra}, element by element. Names have the quantity
 * that their declaration says, or else that of what defines them; a function is evaluated once for the quantities that it is called with.
 */
final class UnitEvaluator extends Evaluator<Measure> {
  private final ProgramUnits names;
  private final UnitReporter reporter;
  private final UnitAlgebra algebra;
  private final Diagnostics diagnostics;
  private final Quantity time;
  private final Map<Call, Tensor<Measure>> calls = new HashMap<>();
  private final Set<Symbol> defined = new HashSet<>();
  private Expression definition;

  /** @param time what {@code t} is */
  UnitEvaluator(Analysis facts, ProgramUnits names, UnitAlgebra algebra, UnitReporter reporter,
      Diagnostics diagnostics, Quantity time) {
    super(algebra, facts);
    this.algebra = algebra;
    this.names = names;
    this.reporter = reporter;
    this.diagnostics = diagnostics;
    this.time = time;
  }

  private record Call(Symbol.Function function, List<List<Quantity>> arguments) {}

  /** A unit that nobody wrote, such as that of a free final time, is checked where that of `t` is. */
  Optional<Unit> declared(Symbol symbol) {
    boolean untimed = time.equals(Quantity.UNCHECKED);
    return annotation(symbol).filter(u -> !untimed || !u.span().source().name().isEmpty()).flatMap(names::unit);
  }

  /** The unit that stands in a declaration. */
  static Optional<UnitExpression> annotation(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant s -> s.declaration().unit();
      case Symbol.Let s -> s.declaration().unit();
      case Symbol.Variable s -> s.declaration().unit();
      case Symbol.Parameter s -> s.declaration().unit();
      case Symbol.Function s -> s.declaration().unit();
      case Symbol.Table s -> s.declaration().unit();
      case Symbol.Noise s -> s.declaration().unit();
      case Symbol.Observation s -> s.declaration().unit();
      case Symbol.Loop s -> Optional.empty();
      case Symbol.Policy s -> Optional.empty();
      case Symbol.Layer s -> Optional.empty();
      case Symbol.NetworkFunction s -> Optional.empty();
      case Symbol.Container s -> Optional.empty();
      case Symbol.Module s -> Optional.empty();
      case Symbol.BuiltIn s -> Optional.empty();
      case Symbol.Word s -> Optional.empty();
      case Symbol.Unbuilt s -> Optional.empty();
    };
  }

  /** The place of a unit in the source; the rate of a coordinate has none of its own. */
  static Optional<Span> written(Symbol symbol) {
    return annotation(symbol).flatMap(unit -> symbol.place()
        .map(name -> name.source().equals(unit.span().source()) ? unit.span() : name));
  }

  /** Checks a const, a let or a function, once. */
  void define(Symbol symbol) {
    if (!defined.add(symbol)) {
      return;
    }
    switch (symbol) {
      case Symbol.Constant s -> value(s);
      case Symbol.Let s -> value(s);
      case Symbol.Function s -> define(s);
      default -> declared(symbol);
    }
  }

  /** The value of a definition, where a number takes the declared unit and not that of its neighbours. */
  Tensor<Measure> in(Expression value) {
    Expression outer = definition;
    definition = value.bare();
    Tensor<Measure> found = evaluate(value);
    definition = outer;
    return found;
  }

  /** Whether the elements have a unit's dimension; otherwise reported. */
  boolean fits(Expression value, Tensor<Measure> found, Unit unit, String what, Optional<Span> declaration) {
    for (int i = 0; i < found.shape().size(); i++) {
      if (found.at(i).quantity() instanceof Measured m && !m.unit().dimension().equals(unit.dimension())) {
        reporter.unfit(part(value, i, found.shape()), m.unit(), unit, what, declaration);
        return false;
      }
    }
    return true;
  }

  /** The place of one element of a value, as far as it is written out. */
  static Expression part(Expression value, int element, Shape shape) {
    if (value.bare() instanceof Expression.Array array) {
      List<Expression> parts = array.rows().stream().flatMap(r -> r.elements().stream()).toList();
      if (array.rows().stream().allMatch(r -> r.loop().isEmpty()) && parts.size() == shape.size()) {
        return parts.get(element);
      }
    }
    return value;
  }

  // ---------- expressions ----------

  @Override
  public Tensor<Measure> evaluate(Expression expression) {
    Expression outer = reporter.enter(expression);
    UnitLints.boundToUnit(expression, facts().bindings(), diagnostics);
    Tensor<Measure> value = switch (expression) {
      case Expression.Number e -> Tensor.scalar(algebraOf(e));
      case Expression.Array e when e != definition && e.rows().size() == 1 -> neighbours(asWritten(e), e);
      case Expression.Binary e when e.operator() == BinaryOperator.POWER
          || e.operator() == BinaryOperator.ELEMENT_POWER -> {
        exponent(e.right());
        yield asWritten(e);
      }
      default -> asWritten(expression);
    };
    reporter.leave(outer);
    return sourced(expression, value);
  }

  private Measure algebraOf(Expression.Number number) {
    if (number.unit().isEmpty()) {
      return Measure.of(Quantity.number(number.value()));
    }
    return Measure.of(names.unit(number.unit().get()).<Quantity>map(Measured::new).orElse(Quantity.FAILED));
  }

  private void exponent(Expression exponent) {
    for (Measure element : evaluate(exponent).elements()) {
      if (element.quantity() instanceof Measured m && !m.unit().dimension().none()) {
        reporter.exponent(exponent, m.unit());
        return;
      }
    }
  }

  private static Tensor<Measure> sourced(Expression expression, Tensor<Measure> value) {
    int size = value.shape().size();
    return new Tensor<>(value.shape(), IntStream.range(0, size)
        .mapToObj(i -> new Measure(value.at(i).quantity(), List.of(new Measure.Source(expression, size, i))))
        .toList());
  }

  /** In a list, numbers take the unit of the quantities beside them if these have one unit. */
  private Tensor<Measure> neighbours(Tensor<Measure> list, Expression.Array array) {
    Row row = array.rows().getFirst();
    if (list.shape().rank() != 1) {
      return list;
    }
    List<Unit> units = new ArrayList<>();
    for (Measure element : list.elements()) {
      if (element.quantity() instanceof Measured m && units.stream().noneMatch(u -> u.same(m.unit()))) {
        units.add(m.unit());
      }
    }
    boolean numbers = list.elements().stream().anyMatch(e -> e.quantity() instanceof Quantity.Bare);
    if (units.size() != 1 || !numbers || row.loop().isPresent()) {
      return list;
    }
    return list.map(element -> {
      algebra.adopt(element, units.getFirst());
      return element.quantity() instanceof Quantity.Bare ? element.with(new Measured(units.getFirst())) : element;
    });
  }

  /** What is squared and then added must be of one kind, and numbers take its unit, before it is squared. */
  @Override
  protected List<Tensor<Measure>> prepared(Builtin function, List<Tensor<Measure>> arguments) {
    return switch (function) {
      case SUMSQ, NORM -> List.of(alike(arguments.getFirst()));
      case HYPOT -> {
        Tensor<Measure> both = alike(Tensor.vector(arguments.stream().flatMap(a -> a.elements().stream()).toList()));
        int first = arguments.getFirst().shape().size();
        yield List.of(new Tensor<>(arguments.get(0).shape(), both.elements().subList(0, first)),
            new Tensor<>(arguments.get(1).shape(), both.elements().subList(first, both.shape().size())));
      }
      default -> arguments;
    };
  }

  private Tensor<Measure> alike(Tensor<Measure> tensor) {
    Quantity all = tensor.elements().stream().reduce(algebra::equal).orElse(Measure.of(Quantity.ZERO)).quantity();
    return tensor
        .map(e -> all.equals(Quantity.FAILED) || all instanceof Measured && e.quantity() instanceof Quantity.Bare
            ? e.with(all)
            : e);
  }

  // ---------- names ----------

  @Override
  protected Tensor<Measure> unbound(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Constant s -> definition(s, s.declaration().value());
      case Symbol.Let s -> definition(s, s.declaration().value());
      case Symbol.Word s -> super.unbound(s);
      case Symbol.Loop s -> filled(Shape.SCALAR, new Quantity.Bare(Double.NaN));
      default -> filled(facts().shape(symbol),
          declared(symbol).<Quantity>map(Measured::new).orElse(Quantity.UNCHECKED));
    };
  }

  private Tensor<Measure> definition(Symbol symbol, Expression value) {
    UnitReporter.Place outer = reporter.away();
    Shape shape = facts().shape(symbol);
    Optional<UnitExpression> annotation = annotation(symbol);
    Optional<Unit> unit = declared(symbol);
    Tensor<Measure> result;
    if (unit.isPresent()) {
      Tensor<Measure> found = in(value);
      if (fits(value, found, unit.get(), "`" + symbol.name() + "`", written(symbol))) {
        found.elements().forEach(e -> algebra.adopt(e, unit.get()));
      }
      result = filled(shape, new Measured(unit.get()));
    } else {
      Tensor<Measure> found = evaluate(value).filling(shape);
      result = annotation.isPresent() ? filled(shape, Quantity.FAILED) : found.map(e -> named(e, shape));
    }
    reporter.back(outer);
    return result;
  }

  /** A number that has a name but no unit is not checked; zeros inside an array stay zeros. */
  private static Measure named(Measure element, Shape shape) {
    boolean zero = element.quantity() instanceof Quantity.Zero && !shape.scalar();
    return element.quantity().bare() && !zero ? Measure.of(Quantity.UNCHECKED) : element;
  }

  private static Tensor<Measure> filled(Shape shape, Quantity quantity) {
    return new Tensor<>(shape, Collections.nCopies(shape.size(), Measure.of(quantity)));
  }

  // ---------- functions ----------

  private void define(Symbol.Function function) {
    UnitReporter.Place outer = reporter.away();
    List<Tensor<Measure>> arguments = function.declaration()
        .parameters()
        .stream()
        .map(p -> unbound(facts().bindings().known(p.name())))
        .toList();
    body(function, arguments);
    reporter.back(outer);
  }

  @Override
  protected Tensor<Measure> call(Symbol.Function function, List<Tensor<Measure>> arguments) {
    define((Symbol) function);
    List<Tensor<Measure>> inside = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      inside.add(argument(function, i, arguments.get(i)));
    }
    UnitReporter.Place outer = reporter.into(function);
    Tensor<Measure> result = body(function, inside);
    reporter.back(outer);
    return result;
  }

  private Tensor<Measure> argument(Symbol.Function function, int index, Tensor<Measure> given) {
    Symbol parameter = facts().bindings().known(function.declaration().parameters().get(index).name());
    Optional<Unit> unit = declared(parameter);
    if (unit.isEmpty()) {
      return given.map(UnitEvaluator::inSi);
    }
    for (Measure element : given.elements()) {
      if (element.quantity() instanceof Measured m && !m.unit().dimension().equals(unit.get().dimension())) {
        reporter.argument(element, m.unit(), function.name(), parameter.name(), parameter.place(), unit.get());
        break;
      }
      algebra.adopt(element, unit.get());
    }
    return filled(given.shape(), new Measured(unit.get()));
  }

  @Override
  protected Measure look(Curve curve, List<Measure> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      Measure given = arguments.get(i);
      Optional<Unit> unit = curve.takes().get(i);
      if (unit.isPresent()) {
        if (given.quantity() instanceof Measured m && !m.unit().dimension().equals(unit.get().dimension())) {
          reporter.argument(given, m.unit(), curve.name(), curve.arguments().get(i), Optional.empty(), unit.get());
        }
        algebra.adopt(given, unit.get());
      }
    }
    Quantity otherwise = curve.imported() ? new Quantity.Bare(Double.NaN) : Quantity.UNCHECKED;
    return Measure.of(curve.gives().<Quantity>map(Measured::new).orElse(otherwise));
  }

  private static Measure inSi(Measure argument) {
    return Measure.of(switch (argument.quantity()) {
      case Quantity.Zero q -> q;
      case Quantity.Bare q -> Quantity.UNCHECKED;
      case Quantity.Unchecked q -> q;
      case Measured q -> new Measured(q.unit().coherent());
    });
  }

  private Tensor<Measure> body(Symbol.Function function, List<Tensor<Measure>> arguments) {
    Call key = new Call(function,
        arguments.stream().map(a -> a.elements().stream().map(Measure::quantity).toList()).toList());
    Tensor<Measure> known = calls.get(key);
    if (known == null) {
      known = result(function, inline(function, arguments));
      calls.put(key, known);
    }
    return known;
  }

  private Tensor<Measure> result(Symbol.Function function, Tensor<Measure> found) {
    Optional<Unit> unit = declared(function);
    if (unit.isEmpty()) {
      return found.map(e -> named(e, found.shape()));
    }
    Expression value = function.declaration().value();
    if (fits(value, found, unit.get(), "the result of `" + function.name() + "`", written(function))) {
      found.elements().forEach(e -> algebra.adopt(e, unit.get()));
    }
    return filled(found.shape(), new Measured(unit.get()));
  }

  // ---------- what else an evaluation is made of ----------

  @Override
  protected RuntimeException tooLong(Span place) {
    return new LimitExceeded(place);
  }

  @Override
  protected void origin(Span place) {
    // Messages point at expressions, which the reporter knows.
  }

  @Override
  protected Tensor<Measure> rate(Tensor<Measure> value) {
    return value.map(e -> Measure.of(e.quantity() instanceof Measured m ? new Measured(m.unit().coherent().rate())
        : e.quantity()));
  }

  @Override
  protected Measure word(Symbol.Word.Meaning meaning) {
    return Measure.of(meaning == Symbol.Word.Meaning.T ? time : Quantity.UNCHECKED);
  }

  @Override
  protected Tensor<Measure> atMoment(Symbol.Word.Meaning moment, Expression expression) {
    return evaluate(expression);
  }

  /** Row i says that a[i, j] x[j] is like b[i] for every j. */
  @Override
  protected List<List<Measure>> solve(int n, List<Measure> matrix, List<List<Measure>> columns) {
    List<List<Measure>> solved = new ArrayList<>();
    for (List<Measure> column : columns) {
      List<Measure> x = new ArrayList<>();
      for (int j = 0; j < n; j++) {
        Measure found = Measure.of(Quantity.ZERO);
        for (int i = 0; i < n; i++) {
          Measure coefficient = matrix.get(i * n + j);
          if (!(coefficient.quantity() instanceof Quantity.Zero)) {
            found = algebra.equal(found, algebra.divide(column.get(i), coefficient));
          }
        }
        x.add(found.quantity() instanceof Quantity.Zero ? Measure.of(Quantity.UNCHECKED) : found);
      }
      solved.add(x);
    }
    return solved;
  }
}
