/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import java.util.List;
import org.costate.compiler.ir.Expr;

/**
 * A mechanical system by its energies. The formulas are over time, the coordinates q, their rates w, symbols that move otherwise, and
 * symbols that are constant: params and, as long as a step lasts, controls.
 *
 * @param q coordinates [n]
 * @param w their rates [n]
 * @param rate how everything but w moves: dq/dt = w, and dx/dt of the symbols x that move without being coordinates or rates. Velocities in
 *     the energies are best made by it
 * @param kinetic T(t, q, w)
 * @param potential V(t, q); a constant 0 if there is none
 * @param dissipation Rayleigh's function R(t, q, w), which gives the forces -dR/dw; a constant 0 if there is none
 * @param forces generalized forces Q [n]; a constant 0 where there is none
 */
public record Lagrangian(
    List<Expr.Symbol> q,
    List<Expr.Symbol> w,
    TotalDerivative rate,
    Expr kinetic,
    Expr potential,
    Expr dissipation,
    List<Expr> forces) {
  public Lagrangian {
    q = List.copyOf(q);
    w = List.copyOf(w);
    forces = List.copyOf(forces);
    if (w.size() != q.size() || forces.size() != q.size()) {
      throw new IllegalArgumentException(
          q.size() + " coordinates, " + w.size() + " rates, " + forces.size() + " forces");
    }
    for (int i = 0; i < q.size(); i++) {
      if (rate.direction().get(q.get(i)) != w.get(i) || rate.direction().containsKey(w.get(i))) {
        throw new IllegalArgumentException(
            "the rate of `" + q.get(i) + "` is `" + w.get(i) + "`, whose own is unknown");
      }
    }
  }
}
