/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ExprSubstitution;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ops.Op;

/**
 * The velocities v = dx/dt of positions x(t, q) that occur in energies, as symbols of their own. By Lagrange's identities dv/dw = dx/dq and
 * d(dx/dq)/dt = dv/dq, the position alone then says how a momentum in v acts on the coordinates, and terms that would cancel never arise.
 */
final class Velocities {
  private final ExprBuilder builder;
  private final Lagrangian system;
  private final List<Expr.Symbol> symbols = new ArrayList<>();
  private final List<Expr> positions = new ArrayList<>();
  private final List<Expr> formulas = new ArrayList<>();

  /** Those that {@code system.rate()} has made so far. */
  Velocities(ExprBuilder builder, Lagrangian system) {
    this.builder = builder;
    this.system = system;
    system.rate().applied().forEach((velocity, position) -> {
      if (velocity instanceof Expr.Apply formula && isPosition(position)) {
        symbols.add(builder.symbol("v[" + (symbols.size() + 1) + "]"));
        // The square of -v is made of v: there the negation would not be found.
        boolean negated = formula.op() == Op.NEGATE;
        positions.add(negated ? builder.negate(position) : position);
        formulas.add(negated ? formula.a() : formula);
      }
    });
  }

  /** Whether the identities hold: a formula of coordinates and of what moves as if they were not there. */
  private boolean isPosition(Expr formula) {
    List<Expr.Symbol> used = Graph.of(List.of(formula)).symbols();
    return used.stream().anyMatch(system.q()::contains)
        && used.stream().noneMatch(system.w()::contains)
        && used.stream().filter(symbol -> !system.q().contains(symbol)).allMatch(this::movesApart);
  }

  private boolean movesApart(Expr.Symbol symbol) {
    Expr rate = system.rate().direction().get(symbol);
    return rate == null || Graph.of(List.of(rate))
        .symbols()
        .stream()
        .noneMatch(s -> system.q().contains(s) || system.w().contains(s));
  }

  /** v, one for each velocity. */
  List<Expr.Symbol> symbols() {
    return symbols;
  }

  /** x, one for each velocity. */
  List<Expr> positions() {
    return positions;
  }

  /** Formulas with symbols in place of velocities. */
  List<Expr> hide(List<Expr> energies) {
    Map<Expr, Expr> hidden = new HashMap<>();
    for (int i = 0; i < symbols.size(); i++) {
      hidden.put(formulas.get(i), symbols.get(i));
    }
    return new ExprSubstitution(builder, hidden).apply(energies);
  }

  /** Formulas with velocities in place of the symbols. */
  List<Expr> show(List<Expr> formulasOfSymbols) {
    return ExprSubstitution.of(builder, symbols, formulas).apply(formulasOfSymbols);
  }

  /** How everything moves, the symbols too, while w does not. */
  TotalDerivative rateAtConstantW() {
    return system.rate().with(symbols, system.rate().of(formulas));
  }
}
