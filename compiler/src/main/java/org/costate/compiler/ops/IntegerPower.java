/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ops;

/**
 * Powers with a small whole exponent, which the language defines as repeated multiplication: x^2 is x x, x^3 is (x x) x, x^-2 is
 * 1 / (x x). A multiplication costs a fiftieth of {@link Math#pow} and works for a negative base under every derivative.
 */
public final class IntegerPower {
  /** Beyond it, rounding of the repeated products exceeds that of {@link Math#pow}. */
  public static final int LARGEST = 8;

  private IntegerPower() {}

  /** Whether {@code exponent} is defined as repeated multiplication: a whole number between -8 and 8. */
  public static boolean covers(double exponent) {
    return Math.abs(exponent) <= LARGEST && exponent == Math.rint(exponent);
  }

  /** {@code base} to a constant power: repeated multiplication where {@link #covers} holds, {@link Op#POW} otherwise. */
  public static <T> T power(Algebra<T> in, T base, double exponent) {
    if (!covers(exponent)) {
      return in.apply(Op.POW, base, in.constant(exponent));
    }
    if (exponent == 0) {
      return in.constant(1);
    }
    T product = product(in, base, (int) Math.abs(exponent));
    return exponent < 0 ? in.divide(in.constant(1), product) : product;
  }

  /** Halves the exponent, so x^4 is (x x)(x x): at most five multiplications and the fewest roundings. */
  private static <T> T product(Algebra<T> in, T base, int exponent) {
    if (exponent == 1) {
      return base;
    }
    T half = in.square(product(in, base, exponent / 2));
    return exponent % 2 == 0 ? half : in.multiply(half, base);
  }
}
