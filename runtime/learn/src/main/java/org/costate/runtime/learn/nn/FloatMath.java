/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/**
 * Functions of floats, made of additions, products, fused products, quotients, comparisons and moves of bits only, so that a vector of numbers
 * can take the same way as one number and gets the same bits ({@link VectorMath}). Errors are about one or two units in the last place,
 * over all numbers. The polynomials are the best ones in the weighted maximum norm (Remez); the ways are textbook: Muller, Elementary
 * Functions, chapters 4 and 11.
 */
final class FloatMath {
  /** Adding it to a number below 2^22 rounds to a whole number, whose bits it then ends in. */
  static final float ROUND = 0x1.8p23f;
  static final int ROUND_BITS = 0x4b400000;
  static final float LOG2_E = 0x1.715476p0f;
  static final float LN2_HIGH = 0x1.62e4p-1f; // 16 bits, so that small multiples are exact
  static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /** (e^r - 1 - r) / r^2 = E0 + E1 r + ... for |r| up to ln(2) / 2. */
  static final float E0 = 0x1p-1f;
  static final float E1 = 0x1.5554bp-3f;
  static final float E2 = 0x1.555488p-5f;
  static final float E3 = 0x1.1227d4p-7f;
  static final float E4 = 0x1.6d98a2p-10f;

  /** Beyond these e^x is infinite, or zero. */
  static final float EXP_MAX = 89;
  static final float EXP_MIN = -104;
  /** Beyond these tanh is 1 and e^x - 1 is -1. */
  static final float TANH_MAX = 10;
  static final float EXPM1_MIN = -30;

  /** (log(1 + f) - f + f^2 / 2) / f^3 = L0 + L1 f + ... for 1 + f from sqrt(1/2) to sqrt(2). */
  static final float L0 = 0x1.555546p-2f;
  static final float L1 = -0x1.ffffeep-3f;
  static final float L2 = 0x1.99a53ap-3f;
  static final float L3 = -0x1.5562dep-3f;
  static final float L4 = 0x1.23338p-3f;
  static final float L5 = -0x1.fb4482p-4f;
  static final float L6 = 0x1.e647f4p-4f;
  static final float L7 = -0x1.e2df92p-4f;
  static final float L8 = 0x1.1b490ep-4f;
  static final int SQRT_HALF_BITS = 0x3f3504f3;
  static final float UNDERFLOW_SCALE = 0x1p23f;
  static final int UNDERFLOW_EXPONENT = 23;

  /** (sin(r) - r) / r^3 = S0 + S1 r^2 + ... and (cos(r) - 1 + r^2 / 2) / r^4 = C0 + C1 r^2 + ... for |r| up to pi/4. */
  static final float S0 = -0x1.555546p-3f;
  static final float S1 = 0x1.110766p-7f;
  static final float S2 = -0x1.995046p-13f;
  static final float C0 = 0x1.55554ap-5f;
  static final float C1 = -0x1.6c0c9ep-10f;
  static final float C2 = 0x1.9a06cap-16f;
  static final float TWO_OVER_PI = 0x1.45f306p-1f;
  /** pi/2 in three parts. */
  static final float HALF_PI_HIGH = 0x1.921fb6p0f;
  static final float HALF_PI_MIDDLE = -0x1.777a5cp-25f;
  static final float HALF_PI_LOW = -0x1.ee59dap-50f;
  /** Up to here the three parts are enough; beyond it {@link StrictMath} is asked. */
  static final float WAVE_MAX = 8192;

  private FloatMath() {}

  static float exp(float x) {
    float t = x > EXP_MAX ? EXP_MAX : x;
    t = t < EXP_MIN ? EXP_MIN : t;
    float shifted = Math.fma(t, LOG2_E, ROUND);
    int k = Float.floatToRawIntBits(shifted) - ROUND_BITS;
    int half = k >> 1; // in two steps, since 2^k alone may be out of range
    return (1 + expm1Near0(t, shifted - ROUND)) * power(half) * power(k - half);
  }

