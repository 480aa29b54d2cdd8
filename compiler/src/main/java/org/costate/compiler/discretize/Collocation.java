/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import java.util.List;
import java.util.stream.DoubleStream;
import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;

/**
 * An implicit Runge-Kutta rule as a collocation method: the polynomial through the start of the step and the stages X_1 .. X_s at the nodes
 * c_1 .. c_s has the slope f at every stage,
 *
 * <pre>
 * sum over j of slope(i, j) (X_j - x) = h f(t + c_i h, X_i),   slope(i, j) = l_j'(c_i),
 * F = x + sum over j of end(j) (X_j - x),                      end(j) = l_j(1),
 * </pre>
 *
 * with l_j the Lagrange polynomials on the nodes 0, c_1 .. c_s. These are the stages of the Butcher tableau (c, A, b) multiplied by A^-1,
 * and end = b' A^-1: each equation holds one value of f, so that its derivatives are sparse.
 *
 * <p>Source: Hairer, Wanner, Solving Ordinary Differential Equations II, 2nd ed., sections IV.5 and IV.8.
 *
 * @param nodes c [s], ascending
 * @param weights b [s], of the quadrature
 */
record Collocation(List<Double> nodes, List<Double> weights) {
  private static final double SQRT3 = Math.sqrt(3);
  private static final double SQRT6 = Math.sqrt(6);

  /** Order 1. */
  private static final Collocation BACKWARD_EULER = new Collocation(List.of(1.0), List.of(1.0));

  /** Gauss-Legendre, 2 stages, order 4. */
  private static final Collocation GAUSS2 =
      new Collocation(List.of((3 - SQRT3) / 6, (3 + SQRT3) / 6), List.of(0.5, 0.5));

  /** Radau IIA, 3 stages, order 5. */
  private static final Collocation RADAU = new Collocation(List.of((4 - SQRT6) / 10, (4 + SQRT6) / 10, 1.0),
      List.of((16 - SQRT6) / 36, (16 + SQRT6) / 36, 1.0 / 9));

  Collocation {
    nodes = List.copyOf(nodes);
    weights = List.copyOf(weights);
  }

  static Collocation of(Rule implicit) {
    return switch (implicit) {
      case BACKWARD_EULER -> BACKWARD_EULER;
      case GAUSS2 -> GAUSS2;
      case RADAU -> RADAU;
      case EULER, MIDPOINT, RK4 -> throw new IllegalArgumentException(implicit + " is explicit");
    };
  }

  int stages() {
    return nodes.size();
  }

  /** Whether the last stage is the end of the step. */
  boolean endsAtLastStage() {
    return nodes.getLast() == 1;
  }

  /** l_j'(c_i): the sum over m of 1/(c_j - c_m) times the product over the other k of (c_i - c_k)/(c_j - c_k), with c_0 = 0. */
  double slope(int i, int j) {
    double[] c = grid();
    double sum = 0;
    for (int m = 0; m < c.length; m++) {
      if (m != j + 1) {
        sum += product(c, c[i + 1], j + 1, m) / (c[j + 1] - c[m]);
      }
    }
    return sum;
  }

  /** l_j(1). */
  double end(int j) {
    return product(grid(), 1, j + 1, j + 1);
  }

  private double[] grid() {
    return DoubleStream.concat(DoubleStream.of(0), nodes.stream().mapToDouble(c -> c)).toArray();
  }

  /** The product over k, but for j and m, of (at - c_k)/(c_j - c_k). */
  private static double product(double[] c, double at, int j, int m) {
    double product = 1;
    for (int k = 0; k < c.length; k++) {
      if (k != j && k != m) {
        product *= (at - c[k]) / (c[j] - c[k]);
      }
    }
    return product;
  }
}
