/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Angle;

/**
 * How states differ and move, and how coordinates become a state again.
 *
 * <pre>
 *             projected           difference(x, y)         retract(x, d)
 * numbers     y                   y - x                    x + d
 * angles      wrapped y           wrapped y - x            wrapped x + d
 * quaternions y / |y|             2 log(conj(x) * y)       x * exp(d / 2), projected against the drift of rounding
 * </pre>
 */
public final class Moves {
  private final ExprBuilder b;
  private final StateSpace space;
  private final Quaternions quaternions;

  public Moves(ExprBuilder builder, StateSpace space) {
    this.b = builder;
    this.space = space;
    this.quaternions = new Quaternions(builder);
  }

  /** The state that coordinates [nx] mean. */
  public List<Expr> projected(List<? extends Expr> coordinates) {
    List<Expr> state = new ArrayList<>();
    for (StateSpace.Part part : space.parts()) {
      List<? extends Expr> own = coordinates.subList(part.at(), part.at() + part.size());
      state.addAll(switch (part.manifold()) {
        case LINEAR -> own;
        case ANGLE -> List.of(Angle.wrap(b, own.getFirst()));
        case QUATERNION -> quaternions.normalized(own);
      });
    }
    return state;
  }

  /** The tangent [ndx] that leads from x to y, both [nx]. */
  public List<Expr> difference(List<? extends Expr> x, List<? extends Expr> y) {
    List<Expr> tangent = new ArrayList<>();
    for (StateSpace.Part part : space.parts()) {
      int at = part.at();
      tangent.addAll(switch (part.manifold()) {
        case LINEAR -> List.of(b.subtract(y.get(at), x.get(at)));
        case ANGLE -> List.of(Angle.wrap(b, b.subtract(y.get(at), x.get(at))));
        case QUATERNION -> quaternions.log(
            quaternions.product(quaternions.conjugate(x.subList(at, at + 4)), y.subList(at, at + 4)));
      });
    }
    return tangent;
  }

  /** The state [nx] that the tangent d [ndx] leads to from x [nx]. */
  public List<Expr> retract(List<? extends Expr> x, List<? extends Expr> d) {
    List<Expr> moved = new ArrayList<>();
    for (StateSpace.Part part : space.parts()) {
      int at = part.at();
      int direction = part.direction();
      moved.addAll(switch (part.manifold()) {
        case LINEAR, ANGLE -> List.of(b.add(x.get(at), d.get(direction)));
        case QUATERNION -> quaternions.product(
            x.subList(at, at + 4), quaternions.exp(d.subList(direction, direction + 3)));
      });
    }
    return projected(moved);
  }
}
