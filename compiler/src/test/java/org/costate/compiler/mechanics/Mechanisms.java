/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;

/** Mechanical systems by their energies, as a user would write them. SI units, radians, angles from the downward vertical. */
public final class Mechanisms {
  private static final double G = 9.81;

  private Mechanisms() {}

  /** The rates of coordinates and rates [2n]. */
  public static List<Expr> rates(ExprBuilder b, Lagrangian system) {
    List<Expr> rates = new ArrayList<>(system.w());
    rates.addAll(new EulerLagrange(b, new DerivedFunctions(b), system).accelerations());
    return rates;
  }

  /** The benchmark's cart-pole: a force u on the cart. */
  public static Lagrangian cartPole(ExprBuilder b, List<Expr.Symbol> x, Expr u) {
    TotalDerivative rate = rate(b, x);
    Plane bob = new Plane(x.get(0), b.constant(0)).plus(b, Plane.of(b, b.constant(0.5), x.get(1)));
    Expr kinetic = b.add(b.multiply(b.constant(0.5), b.square(x.get(2))), kinetic(b, 0.2, bob, rate));
    return new Lagrangian(x.subList(0, 2), x.subList(2, 4), rate, kinetic, b.multiply(b.constant(0.2 * G), bob.y),
        b.constant(0), List.of(u, b.constant(0)));
  }

  /** The benchmark's acrobot: q2 relative to the first link, torque u at the elbow, friction in both joints. */
  public static Lagrangian acrobot(ExprBuilder b, List<Expr.Symbol> x, Expr u) {
    Expr q1 = x.get(0);
    Expr q12 = b.add(q1, x.get(1));
    Expr w1 = x.get(2);
    Expr w12 = b.add(w1, x.get(3));
    Plane centre1 = Plane.of(b, b.constant(0.5), q1);
    Plane centre2 = Plane.of(b, b.constant(1), q1).plus(b, Plane.of(b, b.constant(0.5), q12));
    Expr spin = b.multiply(b.constant(1.0 / 24), b.add(b.square(w1), b.square(w12)));
    TotalDerivative rate = rate(b, x);
    Expr kinetic = b.add(b.add(kinetic(b, 1, centre1, rate), kinetic(b, 1, centre2, rate)), spin);
    Expr potential = b.multiply(b.constant(G), b.add(centre1.y, centre2.y));
    Expr dissipation = b.multiply(b.constant(0.05), b.add(b.square(w1), b.square(x.get(3))));
    return new Lagrangian(x.subList(0, 2), x.subList(2, 4), rate, kinetic, potential, dissipation,
        List.of(b.constant(0), u));
  }

  /**
   * The benchmark's chain with any number of links: absolute angles, a mass at the end of each link, torques between links.
   *
   * @param x angles, then rates [2n]; {@code u} torques [n]
   * @param friction on each absolute rate
   */
  public static Lagrangian chain(ExprBuilder b, List<Expr.Symbol> x, List<Expr.Symbol> u, double friction) {
    int n = x.size() / 2;
    TotalDerivative rate = rate(b, x);
    Plane end = new Plane(b.constant(0), b.constant(0));
    Expr kinetic = b.constant(0);
    Expr potential = b.constant(0);
    Expr dissipation = b.constant(0);
    List<Expr> forces = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      end = end.plus(b, Plane.of(b, b.constant(0.4), x.get(i)));
      kinetic = b.add(kinetic, kinetic(b, 0.5, end, rate));
      potential = b.add(potential, b.multiply(b.constant(0.5 * G), end.y));
      dissipation = b.add(dissipation, b.multiply(b.constant(friction / 2), b.square(x.get(n + i))));
      forces.add(i + 1 < n ? b.subtract(u.get(i), u.get(i + 1)) : u.get(i));
    }
    return new Lagrangian(x.subList(0, n), x.subList(n, 2 * n), rate, kinetic, potential, dissipation, forces);
  }

  /** How x moves, where it is coordinates, then rates [2n]. */
  static TotalDerivative rate(ExprBuilder b, List<Expr.Symbol> x) {
    int n = x.size() / 2;
    Map<Expr.Symbol, Expr> rates = new HashMap<>();
    for (int i = 0; i < n; i++) {
      rates.put(x.get(i), x.get(n + i));
    }
    return new TotalDerivative(b, new DerivedFunctions(b), b.symbol("t"), rates);
  }

  /** m |d place / dt|^2 / 2. */
  private static Expr kinetic(ExprBuilder b, double m, Plane place, TotalDerivative rate) {
    List<Expr> velocity = rate.of(List.of(place.x, place.y));
    return b.multiply(b.constant(m / 2), b.add(b.square(velocity.get(0)), b.square(velocity.get(1))));
  }

  /** A place in a vertical plane, y upwards. */
  private record Plane(Expr x, Expr y) {
    /** The end of a rod that hangs from the origin at an angle. */
    static Plane of(ExprBuilder b, Expr length, Expr angle) {
      return new Plane(b.multiply(length, b.apply(Op.SIN, angle)),
          b.negate(b.multiply(length, b.apply(Op.COS, angle))));
    }

    Plane plus(ExprBuilder b, Plane other) {
      return new Plane(b.add(x, other.x), b.add(y, other.y));
    }
  }
}
