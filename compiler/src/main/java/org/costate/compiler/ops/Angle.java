/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ops;

/** Arithmetic of angles. */
public final class Angle {
  private static final double TURN = 2 * Math.PI;

  private Angle() {}

  /** a - 2 pi ceil((a - pi) / 2 pi), the same angle in (-pi, pi]; a itself, to the bit, if it lies there. Its derivative is 1. */
  public static <T> T wrap(Algebra<T> in, T a) {
    T above = in.apply(Op.SUBTRACT, a, in.constant(Math.PI));
    T turns = in.apply(Op.CEIL, in.apply(Op.DIVIDE, above, in.constant(TURN)));
    return in.apply(Op.SUBTRACT, a, in.apply(Op.MULTIPLY, in.constant(TURN), turns));
  }
}
