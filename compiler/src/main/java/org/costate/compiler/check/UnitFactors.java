/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.types.Fraction;

/** The factors of a product as written: {@code a*b^2/c} has a, b to the power 2, and c to the power -1. */
final class UnitFactors {
  private UnitFactors() {}

  record Factor(Expression expression, Fraction exponent) {}

  static List<Factor> of(Expression product) {
    List<Factor> found = new ArrayList<>();
    collect(product, Fraction.ONE, found);
    return found;
  }

  private static void collect(Expression e, Fraction exponent, List<Factor> found) {
    switch (e) {
      case Expression.Parenthesized p -> collect(p.inner(), exponent, found);
      case Expression.Unary u -> collect(u.operand(), exponent, found);
      case Expression.Index i -> collect(i.base(), exponent, found);
      case Expression.Binary b -> {
        switch (b.operator()) {
          case TIMES, ELEMENT_TIMES -> {
            collect(b.left(), exponent, found);
            collect(b.right(), exponent, found);
          }
          case DIVIDE, ELEMENT_DIVIDE -> {
            collect(b.left(), exponent, found);
            collect(b.right(), exponent.negated(), found);
          }
          case POWER, ELEMENT_POWER -> {
            Fraction power = b.right().bare() instanceof Expression.Number n ? Fraction.near(n.value()) : null;
            if (power == null) {
              found.add(new Factor(b, exponent));
            } else {
              collect(b.left(), exponent.times(power), found);
            }
          }
          case SOLVE, PLUS, MINUS, LESS_EQUAL, GREATER_EQUAL, EQUAL, NOT_EQUAL, LESS, GREATER, AND, OR ->
            found.add(new Factor(b, exponent));
        }
      }
      default -> found.add(new Factor(e, exponent));
    }
  }
}
