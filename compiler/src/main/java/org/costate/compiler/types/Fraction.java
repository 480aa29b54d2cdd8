/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

/** A small exact number, in lowest terms with a positive denominator: the exponent of a unit. */
public record Fraction(int numerator, int denominator) {
  public static final Fraction ZERO = new Fraction(0, 1);
  public static final Fraction ONE = new Fraction(1, 1);
  public static final Fraction HALF = new Fraction(1, 2);
  public static final Fraction THIRD = new Fraction(1, 3);

  /** Denominators that {@link #near} looks for. */
  private static final int MAX_DENOMINATOR = 12;

  public Fraction {
    if (denominator == 0) {
      throw new IllegalArgumentException("a fraction over zero");
    }
    int shared = gcd(Math.abs(numerator), Math.abs(denominator)) * (denominator < 0 ? -1 : 1);
    numerator /= shared;
    denominator /= shared;
  }

  public static Fraction of(int whole) {
    return new Fraction(whole, 1);
  }

  /** The fraction of a small denominator that a floating-point number stands for, as 0.5 or 1.0/3.0; null if there is none. */
  public static Fraction near(double value) {
    for (int d = 1; d <= MAX_DENOMINATOR && Math.abs(value) < 1000; d++) {
      double n = Math.rint(value * d);
      if (Math.abs(n / d - value) <= 1e-12) {
        return new Fraction((int) n, d);
      }
    }
    return null;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  public Fraction plus(Fraction other) {
    return new Fraction(
        Math.addExact(Math.multiplyExact(numerator, other.denominator),
            Math.multiplyExact(other.numerator, denominator)),
        Math.multiplyExact(denominator, other.denominator));
  }

  public Fraction times(Fraction other) {
    return new Fraction(Math.multiplyExact(numerator, other.numerator),
        Math.multiplyExact(denominator, other.denominator));
  }

  public Fraction negated() {
    return new Fraction(-numerator, denominator);
  }

  public boolean zero() {
    return numerator == 0;
  }

  public double value() {
    return (double) numerator / denominator;
  }

  /** As an exponent is written: {@code 2}, {@code 0.5}, {@code 1/3} where decimals would not end. */
  @Override
  public String toString() {
    if (denominator == 1) {
      return String.valueOf(numerator);
    }
    String decimal = String.valueOf(value());
    return decimal.length() <= 6 ? decimal : numerator + "/" + denominator;
  }
}
