/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.IdentityHashMap;
import java.util.Map;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.runtime.problem.Manifold;

/**
 * Which expressions are angles of which only the direction counts: angle states, their elements, what is added to them, lets made of them.
 * The difference of an angle and anything is a plain number in (-pi, pi], and so is what {@code ==} compares.
 */
final class Angles {
  private final Bindings bindings;
  /** What was asked, so that long sums and lets of lets are looked through once. */
  private final Map<Expression, Boolean> known = new IdentityHashMap<>();

  Angles(Bindings bindings) {
    this.bindings = bindings;
  }

  boolean angle(Expression expression) {
    Boolean angle = known.get(expression);
    if (angle == null) {
      angle = find(expression);
      known.put(expression, angle);
    }
    return angle;
  }

  private boolean find(Expression expression) {
    return switch (expression) {
      case Expression.Reference e -> bindings.symbol(e.name()).map(symbol -> switch (symbol) {
        case Symbol.Variable v -> v.manifold() == Manifold.ANGLE;
        case Symbol.Let l -> angle(l.declaration().value());
        default -> false;
      }).orElse(false);
      case Expression.Parenthesized e -> angle(e.inner());
      case Expression.Index e -> angle(e.base());
      case Expression.Call e -> isMoment(e) && angle(e.arguments().getFirst().value());
      case Expression.Binary e -> e.operator() == BinaryOperator.PLUS && angle(e.left()) != angle(e.right());
      case Expression.Conditional e -> angle(e.whenTrue()) && angle(e.whenFalse());
      default -> false;
    };
  }

  /** {@code initial(e)} and {@code final(e)}. */
  private boolean isMoment(Expression.Call call) {
    return call.arguments().size() == 1
        && call.callee().bare() instanceof Expression.Reference callee
        && bindings.symbol(callee.name()).orElse(null) instanceof Symbol.Word;
  }
}
