/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

/**
 * How many coherent SI units a unit is. Kept as a quotient, so that minutes, hours and grams stay exact: km/h is 1000/3600, and km/h times
 * 1 h is 1000 m to the last bit.
 */
public record Scale(double numerator, double denominator) {
  public static final Scale ONE = new Scale(1, 1);

  /** Whole numbers beyond this are not exact. */
  private static final double EXACT = 0x1p53;

  public Scale {
    if (numerator == denominator) {
      numerator = 1;
      denominator = 1;
    } else if (whole(numerator) && whole(denominator)) {
      double shared = gcd(numerator, denominator);
      numerator /= shared;
      denominator /= shared;
    }
  }

  public static Scale of(double value) {
    return new Scale(value, 1);
  }

  private static boolean whole(double value) {
    return value == Math.rint(value) && value != 0 && Math.abs(value) < EXACT;
  }

  private static double gcd(double a, double b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  public Scale times(Scale other) {
    return new Scale(numerator * other.numerator, denominator * other.denominator);
  }

  public Scale over(Scale other) {
    return new Scale(numerator * other.denominator, denominator * other.numerator);
  }

  public Scale power(Fraction exponent) {
    double power = Math.abs(exponent.value());
    Scale positive = new Scale(Math.pow(numerator, power), Math.pow(denominator, power));
    return exponent.value() < 0 ? ONE.over(positive) : positive;
  }

  public boolean one() {
    return numerator == 1 && denominator == 1;
  }

  public double value() {
    return numerator / denominator;
  }
}
