/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.certify;

import java.util.ArrayList;
import java.util.List;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.trajectory.Trajectory;

/**
 * What holds with equality at a solution, by k: equality constraints, inequalities and limits that push, and the given start. An inequality or
 * a limit pushes where its multiplier is larger than what is left to it.
 */
final class ActiveRows {
  /** What a row keeps constant: a constraint, a direction of the state, or a control, by its index at k. */
  enum Kind {
    CONSTRAINT,
    STATE,
    CONTROL
  }

  /** @param multiplier of the row in the Lagrangian */
  record Row(Kind kind, int index, double multiplier) {}

  private final List<List<Row>> rows = new ArrayList<>();

  ActiveRows(OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers) {
    Dims dims = problem.dims();
    int n = dims.ndx();
    int m = dims.nu();
    int nx = dims.nx();
    double[] least = new double[m];
    double[] most = new double[m];
    problem.controlBounds(least, most);
    double[] lower = new double[nx];
    double[] upper = new double[nx];
    problem.stateBounds(lower, upper);
    for (int k = 0; k <= dims.steps(); k++) {
      List<Row> here = new ArrayList<>();
      rows.add(here);
      constraints(problem, trajectory, multipliers, k, here);
      if (k == 0) {
        start(problem, trajectory, multipliers, here);
      }
      for (int i = 0; k > 0 && i < nx; i++) {
        double z = multipliers.zx[k * n + problem.direction(i)];
        double x = trajectory.X[k * nx + i];
        if ((lower[i] > Double.NEGATIVE_INFINITY || upper[i] < Double.POSITIVE_INFINITY)
            && pushes(z, x, lower[i], upper[i])) {
          here.add(new Row(Kind.STATE, problem.direction(i), z));
        }
      }
      for (int i = 0; k < dims.steps() && i < m; i++) {
        double z = multipliers.zu[k * m + i];
        if (pushes(z, trajectory.U[k * m + i], least[i], most[i])) {
          here.add(new Row(Kind.CONTROL, i, z));
        }
      }
    }
  }

  /** Those of k. */
  List<Row> at(int k) {
    return rows.get(k);
  }

  /** Their numbers for k = 0..N. */
  int[] counts() {
    return rows.stream().mapToInt(List::size).toArray();
  }

  private static boolean pushes(double z, double value, double lower, double upper) {
    return lower == upper || z > 0 && z > upper - value || z < 0 && -z > value - lower;
  }

  private static void constraints(
      OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers, int k, List<Row> out) {
    int count = problem.constraints(k);
    ConstraintExpansion values = new ConstraintExpansion(problem.dims(), count);
    problem.constrain(k, trajectory.X, k * problem.dims().nx(), trajectory.U,
        Math.min(k * problem.dims().nu(), trajectory.U.length), values.c, 0);
    for (int i = 0; i < count; i++) {
      double y = multipliers.y[multipliers.at(k) + i];
      if (problem.isEquality(k, i) || y > -values.c[i]) {
        out.add(new Row(Kind.CONSTRAINT, i, y));
      }
    }
  }

  private static void start(
      OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers, List<Row> out) {
    Dims dims = problem.dims();
    double[] lower = new double[dims.ndx()];
    double[] upper = new double[dims.ndx()];
    double[] begin = new double[dims.nx()];
    double[] d = new double[dims.ndx()];
    problem.startBounds(lower, upper);
    problem.start(begin, 0);
    problem.difference(begin, 0, trajectory.X, 0, d, 0);
    for (int i = 0; i < dims.ndx(); i++) {
      if (pushes(multipliers.zx[i], d[i], lower[i], upper[i])) {
        out.add(new Row(Kind.STATE, i, multipliers.zx[i]));
      }
    }
  }
}
