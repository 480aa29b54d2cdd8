/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/**
 * Which constraints hold at each k, group by group, and what solvers see of them: the rows that something at that k can change. Owns memory:
 * for one thread.
 */
final class ConstraintStages {
  /** By k. Of those between start and end without an {@code at} all are the same. */
  private final Part[][] parts;

  private final Curvature curvature;
  private final int n;
  private final int m;

  /** A group at some k; solvers see {@code rows} of it. */
  private static final class Part {
    final ConstraintRows all;
    final int[] rows;

    Part(ConstraintRows all, int[] rows) {
      this.all = all;
      this.rows = rows;
    }
  }

  /**
   * @param groups hard ones
   * @param moments of each group
   * @param freeStart which directions of x(0) a solver may choose
   */
  ConstraintStages(List<ConstraintRows> groups, List<GridMoment> moments, Dims dims, boolean[] freeStart) {
    int steps = dims.steps();
    n = dims.ndx();
    m = dims.nu();
    boolean[] everything = new boolean[dims.ndx()];
    Arrays.fill(everything, true);
    curvature = groups.isEmpty() ? null : new Curvature(dims);
    parts = new Part[steps + 1][];
    Part[] between = null;
    for (int k = 0; k <= steps; k++) {
      int here = k;
      boolean special = k == 0 || k == steps || moments.stream().anyMatch(m -> m.k() == here);
      if (!special && between != null) {
        parts[k] = between;
        continue;
      }
      List<Part> found = new ArrayList<>();
      for (int g = 0; g < groups.size(); g++) {
        if (holds(groups.get(g).group.moment(), moments.get(g), k, steps)) {
          found.add(new Part(groups.get(g), groups.get(g).changeable(k == 0 ? freeStart : everything)));
        }
      }
      parts[k] = found.toArray(Part[]::new);
      between = special ? between : parts[k];
    }
  }

  private static boolean holds(ConstraintGroup.Moment moment, GridMoment at, int k, int steps) {
    return switch (moment) {
      case STEPS -> k < steps;
      case POINTS -> true;
      case INITIAL, AT, TERMINAL -> k == at.k();
    };
  }

  int count(int k) {
    int count = 0;
    for (Part part : parts[k]) {
      count += part.rows.length;
    }
    return count;
  }

  /** What constraint i of k is. */
  ConstraintInfo info(int k, int i) {
    int left = i;
    for (Part part : parts[k]) {
      if (left >= 0 && left < part.rows.length) {
        return part.all.group.rows().get(part.rows[left]);
      }
      left -= part.rows.length;
    }
    throw new IndexOutOfBoundsException("constraint " + i + " of " + count(k) + " at k = " + k);
  }

  /** See {@link OptimalControlProblem#constrain}; d is of the moment k. */
  void constrain(int k, double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, double[] c, int cAt) {
    int at = cAt;
    for (Part part : parts[k]) {
      if (part.rows.length > 0) {
        part.all.code.constrain(x, xAt, u, uAt, d, w, part.all.expansion.c, 0);
      }
      for (int row : part.rows) {
        c[at++] = part.all.expansion.c[row];
      }
    }
  }

  /** See {@link OptimalControlProblem#expandConstraints}; d is of the moment k. */
  void expand(int k, double[] x, int xAt, double[] u, int uAt, double[] d, double[] w,
      ConstraintExpansion out) {
    int at = 0;
    for (Part part : parts[k]) {
      ConstraintExpansion all = part.all.expansion;
      if (part.rows.length > 0) {
        part.all.code.expand(x, xAt, u, uAt, d, w, all);
      }
      for (int row : part.rows) {
        out.c[at] = all.c[row];
        System.arraycopy(all.cx, row * n, out.cx, at * n, n);
        System.arraycopy(all.cu, row * m, out.cu, at * m, m);
        at++;
      }
    }
  }

  /** See {@link OptimalControlProblem#constraintCurvature}; d is of the moment k. */
  void curvature(int k, double[] x, int xAt, double[] u, int uAt, double[] d, double[] y, int yAt, double[] w,
      Curvature out) {
    out.clear();
    int at = yAt;
    for (Part part : parts[k]) {
      if (part.rows.length == 0) {
        continue;
      }
      part.all.clearWeights();
      for (int row : part.rows) {
        part.all.y[row] = y[at++];
      }
      curvature.clear();
      part.all.code.curvature(x, xAt, u, uAt, d, part.all.y, 0, w, curvature);
      out.add(curvature);
    }
  }

  /** Adds what is not kept of the path's constraints, at a moment that is no step of the horizon. */
  void pathViolations(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, Violations out) {
    for (Part part : parts[parts.length / 2]) {
      switch (part.all.group.moment()) {
        case STEPS, POINTS -> add(part, 0, x, xAt, u, uAt, d, w, out);
        case INITIAL, TERMINAL, AT -> {}
      }
    }
  }

  /** Tells the values of the path's constraints at a moment that is no step of the horizon. */
  void path(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, ObjDoubleConsumer<ConstraintInfo> out) {
    for (Part part : parts[parts.length / 2]) {
      switch (part.all.group.moment()) {
        case STEPS, POINTS -> {
          part.all.code.constrain(x, xAt, u, uAt, d, w, part.all.expansion.c, 0);
          for (int i = 0; i < part.all.size(); i++) {
            out.accept(part.all.group.rows().get(i), part.all.expansion.c[i]);
          }
        }
        case INITIAL, TERMINAL, AT -> {}
      }
    }
  }

  /** The largest excess at k, NaN if one is, rows that nothing can change included; not positive where all is kept. Allocates nothing. */
  double excess(int k, double[] x, int xAt, double[] u, int uAt, double[] d, double[] w) {
    double worst = Double.NEGATIVE_INFINITY;
    for (Part part : parts[k]) {
      part.all.code.constrain(x, xAt, u, uAt, d, w, part.all.expansion.c, 0);
      for (int i = 0; i < part.all.size(); i++) {
        worst = Math.max(worst, part.all.excess(i));
      }
    }
    return worst;
  }

  /** Adds what is not kept at k, rows that nothing can change included. */
  void violations(int k, double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, Violations out) {
    for (Part part : parts[k]) {
      add(part, k, x, xAt, u, uAt, d, w, out);
    }
  }

  private static void add(Part part, int k, double[] x, int xAt, double[] u, int uAt, double[] d, double[] w,
      Violations out) {
    part.all.code.constrain(x, xAt, u, uAt, d, w, part.all.expansion.c, 0);
    for (int i = 0; i < part.all.size(); i++) {
      ConstraintInfo info = part.all.group.rows().get(i);
      out.add(info.name(), info.line(), k, part.all.excess(i));
    }
  }
}
