/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.SparseMatrix;

/**
 * The rate of change of formulas while their symbols move: de/dt = (partial e / partial t) + sum (partial e / partial x) dx/dt. Its results
 * are formulas again, so it can be applied twice. It remembers what it was applied to: {@link EulerLagrange} needs not see through
 * velocities whose positions are known.
 */
public final class TotalDerivative {
  private final ExprBuilder builder;
  private final DerivedFunctions derived;
  private final Map<Expr.Symbol, Expr> direction;
  private final Map<Expr, Expr> applied = new LinkedHashMap<>();

  /**
   * @param derived of {@code builder}; derivatives of called functions are shared with whoever uses it too
   * @param t time
   * @param rates dx/dt of every symbol that moves; all others are constants
   */
  public TotalDerivative(
      ExprBuilder builder, DerivedFunctions derived, Expr.Symbol t, Map<Expr.Symbol, Expr> rates) {
    this(builder, derived, rates);
    direction.put(t, builder.constant(1));
  }

  private TotalDerivative(ExprBuilder builder, DerivedFunctions derived, Map<Expr.Symbol, Expr> direction) {
    this.builder = builder;
    this.derived = derived;
    this.direction = new HashMap<>(direction);
  }

  /** The rates of {@code formulas}, in their order; 0 where nothing moves. */
  public List<Expr> of(List<Expr> formulas) {
    List<Expr> rates = new ArrayList<>(Collections.nCopies(formulas.size(), builder.constant(0)));
    for (SparseMatrix.Element element : Jacobian.along(builder, derived, formulas, direction).elements()) {
      rates.set(element.row(), element.value());
      applied.putIfAbsent(element.value(), formulas.get(element.row()));
    }
    return rates;
  }

  public Expr of(Expr formula) {
    return of(List.of(formula)).getFirst();
  }

  /** The same with further symbols that move. */
  TotalDerivative with(List<Expr.Symbol> symbols, List<Expr> rates) {
    TotalDerivative wider = new TotalDerivative(builder, derived, direction);
    for (int i = 0; i < symbols.size(); i++) {
      wider.direction.put(symbols.get(i), rates.get(i));
    }
    return wider;
  }

  /** For each result so far a formula of which it is the rate. */
  Map<Expr, Expr> applied() {
    return Collections.unmodifiableMap(applied);
  }

  /** How fast each symbol moves, time included. */
  Map<Expr.Symbol, Expr> direction() {
    return Collections.unmodifiableMap(direction);
  }
}
