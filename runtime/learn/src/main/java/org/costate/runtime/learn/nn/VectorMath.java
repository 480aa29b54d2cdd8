/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatMath} for vectors: line by line the same operations. Exists only where the module of vectors does. */
final class VectorMath {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);
  private static final FloatVector ZERO = FloatVector.zero(SPECIES);

  private VectorMath() {}

  private static FloatVector fma(FloatVector a, float b, float c) {
    return a.fma(FloatVector.broadcast(SPECIES, b), FloatVector.broadcast(SPECIES, c));
  }

  private static FloatVector fma(float a, FloatVector b, FloatVector c) {
    return b.fma(FloatVector.broadcast(SPECIES, a), c);
  }

  private static FloatVector fma(FloatVector p, FloatVector x, float c) {
    return p.fma(x, FloatVector.broadcast(SPECIES, c));
  }

  private static FloatVector atMost(FloatVector x, float bound) {
    return x.blend(bound, x.compare(VectorOperators.GT, bound));
  }

  private static FloatVector atLeast(FloatVector x, float bound) {
    return x.blend(bound, x.compare(VectorOperators.LT, bound));
  }

  private static FloatVector power(IntVector k) {
    return k.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector exp(FloatVector x) {
    FloatVector t = atLeast(atMost(x, FloatMath.EXP_MAX), FloatMath.EXP_MIN);
    FloatVector shifted = fma(t, FloatMath.LOG2_E, FloatMath.ROUND);
    IntVector k = shifted.reinterpretAsInts().sub(FloatMath.ROUND_BITS);
    IntVector half = k.lanewise(VectorOperators.ASHR, 1);
    return expm1Near0(t, shifted.sub(FloatMath.ROUND)).add(1).mul(power(half)).mul(power(k.sub(half)));
  }

  private static FloatVector expm1(FloatVector x) {
    FloatVector shifted = fma(x, FloatMath.LOG2_E, FloatMath.ROUND);
    FloatVector scale = power(shifted.reinterpretAsInts().sub(FloatMath.ROUND_BITS));
    return expm1Near0(x, shifted.sub(FloatMath.ROUND)).fma(scale, scale.sub(1));
  }

  private static FloatVector expm1Near0(FloatVector x, FloatVector n) {
    FloatVector r = fma(-FloatMath.LN2_LOW, n, fma(-FloatMath.LN2_HIGH, n, x));
    FloatVector p = fma(r, FloatMath.E4, FloatMath.E3);
    p = fma(p, r, FloatMath.E2);
    p = fma(p, r, FloatMath.E1);
    p = fma(p, r, FloatMath.E0);
    return p.fma(r.mul(r), r);
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector a = atMost(x.abs(), FloatMath.TANH_MAX);
    FloatVector e = expm1(a.add(a));
    FloatVector y = e.div(e.add(2));
    return y.blend(y.neg(), x.compare(VectorOperators.LT, 0));
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    return ONE.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  static FloatVector softplus(FloatVector x) {
    FloatVector u = exp(x.abs().neg());
    FloatVector w = u.add(1);
    return ZERO.blend(x, x.compare(VectorOperators.GT, 0)).add(log(w).add(u.sub(w.sub(1)).div(w)));
  }

  static FloatVector elu(FloatVector x) {
    VectorMask<Float> positive = x.compare(VectorOperators.GT, 0);
    FloatVector low = expm1(atLeast(x.blend(ZERO, positive), FloatMath.EXPM1_MIN));
    return low.blend(x, positive);
  }

  static FloatVector relu(FloatVector x) {
    return x.blend(ZERO, x.compare(VectorOperators.LE, 0));
  }

  static FloatVector positive(FloatVector x) {
    return ZERO.blend(ONE, x.compare(VectorOperators.GT, 0));
  }

  static FloatVector log(FloatVector x) {
    VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    IntVector bits = x.blend(x.mul(FloatMath.UNDERFLOW_SCALE), tiny).reinterpretAsInts();
    IntVector k = bits.sub(FloatMath.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
    FloatVector f = bits.sub(k.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1);
    FloatVector e = k.add(FloatMath.ROUND_BITS).reinterpretAsFloats().sub(FloatMath.ROUND);
    e = e.blend(e.sub(FloatMath.UNDERFLOW_EXPONENT), tiny);
    FloatVector p = fma(f, FloatMath.L8, FloatMath.L7);
    p = fma(p, f, FloatMath.L6);
    p = fma(p, f, FloatMath.L5);
    p = fma(p, f, FloatMath.L4);
    p = fma(p, f, FloatMath.L3);
    p = fma(p, f, FloatMath.L2);
    p = fma(p, f, FloatMath.L1);
    p = fma(p, f, FloatMath.L0);
    FloatVector square = f.mul(f);
    FloatVector y = fma(FloatMath.LN2_LOW, e, p.mul(f).mul(square));
    y = fma(-0.5f, square, y).add(f);
    y = fma(FloatMath.LN2_HIGH, e, y);
    y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
    FloatVector outside = FloatVector.broadcast(SPECIES, Float.NaN)
        .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
    return outside.blend(y, x.compare(VectorOperators.GT, 0));
  }

  /** sin(x + quarter pi/2), for |x| up to {@link FloatMath#WAVE_MAX}. */
  static FloatVector wave(FloatVector x, int quarter) {
    FloatVector shifted = fma(x, FloatMath.TWO_OVER_PI, FloatMath.ROUND);
    FloatVector n = shifted.sub(FloatMath.ROUND);
    FloatVector r = fma(-FloatMath.HALF_PI_HIGH, n, x);
    r = fma(-FloatMath.HALF_PI_MIDDLE, n, r);
    r = fma(-FloatMath.HALF_PI_LOW, n, r);
    FloatVector z = r.mul(r);
    FloatVector s = fma(fma(z, FloatMath.S2, FloatMath.S1), z, FloatMath.S0).fma(r.mul(z), r);
    FloatVector c = fma(fma(z, FloatMath.C2, FloatMath.C1), z, FloatMath.C0).fma(z.mul(z), fma(z, -0.5f, 1));
    IntVector k = shifted.reinterpretAsInts().add(quarter);
    VectorMask<Float> odd = k.and(1).compare(VectorOperators.NE, 0).cast(SPECIES);
    IntVector sign = k.and(2).lanewise(VectorOperators.LSHL, 30);
    return s.blend(c, odd).reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
  }
}
