/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ops;

import org.costate.runtime.arithmetic.Trigonometry;

/**
 * An elementary operation on one, two or three numbers.
 *
 * <p>{@link #partial} gives the partial derivatives, written once over an {@link Algebra}. At a kink (abs, min, max) it is the one-sided
 * derivative that belongs to the value's branch. {@link #value} is the meaning: interpreter, constant folding and bytecode all perform
 * exactly this.
 */
public enum Op {
  ADD("+", 2) {
    @Override
    public double value(double a, double b) {
      return a + b;
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.constant(1);
    }
  },
  SUBTRACT("-", 2) {
    @Override
    public double value(double a, double b) {
      return a - b;
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.constant(operand == 0 ? 1 : -1);
    }
  },
  MULTIPLY("*", 2) {
    @Override
    public double value(double a, double b) {
      return a * b;
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return operand == 0 ? b : a;
    }
  },
  DIVIDE("/", 2) {
    @Override
    public double value(double a, double b) {
      return a / b;
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      // One reciprocal for both, and for the derivatives of it: a division takes as long as ten products.
      T reciprocal = in.divide(in.constant(1), b);
      return operand == 0 ? reciprocal : in.negate(in.multiply(value, reciprocal));
    }
  },
  NEGATE("-", 1) {
    @Override
    public double value(double a, double b) {
      return -a;
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.constant(-1);
    }
  },
  /** a to the power b, as {@link Math#pow}. Its derivative in b is a^b log(a): NaN for a negative base, as it must be. */
  POW("pow", 2) {
    @Override
    public double value(double a, double b) {
      return Math.pow(a, b);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return operand == 0
          ? in.multiply(b, in.apply(POW, a, in.subtract(b, in.constant(1))))
          : in.multiply(value, in.apply(LOG, a));
    }
  },
  SQRT("sqrt", 1) {
    @Override
    public double value(double a, double b) {
      return Math.sqrt(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.divide(in.constant(0.5), value);
    }
  },
  CBRT("cbrt", 1) {
    @Override
    public double value(double a, double b) {
      return Math.cbrt(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.divide(in.constant(1.0 / 3.0), in.square(value));
    }
  },
  EXP("exp", 1) {
    @Override
    public double value(double a, double b) {
      return Math.exp(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return value;
    }
  },
  EXPM1("expm1", 1) {
    @Override
    public double value(double a, double b) {
      return Math.expm1(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.apply(EXP, a);
    }
  },
  LOG("log", 1) {
    @Override
    public double value(double a, double b) {
      return Math.log(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.divide(in.constant(1), a);
    }
  },
  LOG1P("log1p", 1) {
    @Override
    public double value(double a, double b) {
      return Math.log1p(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.divide(in.constant(1), in.add(in.constant(1), a));
    }
  },
  LOG10("log10", 1) {
    @Override
    public double value(double a, double b) {
      return Math.log10(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.divide(in.constant(1 / Math.log(10)), a);
    }
  },
  SIN("sin", 1) {
    @Override
    public double value(double a, double b) {
      return Trigonometry.sin(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.apply(COS, a);
    }
  },
  COS("cos", 1) {
    @Override
    public double value(double a, double b) {
      return Trigonometry.cos(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.negate(in.apply(SIN, a));
    }
  },
  TAN("tan", 1) {
    @Override
    public double value(double a, double b) {
      return Math.tan(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.add(in.constant(1), in.square(value));
    }
  },
  ASIN("asin", 1) {
    @Override
    public double value(double a, double b) {
      return Math.asin(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.divide(in.constant(1), in.apply(SQRT, in.subtract(in.constant(1), in.square(a))));
    }
  },
  ACOS("acos", 1) {
    @Override
    public double value(double a, double b) {
      return Math.acos(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.divide(in.constant(-1), in.apply(SQRT, in.subtract(in.constant(1), in.square(a))));
    }
  },
  ATAN("atan", 1) {
    @Override
    public double value(double a, double b) {
      return Math.atan(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.divide(in.constant(1), in.add(in.constant(1), in.square(a)));
    }
  },
  /** The angle of the point (x, y) = (b, a), as {@link Math#atan2}. */
  ATAN2("atan2", 2) {
    @Override
    public double value(double a, double b) {
      return Math.atan2(a, b);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      T r2 = in.add(in.square(a), in.square(b));
      return operand == 0 ? in.divide(b, r2) : in.negate(in.divide(a, r2));
    }
  },
  SINH("sinh", 1) {
    @Override
    public double value(double a, double b) {
      return Math.sinh(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.apply(COSH, a);
    }
  },
  COSH("cosh", 1) {
    @Override
    public double value(double a, double b) {
      return Math.cosh(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.apply(SINH, a);
    }
  },
  TANH("tanh", 1) {
    @Override
    public double value(double a, double b) {
      return Math.tanh(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.subtract(in.constant(1), in.square(value));
    }
  },
  ABS("abs", 1) {
    @Override
    public double value(double a, double b) {
      return Math.abs(a);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return in.apply(SIGN, a);
    }
  },
  /** -1, 0 or 1, as {@link Math#signum}; its derivative is taken as 0. */
  SIGN("sign", 1) {
    @Override
    public double value(double a, double b) {
      return Math.signum(a);
    }
  },
  FLOOR("floor", 1) {
    @Override
    public double value(double a, double b) {
      return Math.floor(a);
    }
  },
  CEIL("ceil", 1) {
    @Override
    public double value(double a, double b) {
      return Math.ceil(a);
    }
  },
  /** The nearest integer, ties to even, as {@link Math#rint}. */
  ROUND("round", 1) {
    @Override
    public double value(double a, double b) {
      return Math.rint(a);
    }
  },
  /** a - b floor(a / b): the remainder with the sign of b. */
  MOD("mod", 2) {
    @Override
    public double value(double a, double b) {
      return a - b * Math.floor(a / b);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      return operand == 0 ? in.constant(1) : in.negate(in.apply(FLOOR, in.divide(a, b)));
    }
  },
  /** The smaller, as {@link Math#min}; the derivative goes to the second operand only where it is strictly smaller. */
  MIN("min", 2) {
    @Override
    public double value(double a, double b) {
      return Math.min(a, b);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      T second = in.apply(LESS, b, a);
      return in.choose(second, in.constant(operand == 0 ? 0 : 1), in.constant(operand == 0 ? 1 : 0));
    }
  },
  /** The larger, as {@link Math#max}; the derivative goes to the second operand only where it is strictly larger. */
  MAX("max", 2) {
    @Override
    public double value(double a, double b) {
      return Math.max(a, b);
    }

    @Override
    public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
      T second = in.apply(LESS, a, b);
      return in.choose(second, in.constant(operand == 0 ? 0 : 1), in.constant(operand == 0 ? 1 : 0));
    }
  },
  /** a b + c, rounded once, as {@link Math#fma}; made of products and sums when there is nothing left to differentiate. */
  MULTIPLY_ADD("fma", 3) {
    @Override
    public double value(double a, double b) {
      throw new IllegalArgumentException("fma takes three operands");
    }

    @Override
    public double value(double a, double b, double c) {
      return Math.fma(a, b, c);
    }
  },
  LESS("<", 2) {
    @Override
    public double value(double a, double b) {
      return a < b ? 1 : 0;
    }
  },
  LESS_EQUAL("<=", 2) {
    @Override
    public double value(double a, double b) {
      return a <= b ? 1 : 0;
    }
  },
  EQUAL("==", 2) {
    @Override
    public double value(double a, double b) {
      return a == b ? 1 : 0;
    }
  },
  NOT("not", 1) {
    @Override
    public double value(double a, double b) {
      return a == 0 ? 1 : 0;
    }
  },
  AND("and", 2) {
    @Override
    public double value(double a, double b) {
      return a != 0 && b != 0 ? 1 : 0;
    }
  },
  OR("or", 2) {
    @Override
    public double value(double a, double b) {
      return a != 0 || b != 0 ? 1 : 0;
    }
  };

  private final String symbol;
  private final int arity;

  Op(String symbol, int arity) {
    this.symbol = symbol;
    this.arity = arity;
  }

  /** How the language writes it. */
  public String symbol() {
    return symbol;
  }

  /** 1 or 2; 3 for {@link #MULTIPLY_ADD} alone. */
  public int arity() {
    return arity;
  }

  /** Whether the result is a truth value. */
  public boolean truth() {
    return compareTo(LESS) >= 0;
  }

  /** Whether the operands are truth values. */
  public boolean logical() {
    return compareTo(NOT) >= 0;
  }

  /** Whether the derivative is zero almost everywhere, so that a solver cannot see through it. */
  public boolean flat() {
    return truth() || this == SIGN || this == FLOOR || this == CEIL || this == ROUND;
  }

  /** The value; {@code b} is ignored where {@link #arity()} is 1. Truth values are 0 and 1. */
  public abstract double value(double a, double b);

  /** The value; operands beyond {@link #arity()} are ignored. */
  public double value(double a, double b, double c) {
    return value(a, b);
  }

  /**
   * The partial derivative in one operand.
   *
   * @param operand 0 or 1
   * @param b ignored where {@link #arity()} is 1
   * @param value this operation at a and b, to be shared where the derivative contains it
   * @throws IllegalStateException if {@link #flat()}: there is nothing to differentiate
   */
  public <T> T partial(int operand, Algebra<T> in, T a, T b, T value) {
    throw new IllegalStateException(symbol + " has no useful derivative");
  }
}
