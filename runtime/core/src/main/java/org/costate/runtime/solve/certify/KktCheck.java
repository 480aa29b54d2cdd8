/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.certify;

import static org.costate.runtime.linalg.MatrixKernels.addTransposedProduct;

import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.solve.Kkt;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.trajectory.Trajectory;

/**
 * The first-order conditions of an optimum, evaluated from the problem alone: by how much a trajectory and multipliers miss them. Whoever
 * found them, {@link Multipliers} says what they mean.
 */
public final class KktCheck {
  private final OptimalControlProblem problem;
  private final Dims dims;
  private final Trajectory trajectory;
  private final Multipliers multipliers;
  private final StageExpansion stage;
  private final TerminalExpansion terminal;

  /** Of the Lagrangian with respect to the states of one k, [n], and to its controls, [m]. */
  private final double[] gx;

  private final double[] gu;

  private double stationarity;
  private double violation;
  private double complementarity;

  private KktCheck(OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers) {
    this.problem = problem;
    this.trajectory = trajectory;
    this.multipliers = multipliers;
    dims = problem.dims();
    stage = new StageExpansion(dims);
    terminal = new TerminalExpansion(dims);
    gx = new double[dims.ndx()];
    gu = new double[dims.nu()];
  }

  /** The residuals; NaN where something is not a number. A multiplier of c <= 0 that is negative counts as missing stationarity. */
  public static Kkt of(OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers) {
    KktCheck check = new KktCheck(problem, trajectory, multipliers);
    for (int k = 0; k <= check.dims.steps(); k++) {
      check.gradients(k);
      check.constraints(k);
      check.stationary(k);
    }
    check.limits();
    return new Kkt(check.stationarity, check.violation, check.complementarity);
  }

  /** The gradient of cost and dynamics at k, and the gap of the dynamics after it. */
  private void gradients(int k) {
    int n = dims.ndx();
    int m = dims.nu();
    int nx = dims.nx();
    double[] lambda = multipliers.lambda;
    if (k == dims.steps()) {
      problem.expandTerminal(trajectory.X, k * nx, terminal);
      System.arraycopy(terminal.lx, 0, gx, 0, n);
    } else {
      problem.expand(k, trajectory.X, k * nx, trajectory.U, k * m, stage);
      System.arraycopy(stage.lx, 0, gx, 0, n);
      System.arraycopy(stage.lu, 0, gu, 0, m);
      addTransposedProduct(stage.fx, 0, lambda, (k + 1) * n, gx, 0, n, n);
      addTransposedProduct(stage.fu, 0, lambda, (k + 1) * n, gu, 0, m, n);
      double[] gap = new double[n];
      problem.difference(stage.next, 0, trajectory.X, (k + 1) * nx, gap, 0);
      for (double d : gap) {
        violation = Math.max(violation, Math.abs(d));
      }
    }
    for (int i = 0; k > 0 && i < n; i++) {
      gx[i] -= lambda[k * n + i];
    }
  }

  /** Adds cx' y and cu' y, and judges the values and the signs of y. */
  private void constraints(int k) {
    int count = problem.constraints(k);
    if (count == 0) {
      return;
    }
    int m = dims.nu();
    int n = dims.ndx();
    int at = multipliers.at(k);
    ConstraintExpansion expansion = new ConstraintExpansion(dims, count);
    problem.expandConstraints(k, trajectory.X, k * dims.nx(), trajectory.U, Math.min(k * m, trajectory.U.length),
        expansion);
    addTransposedProduct(expansion.cx, 0, multipliers.y, at, gx, 0, n, count);
    if (k < dims.steps()) {
      addTransposedProduct(expansion.cu, 0, multipliers.y, at, gu, 0, m, count);
    }
    for (int i = 0; i < count; i++) {
      double c = expansion.c[i];
      double y = multipliers.y[at + i];
      if (problem.isEquality(k, i)) {
        violation = Math.max(violation, Math.abs(c));
      } else {
        violation = Math.max(violation, c);
        stationarity = Math.max(stationarity, -y);
        complementarity = Math.max(complementarity, Math.abs(y * c));
      }
    }
  }

  private void stationary(int k) {
    int n = dims.ndx();
    int m = dims.nu();
    for (int i = 0; i < n; i++) {
      stationarity = Math.max(stationarity, Math.abs(gx[i] + multipliers.zx[k * n + i]));
    }
    for (int i = 0; k < dims.steps() && i < m; i++) {
      stationarity = Math.max(stationarity, Math.abs(gu[i] + multipliers.zu[k * m + i]));
    }
  }

  private void limits() {
    int m = dims.nu();
    int n = dims.ndx();
    int nx = dims.nx();
    double[] lower = new double[m];
    double[] upper = new double[m];
    problem.controlBounds(lower, upper);
    for (int i = 0; i < trajectory.U.length; i++) {
      limit(trajectory.U[i], lower[i % m], upper[i % m], multipliers.zu[i]);
    }
    double[] least = new double[nx];
    double[] most = new double[nx];
    problem.stateBounds(least, most);
    for (int k = 1; k <= dims.steps(); k++) {
      for (int i = 0; i < nx; i++) {
        if (least[i] > Double.NEGATIVE_INFINITY || most[i] < Double.POSITIVE_INFINITY) {
          limit(trajectory.X[k * nx + i], least[i], most[i], multipliers.zx[k * n + problem.direction(i)]);
        }
      }
    }
    start();
  }

  /** x(0) within its limits; where it is given, any multiplier will do. */
  private void start() {
    int n = dims.ndx();
    double[] begin = new double[dims.nx()];
    double[] lower = new double[n];
    double[] upper = new double[n];
    double[] d = new double[n];
    problem.start(begin, 0);
    problem.startBounds(lower, upper);
    problem.difference(begin, 0, trajectory.X, 0, d, 0);
    for (int i = 0; i < n; i++) {
      limit(d[i], lower[i], upper[i], multipliers.zx[i]);
    }
  }

  /** @param z positive where the upper limit pushes, negative where the lower one does */
  private void limit(double value, double lower, double upper, double z) {
    violation = Math.max(violation, Math.max(lower - value, value - upper));
    if (lower < upper && z != 0) {
      complementarity = Math.max(complementarity, Math.abs(z * (z > 0 ? upper - value : value - lower)));
    }
  }
}
