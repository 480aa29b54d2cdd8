/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.ops.Op;

/**
 * How {@link Moves#difference} and {@link Moves#retract} change with their arguments, in tangents, [ndx x ndx]. For a rotation vector r of
 * length a, [r] its cross product matrix,
 *
 * <pre>
 * exp([r])   = I + sin(a) / a [r] + (1 - cos a) / a^2 [r]^2
 * Jr(r)      = I - (1 - cos a) / a^2 [r] + (a - sin a) / a^3 [r]^2
 * Jr(r)^-1   = I + 1/2 [r] + (1 - a / 2 cot(a / 2)) / a^2 [r]^2
 * </pre>
 *
 * <p>Source: Sola, Deray, Atchuthan 2018, equations (143), (144), (146). Where a^2 is small, the coefficients of [r]^2 come from their series, whose
 * first omitted term is below rounding.
 */
public final class MoveJacobians {
  /** Below this a^2 a series is used; what the closed formulas lose to cancellation above it is multiplied with a^2. */
  private static final double SMALL = 1e-4;

  private final ExprBuilder b;
  private final StateSpace space;
  private final Quaternions quaternions;

  public MoveJacobians(ExprBuilder builder, StateSpace space) {
    this.b = builder;
    this.space = space;
    this.quaternions = new Quaternions(builder);
  }

  /** Of difference(x, y) with x; {@code tangent} is that difference. A quaternion's: -Jr(-r)^-1. */
  public SparseMatrix differenceFirst(List<? extends Expr> tangent) {
    return matrix(-1, tangent, r -> rotation(r, b.constant(-0.5), inverseCoefficient(r), true));
  }

  /** Of difference(x, y) with y. A quaternion's: Jr(r)^-1. */
  public SparseMatrix differenceSecond(List<? extends Expr> tangent) {
    return matrix(1, tangent, r -> rotation(r, b.constant(0.5), inverseCoefficient(r), false));
  }

  /** Of retract(x, d) with x. A quaternion's: exp([-d]). */
  public SparseMatrix retractFirst(List<? extends Expr> d) {
    return matrix(1, d, r -> {
      Expr angle = quaternions.length(r);
      Expr sine = quaternions.overAngle(angle, b.apply(Op.SIN, angle));
      return rotation(r, b.negate(sine), cosineCoefficient(r), false);
    });
  }

  /** Of retract(x, d) with d. A quaternion's: Jr(d). */
  public SparseMatrix retractSecond(List<? extends Expr> d) {
    return matrix(1, d, r -> rotation(r, b.negate(cosineCoefficient(r)), sineCoefficient(r), false));
  }

  /** The 3 x 3 block of a rotation vector. */
  private interface Block {
    Expr[][] of(List<? extends Expr> r);
  }

  private SparseMatrix matrix(double diagonal, List<? extends Expr> tangent, Block quaternion) {
    List<SparseMatrix.Element> elements = new ArrayList<>();
    for (StateSpace.Part part : space.parts()) {
      int at = part.direction();
      switch (part.manifold()) {
        case LINEAR, ANGLE -> elements.add(new SparseMatrix.Element(at, at, b.constant(diagonal)));
        case QUATERNION -> {
          Expr[][] block = quaternion.of(tangent.subList(at, at + 3));
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              elements.add(new SparseMatrix.Element(at + i, at + j, block[i][j]));
            }
          }
        }
      }
    }
    return new SparseMatrix(space.ndx(), space.ndx(), elements);
  }

  /** I + p [r] + q [r]^2, or its negative, with [r]^2 = r r' - r'r I. */
  private Expr[][] rotation(List<? extends Expr> r, Expr p, Expr q, boolean negated) {
    Expr square = quaternions.squaredLength(r);
    Expr[][] cross = {
      {null, b.negate(r.get(2)), r.get(1)},
      {r.get(2), null, b.negate(r.get(0))},
      {b.negate(r.get(1)), r.get(0), null}};
    Expr[][] matrix = new Expr[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        Expr outer = b.multiply(r.get(i), r.get(j));
        Expr element = i == j
            ? b.add(b.constant(1), b.multiply(q, b.subtract(outer, square)))
            : b.add(b.multiply(p, cross[i][j]), b.multiply(q, outer));
        matrix[i][j] = negated ? b.negate(element) : element;
      }
    }
    return matrix;
  }

  /** (1 - cos a) / a^2 = (sin(a / 2) / (a / 2))^2 / 2, which cancels nothing. */
  private Expr cosineCoefficient(List<? extends Expr> r) {
    Expr half = b.divide(quaternions.length(r), b.constant(2));
    Expr ratio = quaternions.overAngle(half, b.apply(Op.SIN, half));
    return b.divide(b.square(ratio), b.constant(2));
  }

  /** (a - sin a) / a^3 = 1/6 - a^2 / 120 + a^4 / 5040 - ... */
  private Expr sineCoefficient(List<? extends Expr> r) {
    Expr square = quaternions.squaredLength(r);
    Expr angle = b.apply(Op.SQRT, square);
    Expr closed = b.divide(b.subtract(angle, b.apply(Op.SIN, angle)), b.multiply(square, angle));
    return small(square, closed, 1.0 / 6, -1.0 / 120, 1.0 / 5040);
  }

  /** (1 - a / 2 cot(a / 2)) / a^2 = 1/12 + a^2 / 720 + a^4 / 30240 + ... */
  private Expr inverseCoefficient(List<? extends Expr> r) {
    Expr square = quaternions.squaredLength(r);
    Expr half = b.divide(b.apply(Op.SQRT, square), b.constant(2));
    Expr cotangent = b.divide(b.multiply(half, b.apply(Op.COS, half)), b.apply(Op.SIN, half));
    Expr closed = b.divide(b.subtract(b.constant(1), cotangent), square);
    return small(square, closed, 1.0 / 12, 1.0 / 720, 1.0 / 30240);
  }

  private Expr small(Expr square, Expr closed, double c0, double c1, double c2) {
    Expr series = b.add(b.constant(c0),
        b.multiply(square, b.add(b.constant(c1), b.multiply(square, b.constant(c2)))));
    return b.choose(b.apply(Op.LESS, square, b.constant(SMALL)), series, closed);
  }
}
