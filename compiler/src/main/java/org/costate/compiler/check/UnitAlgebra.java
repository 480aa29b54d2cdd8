/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.check.Quantity.Measured;
import org.costate.compiler.ops.Algebra;
import org.costate.compiler.ops.Op;
import org.costate.compiler.types.Fraction;
import org.costate.compiler.types.Scale;
import org.costate.compiler.types.Unit;
import org.costate.compiler.types.UnitTable;

/** The unit rule of every operation. What is built of operations (dot, norm, products of matrices, ...) gets its rule from here. */
final class UnitAlgebra implements Algebra<Measure> {
  private static final Quantity ANGLE = new Measured(UnitTable.find("rad").orElseThrow());

  private final Conversions conversions;
  private final UnitReporter reporter;

  UnitAlgebra(Conversions conversions, UnitReporter reporter) {
    this.conversions = conversions;
    this.reporter = reporter;
  }

  @Override
  public Measure constant(double value) {
    return Measure.of(Quantity.number(value));
  }

  @Override
  public Measure truth(boolean value) {
    return Measure.of(Quantity.UNCHECKED);
  }

  @Override
  public Measure choose(Measure condition, Measure whenTrue, Measure whenFalse) {
    return equal(whenTrue, whenFalse);
  }

  @Override
  public Measure apply(Op op, Measure a) {
    return switch (op) {
      case NEGATE, ABS -> a.quantity() instanceof Quantity.Bare bare
          ? a.with(new Quantity.Bare(op.value(bare.value(), 0)))
          : a;
      case SQRT -> power(a, Fraction.HALF);
      case CBRT -> power(a, Fraction.THIRD);
      case EXP, EXPM1, LOG, LOG1P, LOG10, SIN, COS, TAN, SINH, COSH, TANH, FLOOR, CEIL, ROUND ->
        Measure.of(pure(a, Quantity.PURE));
      case ASIN, ACOS, ATAN -> Measure.of(pure(a, ANGLE));
      case SIGN -> Measure.of(a.quantity() instanceof Measured ? Quantity.PURE : bareOrUnchecked(a.quantity()));
      case NOT -> Measure.of(Quantity.UNCHECKED);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, POW, ATAN2, MOD, MIN, MAX, LESS, LESS_EQUAL, EQUAL, AND, OR,
          MULTIPLY_ADD ->
        throw new IllegalArgumentException(op + " takes more operands");
    };
  }

  @Override
  public Measure apply(Op op, Measure a, Measure b) {
    return switch (op) {
      case ADD, SUBTRACT, MIN, MAX, MOD -> equal(a, b);
      case LESS, LESS_EQUAL, EQUAL -> {
        equal(a, b);
        yield Measure.of(Quantity.UNCHECKED);
      }
      case ATAN2 -> {
        Quantity both = equal(a, b).quantity();
        yield Measure.of(both instanceof Measured ? ANGLE : bareOrUnchecked(both));
      }
      case MULTIPLY -> Measure.of(product(a.quantity(), b.quantity()));
      case DIVIDE -> Measure.of(quotient(a.quantity(), b.quantity()));
      case POW -> power(a, b);
      case AND, OR -> Measure.of(Quantity.UNCHECKED);
      case NEGATE, ABS, SQRT, CBRT, EXP, EXPM1, LOG, LOG1P, LOG10, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH,
          SIGN, FLOOR, CEIL, ROUND, NOT, MULTIPLY_ADD ->
        throw new IllegalArgumentException(op + " does not take two operands");
    };
  }

