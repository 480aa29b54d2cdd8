/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.ops.Algebra;
import org.costate.compiler.ops.Op;

/** {@code x^p} for a p known when compiling: a product where p is whole, so that it is exact, fast and differentiable at zero. */
final class Powers {
  /** Whole exponents up to here become products. */
  private static final int MAX_PRODUCT = 1024;

  private Powers() {}

  static <T> T power(Algebra<T> in, T base, double exponent) {
    if (exponent == 0.5) {
      return in.apply(Op.SQRT, base);
    }
    if (exponent != Math.rint(exponent) || Math.abs(exponent) > MAX_PRODUCT) {
      return in.apply(Op.POW, base, in.constant(exponent));
    }
    if (exponent == 0) {
      return in.constant(1);
    }
    T product = product(in, base, (int) Math.abs(exponent));
    return exponent > 0 ? product : in.divide(in.constant(1), product);
  }

  /** By squaring: x^6 = (x^3)^2, x^3 = x^2 x. */
  private static <T> T product(Algebra<T> in, T base, int exponent) {
    if (exponent == 1) {
      return base;
    }
    T half = in.square(product(in, base, exponent / 2));
    return exponent % 2 == 0 ? half : in.multiply(half, base);
  }
}
