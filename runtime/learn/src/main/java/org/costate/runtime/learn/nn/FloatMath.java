/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/**
 * Functions in single precision, made of sums, products and fused ones only, so that the same steps on many numbers at once give the same bits.
 * Within 2 units in the last place. Source of the polynomials: Moshier, Cephes 2.2, {@code expf.c} and {@code tanhf.c}.
 */
public final class FloatMath {
  static final float LOG2_E = 1.44269504f;
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;

  /** Added and taken away again it rounds to a whole number. */
  static final float ROUNDING = 12582912f;

  static final float EXP_5 = 1.9875691500e-4f;
  static final float EXP_4 = 1.3981999507e-3f;
  static final float EXP_3 = 8.3334519073e-3f;
  static final float EXP_2 = 4.1665795894e-2f;
  static final float EXP_1 = 1.6666665459e-1f;
  static final float EXP_0 = 5.0000001201e-1f;

  /** Beyond these the result is 0 or infinite, or would be too small to have all digits. */
  static final float EXP_HIGHEST = 88.72283f;
  static final float EXP_LOWEST = -87.33654f;

  static final float TANH_4 = -5.70498872745e-3f;
  static final float TANH_3 = 2.06390887954e-2f;
  static final float TANH_2 = -5.37397155531e-2f;
  static final float TANH_1 = 1.33314422036e-1f;
  static final float TANH_0 = -3.33332819422e-1f;

  /** Below this a polynomial is used, above an exponential. */
  static final float TANH_SMALL = 0.625f;

  /** From here on the nearest number is 1. */
  static final float TANH_LARGE = 9.02f;

  private FloatMath() {}

  /** e^x; 0 below -87.3. */
  public static float exp(float x) {
    float bounded = Math.max(EXP_LOWEST, Math.min(EXP_HIGHEST, x));
    float n = Math.fma(bounded, LOG2_E, ROUNDING) - ROUNDING;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, bounded));
    float p = Math.fma(EXP_5, r, EXP_4);
    p = Math.fma(p, r, EXP_3);
    p = Math.fma(p, r, EXP_2);
    p = Math.fma(p, r, EXP_1);
    p = Math.fma(p, r, EXP_0);
    float y = Math.fma(p, r * r, r) + 1;
    // in two factors, since 2^128 is none of the numbers that have a value
    int whole = (int) n;
    int half = whole >> 1;
    float scaled = y * Float.intBitsToFloat((half + 127) << 23) * Float.intBitsToFloat((whole - half + 127) << 23);
    if (x > EXP_HIGHEST) {
      return Float.POSITIVE_INFINITY;
    }
    return x < EXP_LOWEST ? 0 : scaled;
  }

  /** (e^x - e^-x) / (e^x + e^-x). */
  public static float tanh(float x) {
    float size = Math.abs(x);
    if (size < TANH_SMALL) {
      float z = x * x;
      float p = Math.fma(TANH_4, z, TANH_3);
      p = Math.fma(p, z, TANH_2);
      p = Math.fma(p, z, TANH_1);
      p = Math.fma(p, z, TANH_0);
      return Math.fma(p * z, x, x);
    }
    float bounded = Math.min(size, TANH_LARGE);
    float y = 1 - 2 / (exp(bounded + bounded) + 1);
    return Math.copySign(y, x);
  }

  /** 1 / (1 + e^-x). */
  public static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  /** log(1 + e^x). */
  public static float softplus(float x) {
    return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
  }

  private static float log1p(float x) {
    return (float) StrictMath.log1p(x);
  }

  /** x, or e^x - 1 where x is negative. */
  public static float elu(float x) {
    return x > 0 ? x : (float) StrictMath.expm1(x);
  }

  /** The natural logarithm. */
  public static float log(float x) {
    return (float) StrictMath.log(x);
  }
}
