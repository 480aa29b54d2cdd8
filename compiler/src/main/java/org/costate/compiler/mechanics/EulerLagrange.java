/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.SparseMatrix;

/**
 * The equations of motion of a {@link Lagrangian}. With L = T - V and the momenta p = dL/dw they are dp/dt = dL/dq - dR/dw + Q, that is
 *
 * <pre>  M a = Q + dL/dq - dR/dw - b,   M = dp/dw [n x n],   b = dp/dt at constant w [n].</pre>
 *
 * <p>dL/dq and p come from one reverse sweep over the energies, M and b from forward sweeps over p, so the graph grows with the nodes of
 * the energies times n at most. M is symmetric; the accelerations are found by {@link MassMatrix}. Source: Goldstein, Poole and Safko,
 * Classical Mechanics, 3rd ed., sections 1.4 and 1.5.
 */
public final class EulerLagrange {
  private final ExprBuilder builder;
  private final Lagrangian system;
  private final MassMatrix mass;
  /** M a [n]; null where structurally zero. */
  private final Expr[] force;

  /** @param derived of {@code builder}; derivatives of called functions are shared with whoever uses it too */
  public EulerLagrange(ExprBuilder builder, DerivedFunctions derived, Lagrangian system) {
    this.builder = builder;
    this.system = system;
    int n = system.q().size();
    this.force = new Expr[n];
    Expr[] momenta = new Expr[n];
    List<Expr.Symbol> place = new ArrayList<>(system.q());
    place.addAll(system.w());
    Expr minus = builder.constant(-1);
    for (SparseMatrix.Element e : Jacobian.product(builder, derived, List.of(system.kinetic(), system.potential()),
        List.of(builder.constant(1), minus), place).elements()) {
      (e.column() < n ? force : momenta)[e.column() % n] = e.value();
    }
    for (SparseMatrix.Element e : Jacobian.product(builder, derived, List.of(system.dissipation()), List.of(minus),
        system.w()).elements()) {
      add(e.column(), e.value());
    }
    for (int i = 0; i < n; i++) {
      if (!isZero(system.forces().get(i))) {
        add(i, system.forces().get(i));
      }
    }
    int[] moving = IntStream.range(0, n).filter(i -> momenta[i] != null).toArray();
    List<Expr> p = Arrays.stream(momenta).filter(Objects::nonNull).toList();
    Map<Expr.Symbol, Expr> rates = new HashMap<>(system.otherRates());
    for (int i = 0; i < n; i++) {
      rates.put(system.q().get(i), system.w().get(i));
    }
    for (SparseMatrix.Element e : new TotalDerivative(builder, derived, system.t(), rates).sparse(p).elements()) {
      add(moving[e.row()], builder.negate(e.value()));
    }
    this.mass = new MassMatrix(builder, n);
    for (SparseMatrix.Element e : Jacobian.of(builder, derived, p, system.w()).elements()) {
      if (e.column() <= moving[e.row()] && !isZero(e.value())) {
        mass.set(moving[e.row()], e.column(), e.value());
      }
    }
  }

  private void add(int i, Expr term) {
    force[i] = force[i] == null ? term : builder.add(force[i], term);
  }

  private static boolean isZero(Expr formula) {
    return formula instanceof Expr.Constant constant && constant.value() == 0;
  }

  /**
   * The coordinates, counted from 0, whose rate has no quadratic term of its own in the kinetic energy: nothing tells their acceleration.
   */
  public List<Integer> massless() {
    return IntStream.range(0, system.q().size()).filter(i -> mass.at(i, i) == null).boxed().toList();
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
