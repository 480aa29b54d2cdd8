/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.SparseMatrix;

/**
 * The rate of change of formulas while their symbols move: de/dt = (partial e / partial t) + sum (partial e / partial x) dx/dt. Its results
 * are formulas again, so it can be applied twice.
 */
public final class TotalDerivative {
  private final ExprBuilder builder;
  private final DerivedFunctions derived;
  private final Map<Expr.Symbol, Expr> direction;

  /**
   * @param t time
   * @param rates dx/dt of every symbol that moves; all others are constants
   */
  public TotalDerivative(
      ExprBuilder builder, DerivedFunctions derived, Expr.Symbol t, Map<Expr.Symbol, Expr> rates) {
    this.builder = builder;
    this.derived = derived;
    this.direction = new HashMap<>(rates);
    direction.put(t, builder.constant(1));
  }

  /** Structural non-zeros only, [formulas x 1]. */
  SparseMatrix sparse(List<Expr> formulas) {
    return Jacobian.along(builder, derived, formulas, direction);
  }

  /** The rates of {@code formulas}, in their order; 0 where nothing moves. */
  public List<Expr> of(List<Expr> formulas) {
    List<Expr> rates = new ArrayList<>(Collections.nCopies(formulas.size(), builder.constant(0)));
    for (SparseMatrix.Element element : sparse(formulas).elements()) {
      rates.set(element.row(), element.value());
    }
    return rates;
  }

  public Expr of(Expr formula) {
    return of(List.of(formula)).getFirst();
  }
}
