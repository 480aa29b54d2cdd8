/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Expr;

/**
 * A mechanical system by its energies. The formulas are over t, the coordinates q, their rates w, symbols that move otherwise, and symbols
 * that are constant: params and, as long as a step lasts, controls.
 *
 * @param t time
 * @param q coordinates [n]
 * @param w their rates [n]
 * @param kinetic T(t, q, w)
 * @param potential V(t, q); a constant 0 if there is none
 * @param dissipation Rayleigh's function R(t, q, w), which gives the forces -dR/dw; a constant 0 if there is none
 * @param forces generalized forces Q [n]; a constant 0 where there is none
 * @param otherRates dx/dt of the symbols that move without being coordinates or rates: further states of the model
 */
public record Lagrangian(
    Expr.Symbol t,
    List<Expr.Symbol> q,
    List<Expr.Symbol> w,
    Expr kinetic,
    Expr potential,
    Expr dissipation,
    List<Expr> forces,
    Map<Expr.Symbol, Expr> otherRates) {
  public Lagrangian {
    q = List.copyOf(q);
    w = List.copyOf(w);
    forces = List.copyOf(forces);
    otherRates = Map.copyOf(otherRates);
    if (w.size() != q.size() || forces.size() != q.size()) {
      throw new IllegalArgumentException(
          q.size() + " coordinates, " + w.size() + " rates, " + forces.size() + " forces");
    }
  }
}