  /** e^x - 1 where it is not far from that, for x from {@link #EXPM1_MIN} to 2 {@link #TANH_MAX}. */
  private static float expm1(float x) {
    float shifted = Math.fma(x, LOG2_E, ROUND);
    float scale = power(Float.floatToRawIntBits(shifted) - ROUND_BITS);
    return Math.fma(expm1Near0(x, shifted - ROUND), scale, scale - 1);
  }

  /** e^r - 1 for r = x - n ln 2. */
  private static float expm1Near0(float x, float n) {
    float r = Math.fma(n, -LN2_HIGH, x);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(E4, r, E3);
    p = Math.fma(p, r, E2);
    p = Math.fma(p, r, E1);
    p = Math.fma(p, r, E0);
    return Math.fma(p, r * r, r);
  }

  private static float power(int k) {
    return Float.intBitsToFloat((k + 127) << 23);
  }

  /** (e^2a - 1) / (e^2a + 1) for a = |x|, with the sign of x. */
  static float tanh(float x) {
    float a = Math.abs(x);
    a = a > TANH_MAX ? TANH_MAX : a;
    float e = expm1(a + a);
    float y = e / (e + 2);
    return x < 0 ? -y : y;
  }

  static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** max(x, 0) + log(1 + u), u = e^-|x|, where what is lost in w = 1 + u comes back as (u - (w - 1)) / w. */
  static float softplus(float x) {
    float u = exp(-Math.abs(x));
    float w = 1 + u;
    return (x > 0 ? x : 0) + (log(w) + (u - (w - 1)) / w);
  }

  static float elu(float x) {
    float low = expm1(x < EXPM1_MIN ? EXPM1_MIN : x > 0 ? 0 : x);
    return x > 0 ? x : low;
  }

  static float relu(float x) {
    return x <= 0 ? 0 : x;
  }

  static float positive(float x) {
    return x > 0 ? 1 : 0;
  }

  static float log(float x) {
    boolean tiny = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(tiny ? x * UNDERFLOW_SCALE : x);
    int k = (bits - SQRT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (k << 23)) - 1;
    float e = Float.intBitsToFloat((tiny ? k - UNDERFLOW_EXPONENT : k) + ROUND_BITS) - ROUND;
    float p = Math.fma(L8, f, L7);
    p = Math.fma(p, f, L6);
    p = Math.fma(p, f, L5);
    p = Math.fma(p, f, L4);
    p = Math.fma(p, f, L3);
    p = Math.fma(p, f, L2);
    p = Math.fma(p, f, L1);
    p = Math.fma(p, f, L0);
    float square = f * f;
    float y = Math.fma(e, LN2_LOW, p * f * square);
    y = Math.fma(square, -0.5f, y) + f;
    y = Math.fma(e, LN2_HIGH, y);
    y = x < Float.POSITIVE_INFINITY ? y : x;
    float outside = x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
    return x > 0 ? y : outside;
  }

  static float sin(float x) {
    return Math.abs(x) <= WAVE_MAX ? wave(x, 0) : (float) StrictMath.sin(x);
  }

  static float cos(float x) {
    return Math.abs(x) <= WAVE_MAX ? wave(x, 1) : (float) StrictMath.cos(x);
  }

  /** sin(x + quarter pi/2). */
  private static float wave(float x, int quarter) {
    float shifted = Math.fma(x, TWO_OVER_PI, ROUND);
    float n = shifted - ROUND;
    float r = Math.fma(n, -HALF_PI_HIGH, x);
    r = Math.fma(n, -HALF_PI_MIDDLE, r);
    r = Math.fma(n, -HALF_PI_LOW, r);
    float z = r * r;
    float s = Math.fma(Math.fma(Math.fma(S2, z, S1), z, S0), r * z, r);
    float c = Math.fma(Math.fma(Math.fma(C2, z, C1), z, C0), z * z, Math.fma(z, -0.5f, 1));
    int k = Float.floatToRawIntBits(shifted) + quarter;
    float y = (k & 1) == 0 ? s : c;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ (k & 2) << 30);
  }
}
