/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Hessian;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.discretize.BenchmarkModels;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.OperationCount;
import org.costate.compiler.simplify.Simplifier;
import org.junit.jupiter.api.Test;

/** Chains of links by their energies: what they conserve, and how their equations grow. */
class ChainTest {
  private final ExprBuilder b = new ExprBuilder(new Simplifier());

  /** A chain without friction and torques, and its energy. */
  private final class Conservative {
    final List<Expr.Symbol> x;
    final List<Expr> rates;
    final Expr energy;

    Conservative(int n) {
      x = BenchmarkModels.symbols(b, "x", 2 * n);
      List<Expr.Symbol> u = BenchmarkModels.symbols(b, "u", n);
      Lagrangian system = Mechanisms.chain(b, x, u, 0);
      Lagrangian still = new Lagrangian(system.q(), system.w(), system.rate(), system.kinetic(), system.potential(),
          b.constant(0), Collections.nCopies(n, b.constant(0)));
      rates = Mechanisms.rates(b, still);
      energy = b.add(system.kinetic(), system.potential());
    }

    double[] at(List<Expr> formulas, double[] point) {
      Map<Expr.Symbol, Double> values = new HashMap<>();
      for (int i = 0; i < point.length; i++) {
        values.put(x.get(i), point[i]);
      }
      return Interpreter.evaluate(formulas, values);
    }

    private double[] moved(double[] from, double h, double[] slope) {
      double[] to = from.clone();
      for (int i = 0; i < to.length; i++) {
        to[i] += h * slope[i];
      }
      return to;
    }

    /** How far the energy is off after a second of the classic Runge-Kutta method. */
    double drift(double[] start, int steps) {
      double h = 1.0 / steps;
      double[] point = start;
      for (int k = 0; k < steps; k++) {
        double[] k1 = at(rates, point);
        double[] k2 = at(rates, moved(point, h / 2, k1));
        double[] k3 = at(rates, moved(point, h / 2, k2));
        double[] k4 = at(rates, moved(point, h, k3));
        point = moved(moved(moved(moved(point, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
      }
      return Math.abs(at(List.of(energy), point)[0] - at(List.of(energy), start)[0]);
    }
  }

  /** The equations conserve energy exactly, so that halving the step divides the drift by 2^4 to 2^5. */
  @Test
  void theEnergyOfADoublePendulumDriftsAsTheIntegratorsOrderSays() {
    Conservative pendulum = new Conservative(2);
    double[] start = {2, 1.5, 0.3, -0.4};
    double drift = pendulum.drift(start, 50);
    assertTrue(drift > 1e-9, "too small to judge: " + drift);
    for (int steps = 100; steps <= 400; steps *= 2) {
      double finer = pendulum.drift(start, steps);
      double order = Math.log(drift / finer) / Math.log(2);
      assertTrue(order > 3.7 && order < 5.6, steps + " steps: order " + order);
      drift = finer;
    }
  }

  /** dE/dt = 0 at any point, to round-off. */
  @Test
  void theEquationsConserveEnergyAtEveryPoint() {
    Conservative chain = new Conservative(4);
    Map<Expr.Symbol, Expr> rates = new HashMap<>();
    for (int i = 0; i < chain.x.size(); i++) {
      rates.put(chain.x.get(i), chain.rates.get(i));
    }
    Expr power = new TotalDerivative(b, new DerivedFunctions(b), b.symbol("t"), rates).of(chain.energy);
    java.util.Random random = new java.util.Random(2);
    for (int i = 0; i < 20; i++) {
      double[] point = random.doubles(8, -3, 3).toArray();
      assertTrue(Math.abs(chain.at(List.of(power), point)[0]) < 1e-11);
    }
  }

  /** Doubling the links multiplies operations by at most 2^2 for rates, 2^3 for their first and second derivatives. */
  @Test
  void operationsGrowGently() {
    List<long[]> counts = new ArrayList<>();
    for (int n : new int[] {2, 4, 8}) {
      ExprBuilder own = new ExprBuilder(new Simplifier());
      List<Expr.Symbol> x = BenchmarkModels.symbols(own, "x", 2 * n);
      List<Expr> rates = Mechanisms.rates(own, Mechanisms.chain(own, x, BenchmarkModels.symbols(own, "u", n), 0.1));
      DerivedFunctions derived = new DerivedFunctions(own);
      List<Expr> weights = List.copyOf(BenchmarkModels.symbols(own, "lambda", 2 * n));
      counts.add(new long[] {OperationCount.of(rates),
        OperationCount.of(Jacobian.of(own, derived, rates, x).values()),
        OperationCount.of(Hessian.of(own, derived, rates, weights, x).matrix().values())});
    }
    for (int k = 1; k < counts.size(); k++) {
      for (int i = 0; i < 3; i++) {
        double growth = (double) counts.get(k)[i] / counts.get(k - 1)[i];
        assertTrue(growth < (i == 0 ? 4 : 8), "derivative " + i + " grows by " + growth);
      }
    }
  }
}
