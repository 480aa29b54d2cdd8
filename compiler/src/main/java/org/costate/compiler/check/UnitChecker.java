/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.check.Quantity.Measured;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Dimension;
import org.costate.compiler.types.Scale;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;
import org.costate.compiler.types.Unit;
import org.costate.compiler.types.UnitTable;

/**
 * Units of what statements say (E04), for expressions whose shapes are right: which quantity a value must have where it stands. On the way
 * it finds out by what numbers without a unit are multiplied, since formulas are in SI units ({@link Conversions}).
 *
 * <p>What is declared without a unit is not checked. A function whose parameters have no unit is checked for the units of each call, and
 * counts in SI units inside.
 */
public final class UnitChecker {
  static final Unit SECOND = Unit.named("s", Dimension.base("s"), Scale.ONE);

  private static final Unit JOULE = UnitTable.find("J").orElseThrow();
  private static final Unit TORQUE = UnitTable.find("N").orElseThrow().then(UnitTable.find("m").orElseThrow());

  private final ProgramUnits names;
  private final Conversions conversions;
  private final UnitReporter reporter;
  private final UnitAlgebra algebra;
  private final UnitEvaluator evaluator;
  private final Quantity time;

  UnitChecker(Analysis facts, ModuleGraph program, Diagnostics diagnostics) {
    names = new ProgramUnits(program, diagnostics);
    conversions = new Conversions();
    reporter = new UnitReporter(facts, diagnostics);
    algebra = new UnitAlgebra(conversions, reporter);
    time = new UnitSurvey(program.files()).time();
    evaluator = new UnitEvaluator(facts, names, algebra, reporter, diagnostics, time);
  }

  Conversions conversions() {
    return conversions;
  }

  /** The value of a number in SI units. */
  double number(Expression.Number number) {
    return conversions.number(number, number.unit().flatMap(names::unit).map(Unit::scale).orElse(Scale.ONE));
  }

  /** The unit that is written somewhere; empty if it has an error, which is reported. */
  Optional<Unit> unit(UnitExpression written) {
    return names.unit(written);
  }

  /** The unit of {@code t}; empty where time is not checked. */
  Optional<Unit> time() {
    return time instanceof Measured m ? Optional.of(m.unit()) : Optional.empty();
  }

  /** The unit in which a symbol is declared; a pure number where it has none, or one with an error. */
  Unit unit(Symbol symbol) {
    return evaluator.declared(symbol).orElse(Unit.ONE);
  }

  /** Checks all units that the files declare. */
  void declarations() {
    names.check();
  }

  /** Checks a const, a let or a function, once. */
  void define(Symbol symbol) {
    evaluator.define(symbol);
  }

  /** Checks an expression by itself. */
  void check(Expression expression) {
    evaluator.evaluate(expression);
  }

  /** Checks an expression by itself. @return the quantities of its elements */
  Tensor<Measure> quantities(Expression expression) {
    return evaluator.evaluate(expression);
  }

  /** Checks what is to be a pure number. */
  void pure(Expression expression, String what) {
    store(expression, Unit.ONE, what, Optional.empty());
  }

  /** Checks the value of an option that counts in a unit; {@code unit} is empty for pure numbers. */
  void option(Expression expression, String name, String unit) {
    store(expression, UnitTable.find(unit).orElse(Unit.ONE), "option `" + name + "`", Optional.empty());
  }

  /** Checks what counts in seconds. */
  void duration(Expression expression, String what) {
    store(expression, SECOND, what, Optional.empty());
  }

  /** Checks a value that is kept in the unit of a variable: a bound, a default, a start, a guess. Its conversion makes it so. */
  void store(Expression value, Symbol variable) {
    evaluator.declared(variable)
        .ifPresentOrElse(
            unit -> store(value, unit, "`" + variable.name() + "`", UnitEvaluator.written(variable)),
            () -> evaluator.evaluate(value));
  }

