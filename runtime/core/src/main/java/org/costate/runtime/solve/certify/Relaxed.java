/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.certify;

import java.util.stream.IntStream;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.OptimalControlProblem;

/** A problem without some of its constraints, or without the limits of one coordinate of the state. */
final class Relaxed extends ForwardingProblem {
  /** Whether constraint {@code i} of {@code k} is left out. */
  @FunctionalInterface
  interface Omission {
    boolean omits(int k, int i);
  }

  /** The places of the constraints that are left, by k. */
  private final int[][] kept;

  private final int unlimited;
  private final ConstraintExpansion[] expansions;
  private final double[][] c;

  /** @param unlimited the coordinate whose limits are left out, -1 for none */
  Relaxed(OptimalControlProblem original, Omission omission, int unlimited) {
    super(original);
    this.unlimited = unlimited;
    int points = original.dims().steps() + 1;
    kept = new int[points][];
    expansions = new ConstraintExpansion[points];
    c = new double[points][];
    for (int point = 0; point < points; point++) {
      int k = point;
      kept[k] = IntStream.range(0, original.constraints(k)).filter(i -> !omission.omits(k, i)).toArray();
      c[k] = new double[original.constraints(k)];
      expansions[k] = new ConstraintExpansion(original.dims(), c[k].length);
    }
  }

  @Override
  public void stateBounds(double[] lower, double[] upper) {
    super.stateBounds(lower, upper);
    if (unlimited >= 0) {
      lower[unlimited] = Double.NEGATIVE_INFINITY;
      upper[unlimited] = Double.POSITIVE_INFINITY;
    }
  }

  @Override
  public int constraints(int k) {
    return kept[k].length;
  }

  @Override
  public boolean isEquality(int k, int i) {
    return super.isEquality(k, kept[k][i]);
  }

  @Override
  public void constrain(int k, double[] x, int xAt, double[] u, int uAt, double[] values, int at) {
    super.constrain(k, x, xAt, u, uAt, c[k], 0);
    pick(c[k], values, at, kept[k], 1);
  }

  @Override
  public void expandConstraints(int k, double[] x, int xAt, double[] u, int uAt, ConstraintExpansion out) {
    ConstraintExpansion all = expansions[k];
    super.expandConstraints(k, x, xAt, u, uAt, all);
    pick(all.c, out.c, 0, kept[k], 1);
    pick(all.cx, out.cx, 0, kept[k], dims().ndx());
    pick(all.cu, out.cu, 0, kept[k], dims().nu());
  }

  @Override
  public void constraintCurvature(
      int k, double[] x, int xAt, double[] u, int uAt, double[] y, int yAt, Curvature out) {
    double[] weights = new double[c[k].length];
    for (int i = 0; i < kept[k].length; i++) {
      weights[kept[k][i]] = y[yAt + i];
    }
    super.constraintCurvature(k, x, xAt, u, uAt, weights, 0, out);
  }

  private static void pick(double[] all, double[] some, int at, int[] rows, int width) {
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all, rows[i] * width, some, at + i * width, width);
    }
  }
}
