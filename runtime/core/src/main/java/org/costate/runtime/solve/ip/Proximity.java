/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.kkt.KktSystem;
import org.costate.runtime.solve.kkt.Layout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * How far a point is from where the restoration phase began, zeta/2 sum of (D (w - w(R)))^2 with zeta = sqrt(mu) and D = min(1, 1 / |w(R)|).
 * The difference of states is taken in the tangent. Source: Wächter and Biegler 2006, section 3.3.1.
 */
final class Proximity implements Objective {
  private final OptimalControlProblem problem;
  private final Layout layout;
  private final Trajectory reference;

  /** D squared, [variables]. */
  private final double[] weight;

  private final double[] distance;
  private double zeta;

  Proximity(OptimalControlProblem problem, Layout layout) {
    this.problem = problem;
    this.layout = layout;
    reference = new Trajectory(problem.dims());
    weight = new double[layout.variables];
    distance = new double[layout.variables];
  }

  void refer(Trajectory trajectory) {
    reference.copyFrom(trajectory);
    Arrays.fill(weight, 1);
    for (int k = 0; k <= layout.N; k++) {
      // Directions of states that are not plain numbers have no size: D is 1.
      for (int i = 0; i < layout.n && problem.dims().nx() == layout.n; i++) {
        weight[layout.x(k) + i] = weight(reference.X[k * layout.n + i]);
      }
      for (int i = 0; i < layout.controls(k); i++) {
        weight[layout.u(k) + i] = weight(reference.U[k * layout.m + i]);
      }
    }
  }

  private static double weight(double value) {
    double d = Math.min(1, 1 / Math.abs(value));
    return d * d;
  }

  private void measure(Trajectory trajectory) {
    int nx = problem.dims().nx();
    for (int k = 0; k <= layout.N; k++) {
      problem.difference(reference.X, k * nx, trajectory.X, k * nx, distance, layout.x(k));
      for (int i = 0; i < layout.controls(k); i++) {
        distance[layout.u(k) + i] = trajectory.U[k * layout.m + i] - reference.U[k * layout.m + i];
      }
    }
  }

  @Override
  public double value(Iterate w, double cost) {
    measure(w.trajectory);
    double sum = 0;
    for (int i = 0; i < distance.length; i++) {
      sum += weight[i] * distance[i] * distance[i];
    }
    return 0.5 * zeta * sum;
  }

  @Override
  public void addGradient(Iterate w, double[] out) {
    measure(w.trajectory);
    for (int i = 0; i < distance.length; i++) {
      out[i] += zeta * weight[i] * distance[i];
    }
  }

  @Override
  public double costWeight() {
    return 0;
  }

  @Override
  public void addCurvature(KktSystem system) {
    for (int k = 0; k <= layout.N; k++) {
      for (int i = 0; i < layout.n; i++) {
        system.stages[k].Hxx[i * layout.n + i] += zeta * weight[layout.x(k) + i];
      }
      for (int i = 0; i < layout.controls(k); i++) {
        system.stages[k].Huu[i * layout.m + i] += zeta * weight[layout.u(k) + i];
      }
    }
  }

  @Override
  public void barrierChanged(double mu) {
    zeta = Math.sqrt(mu);
  }
}
