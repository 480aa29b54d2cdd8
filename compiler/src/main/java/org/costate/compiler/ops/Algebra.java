/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ops;

/**
 * Something that can be calculated with: numbers ({@link NumberAlgebra}) or expressions. Truth values are numbers 0 and 1 in the first and
 * boolean expressions in the second.
 */
public interface Algebra<T> {
  T constant(double value);

  T truth(boolean value);

  T apply(Op op, T a);

  T apply(Op op, T a, T b);

  /** {@code whenTrue} where {@code condition} holds, otherwise {@code whenFalse}; the other side is not evaluated. */
  T choose(T condition, T whenTrue, T whenFalse);

  default T add(T a, T b) {
    return apply(Op.ADD, a, b);
  }

  default T subtract(T a, T b) {
    return apply(Op.SUBTRACT, a, b);
  }

  default T multiply(T a, T b) {
    return apply(Op.MULTIPLY, a, b);
  }

  default T divide(T a, T b) {
    return apply(Op.DIVIDE, a, b);
  }

  default T negate(T a) {
    return apply(Op.NEGATE, a);
  }

  default T square(T a) {
    return multiply(a, a);
  }
}
