/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.List;

/**
 * Soft constraints of single moments: w times the sum of the squared violations, a part of the cost of their k. With c the rows that are
 * violated or equalities and J their Jacobian,
 *
 * <pre>
 * p = w c'c,  gradient y'J,  Hessian 2 w J'J + d(y'J)  with y = 2 w c held fixed
 * </pre>
 *
 * <p>Owns memory: for one thread.
 */
final class MomentPenalties {
  private final List<ConstraintRows> groups;

  /** The k of each group. */
  private final int[] moments;

  private final Curvature curvature;
  private final StageExpansion end;
  private final int n;
  private final int m;

  /** @param groups soft ones */
  MomentPenalties(List<ConstraintRows> groups, int[] moments, Dims dims) {
    this.groups = List.copyOf(groups);
    this.moments = moments.clone();
    curvature = groups.isEmpty() ? null : new Curvature(dims);
    end = groups.isEmpty() ? null : new StageExpansion(dims);
    n = dims.ndx();
    m = dims.nu();
  }

  /** Whether there is a penalty at k. */
  boolean at(int k) {
    for (int moment : moments) {
      if (moment == k) {
        return true;
      }
    }
    return false;
  }

  /** The penalties of k; d is of the moment k. */
  double cost(int k, double[] x, int xAt, double[] u, int uAt, double[] d, double[] w) {
    double sum = 0;
    for (int g = 0; g < moments.length; g++) {
      if (moments[g] == k) {
        ConstraintRows rows = groups.get(g);
        rows.code.constrain(x, xAt, u, uAt, d, w, rows.expansion.c, 0);
        sum += weigh(rows, rows.code.weight(d, w));
      }
    }
    return sum;
  }

  /** Adds the penalties of k to a stage, whose costs' structural zeros must be there as zeros: see {@link #clear}. */
  void expand(int k, double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, StageExpansion out) {
    for (int g = 0; g < moments.length; g++) {
      if (moments[g] == k) {
        ConstraintRows rows = groups.get(g);
        rows.code.expand(x, xAt, u, uAt, d, w, rows.expansion);
        double weight = rows.code.weight(d, w);
        out.l += weigh(rows, weight);
        curvature.clear();
        rows.code.curvature(x, xAt, u, uAt, d, rows.y, 0, w, curvature);
        add(curvature.hxx, out.lxx);
        add(curvature.hux, out.lux);
        add(curvature.huu, out.luu);
        addProducts(rows, 2 * weight, out);
      }
    }
  }

  /** As above, for the end. */
  void expand(int k, double[] x, int xAt, double[] d, double[] w, TerminalExpansion out) {
    end.l = 0;
    clear(end);
    expand(k, x, xAt, null, 0, d, w, end);
    out.l += end.l;
    add(end.lx, out.lx);
    add(end.lxx, out.lxx);
  }

  /** Sets the rows' y and returns p, from their c. */
  private static double weigh(ConstraintRows rows, double weight) {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      double c = rows.excess(i) <= 0 ? 0 : rows.expansion.c[i]; // NaN stays
      rows.y[i] = 2 * weight * c;
      sum += c * c;
    }
    return weight * sum;
  }

  /** Adds y'J and 2 w J'J. */
  private void addProducts(ConstraintRows rows, double twice, StageExpansion out) {
    double[] cx = rows.expansion.cx;
    double[] cu = rows.expansion.cu;
    for (int r = 0; r < rows.size(); r++) {
      if (!rows.group.rows().get(r).equality() && rows.excess(r) <= 0) {
        continue;
      }
      for (int i = 0; i < n; i++) {
        double a = cx[r * n + i];
        out.lx[i] += rows.y[r] * a;
        for (int j = 0; j < n; j++) {
          out.lxx[i * n + j] += twice * a * cx[r * n + j];
        }
      }
      for (int i = 0; i < m; i++) {
        double a = cu[r * m + i];
        out.lu[i] += rows.y[r] * a;
        for (int j = 0; j < n; j++) {
          out.lux[i * n + j] += twice * a * cx[r * n + j];
        }
        for (int j = 0; j < m; j++) {
          out.luu[i * m + j] += twice * a * cu[r * m + j];
        }
      }
    }
  }

  private static void add(double[] from, double[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] += from[i];
    }
  }

  /** Writes zeros to the cost's derivatives in {@code out}, for {@link #expand} to add to. */
  static void clear(StageExpansion out) {
    Arrays.fill(out.lx, 0);
    Arrays.fill(out.lu, 0);
    Arrays.fill(out.lxx, 0);
    Arrays.fill(out.lux, 0);
    Arrays.fill(out.luu, 0);
  }

  /** As above, for the end. */
  static void clear(TerminalExpansion out) {
    Arrays.fill(out.lx, 0);
    Arrays.fill(out.lxx, 0);
  }
}