  /**
   * Checks the points of a table.
   *
   * @param unitOf the unit declared for a number of the matrix
   * @return by what each number is to be multiplied to be in SI units
   */
  List<Scale> points(Expression value, Symbol.Table table, Shape shape, IntFunction<Optional<Unit>> unitOf) {
    UnitReporter.Place outer = reporter.away();
    Tensor<Measure> found = evaluator.in(value);
    List<Scale> scales = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      Optional<Unit> unit = unitOf.apply(i);
      Quantity quantity = found.at(i).quantity();
      if (quantity instanceof Measured m
          && unit.filter(u -> !u.dimension().equals(m.unit().dimension())).isPresent()) {
        reporter.unfit(UnitEvaluator.part(value, i, shape), m.unit(), unit.get(),
            "this number of `" + table.name() + "`",
            Optional.empty());
      }
      scales.add(quantity.bare() ? unit.map(Unit::scale).orElse(Scale.ONE) : Scale.ONE);
    }
    reporter.back(outer);
    return scales;
  }

  /** Checks an energy, or the power of a dissipation. */
  void energy(Statement.Energy energy) {
    boolean power = energy.kind() == Statement.Energy.Kind.DISSIPATION;
    store(energy.value(), power ? JOULE.rate() : JOULE,
        power ? "the dissipation" : "the " + energy.kind().word() + " energy", Optional.empty());
  }

  /** Checks the force on a coordinate. It is kept so that it does its work along the coordinate as that is kept. */
  void force(Expression value, Symbol coordinate) {
    Optional<Unit> along = evaluator.declared(coordinate);
    if (along.isEmpty()) {
      evaluator.evaluate(value);
      return;
    }
    Unit unit = along.get().dimension().none() ? TORQUE : JOULE.over(along.get().coherent());
    Tensor<Measure> found = evaluator.in(value);
    evaluator.fits(value, found, unit, "the force on `" + coordinate.name() + "`", UnitEvaluator.written(coordinate));
    found.elements()
        .stream()
        .flatMap(e -> e.sources().stream())
        .forEach(source -> conversions.record(source, along.get().scale()));
  }

  /** Checks that the sides of a comparison are of one kind, element by element; the one unit in which their difference counts, if there is one. */
  Optional<Unit> equal(List<Expression> sides, Expression comparison) {
    List<Tensor<Measure>> found = sides.stream().map(evaluator::evaluate).toList();
    Expression outer = reporter.enter(comparison);
    for (int s = 0; s + 1 < found.size(); s++) {
      Tensor<Measure> left = found.get(s);
      Tensor<Measure> right = found.get(s + 1);
      int size = Math.max(left.shape().size(), right.shape().size());
      for (int i = 0; i < size; i++) {
        algebra.equal(left.at(i), right.at(i));
      }
    }
    reporter.leave(outer);
    List<Unit> units = new ArrayList<>();
    for (Tensor<Measure> side : found) {
      for (Measure element : side.elements()) {
        if (element.quantity() instanceof Measured m && units.stream().noneMatch(m.unit().coherent()::same)) {
          units.add(m.unit().coherent());
        }
      }
    }
    return units.size() == 1 ? Optional.of(units.getFirst()) : Optional.empty();
  }

  /** Checks the right side of a {@code der}, or of a {@code next}, whose values are kept like those of the state. */
  void rate(Expression value, Symbol state, boolean next) {
    evaluator.declared(state)
        .ifPresentOrElse(
            unit -> store(value, next ? unit : unit.rate(),
                "`" + (next ? "next" : "der") + "(" + state.name() + ")`", UnitEvaluator.written(state)),
            () -> evaluator.evaluate(value));
  }

  private void store(Expression value, Unit unit, String what, Optional<Span> declaration) {
    Tensor<Measure> found = evaluator.in(value);
    if (!evaluator.fits(value, found, unit, what, declaration) || unit.scale().one() || literals(value, unit)) {
      return;
    }
    Scale back = Scale.ONE.over(unit.scale());
    for (Measure element : found.elements()) {
      Scale scale = element.quantity().bare() ? Scale.ONE : back;
      element.sources().forEach(source -> conversions.record(source, scale));
      if (element.quantity().equals(Quantity.UNCHECKED)) {
        reporter.countsInSi(element, unit);
      }
    }
  }

  /** Whether there are only literals; these are converted at once, so that 60 [deg] of something in degrees is 60 to the last bit. */
  private boolean literals(Expression value, Unit unit) {
    List<Expression.Number> found = new ArrayList<>();
    if (!literals(value, found)) {
      return false;
    }
    for (Expression.Number number : found) {
      number.unit()
          .flatMap(names::unit)
          .ifPresent(u -> conversions.record(new Measure.Source(number, 1, 0), u.scale().over(unit.scale())));
    }
    return true;
  }

  private static boolean literals(Expression value, List<Expression.Number> found) {
    return switch (value.bare()) {
      case Expression.Number e -> found.add(e);
      case Expression.Unary e -> literals(e.operand(), found);
      case Expression.Array e -> e.rows()
          .stream()
          .allMatch(r -> r.loop().isEmpty() && r.elements().stream().allMatch(part -> literals(part, found)));
      default -> false;
    };
  }
}