  /** What both sides are, if they are the same; otherwise reported, and nothing is known. */
  Measure equal(Measure a, Measure b) {
    if (a.quantity() instanceof Measured left && b.quantity() instanceof Measured right) {
      if (left.unit().dimension().equals(right.unit().dimension())) {
        boolean same = left.unit().scale().equals(right.unit().scale());
        return a.with(same ? left : new Measured(left.unit().coherent()));
      }
      reporter.unequal(a, left.unit(), b, right.unit());
      return Measure.of(Quantity.FAILED);
    }
    if (a.quantity() instanceof Measured left) {
      adopt(b, left.unit());
      return a;
    }
    if (b.quantity() instanceof Measured right) {
      adopt(a, right.unit());
      return b;
    }
    if (a.quantity() instanceof Quantity.Unchecked || b.quantity() instanceof Quantity.Unchecked) {
      return a.with(unchecked(a.quantity(), b.quantity()));
    }
    return a.and(b, new Quantity.Bare(Double.NaN));
  }

  /** A number beside a quantity counts in its unit. */
  void adopt(Measure number, Unit unit) {
    switch (number.quantity()) {
      case Quantity.Zero q -> {}
      case Measured q -> {}
      case Quantity.Unchecked q -> {
        if (!unit.scale().one() && !q.failed()) {
          reporter.countsInSi(number, unit);
        }
      }
      case Quantity.Bare q -> convert(number, unit, unit.scale());
    }
  }

  private void convert(Measure number, Unit unit, Scale scale) {
    boolean clear = scale.one() || !number.sources().isEmpty() && !unit.mixed();
    for (Measure.Source source : number.sources()) {
      clear &= conversions.record(source, scale);
    }
    if (!clear) {
      reporter.unclear(number, unit);
    }
  }

  private Quantity pure(Measure a, Quantity result) {
    if (a.quantity() instanceof Measured m) {
      if (m.unit().dimension().none()) {
        return result;
      }
      reporter.notPure(a, m.unit());
      return Quantity.FAILED;
    }
    return bareOrUnchecked(a.quantity());
  }

  private static Quantity bareOrUnchecked(Quantity argument) {
    return argument.bare() ? new Quantity.Bare(Double.NaN) : argument;
  }

  private static Quantity unchecked(Quantity a, Quantity b) {
    boolean failed = a instanceof Quantity.Unchecked left && left.failed()
        || b instanceof Quantity.Unchecked right && right.failed();
    return failed ? Quantity.FAILED : Quantity.UNCHECKED;
  }

  private static Quantity product(Quantity a, Quantity b) {
    if (a instanceof Quantity.Zero || b instanceof Quantity.Zero) {
      return Quantity.ZERO;
    }
    if (a.bare() && b.bare()) {
      return new Quantity.Bare(a.value() * b.value());
    }
    if (a instanceof Measured left && b instanceof Measured right) {
      return new Measured(left.unit().times(right.unit()));
    }
    return a.bare() ? b : b.bare() ? a : unchecked(a, b);
  }

  private static Quantity quotient(Quantity a, Quantity b) {
    if (b instanceof Quantity.Zero) {
      return Quantity.UNCHECKED;
    }
    if (a instanceof Quantity.Zero || a.bare() && b.bare()) {
      return a instanceof Quantity.Zero ? a : new Quantity.Bare(a.value() / b.value());
    }
    if (b instanceof Measured right && !(a instanceof Quantity.Unchecked)) {
      Unit above = a instanceof Measured left ? left.unit() : Unit.ONE;
      return new Measured(above.over(right.unit()));
    }
    return b.bare() ? a : unchecked(a, b);
  }

  private static Measure power(Measure a, Fraction exponent) {
    return Measure.of(switch (a.quantity()) {
      case Quantity.Zero q -> q;
      case Quantity.Bare q -> new Quantity.Bare(Math.pow(q.value(), exponent.value()));
      case Quantity.Unchecked q -> q;
      case Measured q -> new Measured(q.unit().power(exponent));
    });
  }

  /** An exponent is a pure number; so is the base, unless the exponent is a number that is known. */
  private Measure power(Measure a, Measure b) {
    pure(b, Quantity.PURE);
    Fraction exponent = Fraction.near(b.quantity().value());
    if (exponent != null) {
      return power(a, exponent);
    }
    return Measure.of(pure(a, Quantity.PURE));
  }
}
