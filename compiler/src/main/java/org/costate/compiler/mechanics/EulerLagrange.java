/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.SparseMatrix;

/**
 * The equations of motion of a {@link Lagrangian}. With L = T - V over q, w and velocities v = dx/dt of positions x(t, q), and with the
 * momenta p = dL/dw and s = dL/dv, they are
 *
 * <pre>  dp/dt + (dx/dq)' ds/dt = dL/dq - dR/dw + Q.</pre>
 *
 * <p>Rates of momenta are linear in the accelerations a = dw/dt, so M a = r, where r [n] is what remains at a = 0 and M [n x n] is the
 * derivative of p + (dx/dq)' s in w after v is put in; M is symmetric. Gradients are reverse sweeps over energies and positions, rates and M
 * are forward sweeps over the momenta, so the graph grows with the nodes of the energies times n at most. Source: Goldstein, Poole and
 * Safko, Classical Mechanics, 3rd ed., sections 1.4 and 1.5; deviation: v is kept where the book puts it into L at once.
 *
 * <p>In vectors of formulas the constant 0 stands for a structural zero.
 */
public final class EulerLagrange {
  private final ExprBuilder builder;
  private final DerivedFunctions derived;
  private final MassMatrix mass;
  private final List<Expr> force;

  /** @param derived of {@code builder}; derivatives of called functions are shared with whoever uses it too */
  public EulerLagrange(ExprBuilder builder, DerivedFunctions derived, Lagrangian system) {
    this.builder = builder;
    this.derived = derived;
    int n = system.q().size();
    Expr minus = builder.constant(-1);
    Velocities velocities = new Velocities(builder, system);
    List<Expr.Symbol> place = new ArrayList<>(system.q());
    place.addAll(system.w());
    place.addAll(velocities.symbols());
    List<Expr> energies = velocities.hide(List.of(system.kinetic(), system.potential()));
    List<Expr> slope = gradient(energies, List.of(builder.constant(1), minus), place);
    List<Expr> p = slope.subList(n, 2 * n);
    List<Expr> s = slope.subList(2 * n, slope.size());
    List<Expr> x = velocities.positions();
    // p + (dx/dq)' s, and its rate at a = 0 as far as dL/dq does not cancel it
    List<Expr> momentum = sum(p, gradient(x, s, system.q()));
    TotalDerivative rate = velocities.rateAtConstantW();
    List<Expr> inertia = sum(rate.of(p), gradient(x, rate.of(s), system.q()));
    List<Expr> friction = gradient(List.of(system.dissipation()), List.of(minus), system.w());
    List<Expr> applied = sum(sum(slope.subList(0, n), friction), system.forces());
    this.force = velocities.show(difference(applied, inertia));
    this.mass = new MassMatrix(builder, Jacobian.of(builder, derived, velocities.show(momentum), system.w()));
  }

  /** d (weights' outputs) / d symbols. */
  private List<Expr> gradient(List<Expr> outputs, List<Expr> weights, List<Expr.Symbol> symbols) {
    int[] used = IntStream.range(0, weights.size()).filter(i -> !isZero(weights.get(i))).toArray();
    List<Expr> gradient = new ArrayList<>(Collections.nCopies(symbols.size(), builder.constant(0)));
    SparseMatrix product = Jacobian.product(builder, derived, IntStream.of(used).mapToObj(outputs::get).toList(),
        IntStream.of(used).mapToObj(weights::get).toList(), symbols);
    product.elements().forEach(e -> gradient.set(e.column(), e.value()));
    return gradient;
  }

  private List<Expr> sum(List<Expr> a, List<Expr> b) {
    return entryWise(a, b, (x, y) -> isZero(x) ? y : builder.add(x, y));
  }

  private List<Expr> difference(List<Expr> a, List<Expr> b) {
    return entryWise(a, b, (x, y) -> isZero(x) ? builder.negate(y) : builder.subtract(x, y));
  }

  private static List<Expr> entryWise(List<Expr> a, List<Expr> b, BinaryOperator<Expr> operation) {
    return IntStream.range(0, a.size())
        .mapToObj(i -> isZero(b.get(i)) ? a.get(i) : operation.apply(a.get(i), b.get(i)))
        .toList();
  }

  static boolean isZero(Expr formula) {
    return formula instanceof Expr.Constant constant && constant.value() == 0;
  }

  /**
   * The coordinates, counted from 0, whose rate has no quadratic term of its own in the kinetic energy: nothing tells their acceleration.
   */
  public List<Integer> massless() {
    return IntStream.range(0, force.size()).filter(i -> isZero(mass.at(i, i))).boxed().toList();
  }

  /**
   * dw/dt [n] as formulas over the symbols of the energies; no coordinate may be {@link #massless}. NaN at run time where M has a pivot that
   * is zero or not finite.
   */
  public List<Expr> accelerations() {
    if (!massless().isEmpty()) {
      throw new IllegalStateException("no kinetic energy in the rates of the coordinates " + massless());
    }
    return mass.solve(force);
  }
}
