/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/** Formulas of quaternions [w, x, y, z] and rotation vectors [3]. */
final class Quaternions {
  private final ExprBuilder b;

  Quaternions(ExprBuilder builder) {
    this.b = builder;
  }

  /** The Hamilton product p * q. */
  List<Expr> product(List<? extends Expr> p, List<? extends Expr> q) {
    return List.of(
        b.subtract(b.subtract(b.subtract(times(p, 0, q, 0), times(p, 1, q, 1)), times(p, 2, q, 2)), times(p, 3, q, 3)),
        b.subtract(b.add(b.add(times(p, 0, q, 1), times(p, 1, q, 0)), times(p, 2, q, 3)), times(p, 3, q, 2)),
        b.subtract(b.add(b.add(times(p, 0, q, 2), times(p, 2, q, 0)), times(p, 3, q, 1)), times(p, 1, q, 3)),
        b.subtract(b.add(b.add(times(p, 0, q, 3), times(p, 3, q, 0)), times(p, 1, q, 2)), times(p, 2, q, 1)));
  }

  private Expr times(List<? extends Expr> p, int i, List<? extends Expr> q, int j) {
    return b.multiply(p.get(i), q.get(j));
  }

  /** Of unit quaternions, the inverse. */
  List<Expr> conjugate(List<? extends Expr> q) {
    return List.of(q.get(0), b.negate(q.get(1)), b.negate(q.get(2)), b.negate(q.get(3)));
  }

  Expr length(List<? extends Expr> v) {
    return b.apply(Op.SQRT, squaredLength(v));
  }

  Expr squaredLength(List<? extends Expr> v) {
    Expr sum = b.square(v.getFirst());
    for (Expr element : v.subList(1, v.size())) {
      sum = b.add(sum, b.square(element));
    }
    return sum;
  }

  /** q / |q|. */
  List<Expr> normalized(List<? extends Expr> q) {
    Expr length = length(q);
    return q.stream().map(element -> b.divide(element, length)).toList();
  }

  /** The rotation by |d| about d: [cos(|d| / 2), sin(|d| / 2) d / |d|]. */
  List<Expr> exp(List<? extends Expr> d) {
    Expr half = b.divide(length(d), b.constant(2));
    Expr scale = b.divide(overAngle(half, b.apply(Op.SIN, half)), b.constant(2));
    return List.of(b.apply(Op.COS, half), b.multiply(scale, d.get(0)), b.multiply(scale, d.get(1)),
        b.multiply(scale, d.get(2)));
  }

  /**
   * The rotation vector of a unit quaternion, the shorter way round: with v the vector part, 2 atan2(|v|, |w|) v / |v| with the sign of w. The
   * arc tangent of two arguments keeps its digits for every angle; at v = 0 its ratio to |v| is 1.
   */
  List<Expr> log(List<? extends Expr> q) {
    Expr w = q.getFirst();
    List<? extends Expr> v = q.subList(1, 4);
    Expr sine = length(v);
    Expr ratio = overAngle(sine, b.apply(Op.ATAN2, sine, b.apply(Op.ABS, w)));
    Expr negative = b.apply(Op.LESS, w, b.constant(0));
    Expr scale = b.multiply(b.choose(negative, b.constant(-2), b.constant(2)), ratio);
    return v.stream().map(element -> b.multiply(scale, element)).toList();
  }

  /** value / angle, or 1, its limit, where the angle is 0. */
  Expr overAngle(Expr angle, Expr value) {
    Expr positive = b.apply(Op.LESS, b.constant(0), angle);
    return b.choose(positive, b.divide(value, angle), b.constant(1));
  }

  /**
   * G(q), [4 x 3]: column c is q * [0, e_c]. A direction d moves a unit q by G(q) d / 2; seen from a unit q, a change v of it is the direction
   * 2 G(q)' v.
   */
  Expr[][] basis(List<? extends Expr> q) {
    Expr w = q.get(0);
    Expr x = q.get(1);
    Expr y = q.get(2);
    Expr z = q.get(3);
    return new Expr[][] {
      {b.negate(x), b.negate(y), b.negate(z)},
      {w, b.negate(z), y},
      {z, w, b.negate(x)},
      {b.negate(y), x, w}};
  }
}
