/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.al;

import java.util.Arrays;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.solve.ddp.SecondOrder;

/**
 * A problem whose rows have become terms of its cost. With the rows' Jacobian r_z, their estimates y^ and the penalties R of the rows that
 * are active, a term has the gradient r_z' y^ and the Hessian r_z' R r_z + y^ . r_zz, whose second part the exact sweep asks for as curvature.
 */
final class AugmentedLagrangian extends ForwardingProblem {
  private final Rows rows;
  private final SecondOrder secondOrder;
  private final int n;
  private final int m;

  /** Jacobians of the constraints of each k. */
  private final ConstraintExpansion[] expansions;

  /** The rows' estimates where the last expansion was: rollouts in between change the rows' values. */
  private final double[] estimates;

  private final Curvature curvature;

  AugmentedLagrangian(OptimalControlProblem original, Rows rows, SecondOrder secondOrder) {
    super(original);
    this.rows = rows;
    this.secondOrder = secondOrder;
    Dims dims = original.dims();
    n = dims.ndx();
    m = dims.nu();
    expansions = new ConstraintExpansion[dims.steps() + 1];
    for (int k = 0; k <= dims.steps(); k++) {
      expansions[k] = new ConstraintExpansion(dims, rows.constraints[k]);
    }
    estimates = new double[rows.size()];
    curvature = new Curvature(dims);
  }

  @Override
  public double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt) {
    double l = original.stage(k, x, xAt, u, uAt, next, nextAt);
    return l + terms(k, x, xAt, u, uAt);
  }

  @Override
  public double terminal(double[] x, int xAt) {
    return original.terminal(x, xAt) + terms(dims().steps(), x, xAt, null, 0);
  }

  private double terms(int k, double[] x, int xAt, double[] u, int uAt) {
    original.constrain(k, x, xAt, u, uAt, rows.value, rows.at[k]);
    rows.readState(k, x, xAt);
    return rows.terms(k);
  }

  @Override
  public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
    // generated code writes structural non-zeros only: what the terms added last time has to go
    Arrays.fill(out.lx, 0);
    Arrays.fill(out.lu, 0);
    Arrays.fill(out.lxx, 0);
    Arrays.fill(out.lux, 0);
    Arrays.fill(out.luu, 0);
    original.expand(k, x, xAt, u, uAt, out);
    out.l += expandRows(k, x, xAt, u, uAt, out.lx, out.lxx);
    double[] cx = expansions[k].cx;
    double[] cu = expansions[k].cu;
    for (int i = 0; i < rows.constraints[k]; i++) {
      int row = rows.at[k] + i;
      if (rows.isActive(row)) {
        addScaled(estimates[row], cu, i * m, out.lu, 0, m);
        for (int j = 0; j < m; j++) {
          addScaled(rows.rho[row] * cu[i * m + j], cx, i * n, out.lux, j * n, n);
          addScaled(rows.rho[row] * cu[i * m + j], cu, i * m, out.luu, j * m, m);
        }
      }
    }
  }

  @Override
  public void expandTerminal(double[] x, int xAt, TerminalExpansion out) {
    int N = dims().steps();
    Arrays.fill(out.lx, 0);
    Arrays.fill(out.lxx, 0);
    original.expandTerminal(x, xAt, out);
    out.l += expandRows(N, x, xAt, null, 0, out.lx, out.lxx);
    if (secondOrder == SecondOrder.EXACT && rows.constraints[N] > 0) {
      addScaled(1, curvatureOfRows(N, x, xAt, null, 0).hxx, 0, out.lxx, 0, n * n);
    }
  }

  /** Adds gradient and Hessian with respect to x. @return the terms */
  private double expandRows(int k, double[] x, int xAt, double[] u, int uAt, double[] lx, double[] lxx) {
    double[] cx = expansions[k].cx;
    original.expandConstraints(k, x, xAt, u, uAt, expansions[k]);
    System.arraycopy(expansions[k].c, 0, rows.value, rows.at[k], rows.constraints[k]);
    rows.readState(k, x, xAt);
    for (int i = rows.at[k]; i < rows.at[k + 1]; i++) {
      estimates[i] = rows.estimate(i);
      if (!rows.isActive(i)) {
        continue;
      }
      int c = i - rows.at[k];
      if (c < rows.constraints[k]) {
        addScaled(estimates[i], cx, c * n, lx, 0, n);
        for (int j = 0; j < n; j++) {
          addScaled(rows.rho[i] * cx[c * n + j], cx, c * n, lxx, j * n, n);
        }
      } else {
        int direction = original.direction(rows.limited[c - rows.constraints[k]]);
        lx[direction] += estimates[i];
        lxx[direction * n + direction] += rows.rho[i];
      }
    }
    return rows.terms(k);
  }

  @Override
  public void curvature(int k, double[] x, int xAt, double[] u, int uAt, double[] lambda, int lambdaAt, Curvature out) {
    if (rows.constraints[k] == 0) {
      original.curvature(k, x, xAt, u, uAt, lambda, lambdaAt, out);
      return;
    }
    Arrays.fill(out.hxx, 0);
    Arrays.fill(out.hux, 0);
    Arrays.fill(out.huu, 0);
    original.curvature(k, x, xAt, u, uAt, lambda, lambdaAt, out);
    Curvature rowsCurvature = curvatureOfRows(k, x, xAt, u, uAt);
    addScaled(1, rowsCurvature.hxx, 0, out.hxx, 0, n * n);
    addScaled(1, rowsCurvature.hux, 0, out.hux, 0, m * n);
    addScaled(1, rowsCurvature.huu, 0, out.huu, 0, m * m);
  }

  /** y^ . r_zz, with the estimates that the expansion of k has left. */
  private Curvature curvatureOfRows(int k, double[] x, int xAt, double[] u, int uAt) {
    Arrays.fill(curvature.hxx, 0);
    Arrays.fill(curvature.hux, 0);
    Arrays.fill(curvature.huu, 0);
    original.constraintCurvature(k, x, xAt, u, uAt, estimates, rows.at[k], curvature);
    return curvature;
  }

  private static void addScaled(double factor, double[] term, int termAt, double[] sum, int sumAt, int count) {
    for (int i = 0; i < count; i++) {
      sum[sumAt + i] += factor * term[termAt + i];
    }
  }
}
