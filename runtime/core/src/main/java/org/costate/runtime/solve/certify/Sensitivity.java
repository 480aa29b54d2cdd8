/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.certify;

import java.util.Optional;
import java.util.function.DoubleFunction;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.kkt.RiccatiKkt;
import org.costate.runtime.trajectory.Trajectory;

/**
 * How an optimum changes with one number p that the problem depends on, as long as what is active stays active: by the implicit function theorem
 *
 * <pre>
 * [ H  J' ] [dw/dp]     [d(grad L)/dp]
 * [ J  0  ] [dy/dp] = - [dc/dp       ]      and  dJ/dp = dL/dp,
 * </pre>
 *
 * <p>the latter at fixed trajectory and multipliers. The derivatives with respect to p at the right are central differences of exact gradients,
 * good to about nine digits; those with respect to the trajectory are exact. Source: Fiacco, Introduction to Sensitivity and Stability Analysis in
 * Nonlinear Programming, 1983, theorem 3.2.2.
 *
 * @param cost dJ/dp of the compiled, minimized cost
 * @param X dx(k)/dp, [(N + 1) x ndx], by directions; {@code U} du(k)/dp, [N x nu]; empty where the second-order condition fails
 */
public record Sensitivity(double cost, Optional<double[]> X, Optional<double[]> U) {
  private static final double STEP = 1e-5;

  /**
   * @param problem the problem for a value of p; called twice
   * @param p its value at the solution
   */
  public static Sensitivity of(
      DoubleFunction<? extends OptimalControlProblem> problem, double p, Trajectory trajectory,
      Multipliers multipliers) {
    SolutionSystem system = new SolutionSystem(problem.apply(p), trajectory, multipliers);
    double step = STEP * Math.max(Math.abs(p), 1e-3);
    Point above = new Point(system, problem.apply(p + step), trajectory, multipliers);
    Point below = new Point(system, problem.apply(p - step), trajectory, multipliers);
    double width = (p + step) - (p - step);
    double cost = (above.lagrangian - below.lagrangian) / width;
    double[] g = slope(above.g, below.g, width);
    double[] r = slope(above.r, below.r, width);
    double[] dw = new double[g.length];
    if (system.status != RiccatiKkt.Status.DONE
        || !system.kkt.solve(g, r, dw, new double[r.length])) {
      return new Sensitivity(cost, Optional.empty(), Optional.empty());
    }
    Dims dims = trajectory.dims();
    double[] X = new double[(dims.steps() + 1) * dims.ndx()];
    double[] U = new double[dims.steps() * dims.nu()];
    for (int k = 0; k <= dims.steps(); k++) {
      System.arraycopy(dw, system.layout.x(k), X, k * dims.ndx(), dims.ndx());
      System.arraycopy(dw, Math.min(system.layout.u(k), dw.length), U, Math.min(k * dims.nu(), U.length),
          system.layout.controls(k));
    }
    return new Sensitivity(cost, Optional.of(X), Optional.of(U));
  }

  private static double[] slope(double[] above, double[] below, double width) {
    double[] slope = new double[above.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (above[i] - below[i]) / width;
    }
    return slope;
  }

  /** The Lagrangian, its gradient and what is active, at the solution's trajectory and multipliers for another value of p. */
  private static final class Point {
    final double[] g;
    final double[] r;
    double lagrangian;

    private final SolutionSystem system;
    private final OptimalControlProblem problem;
    private final Trajectory trajectory;
    private final Multipliers multipliers;
    private final Dims dims;
    private final double[] lower;
    private final double[] upper;
    private final double[] least;
    private final double[] most;

    Point(SolutionSystem system, OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers) {
      this.system = system;
      this.problem = problem;
      this.trajectory = trajectory;
      this.multipliers = multipliers;
      dims = problem.dims();
      g = new double[system.layout.variables];
      r = new double[system.layout.equations];
      lower = new double[dims.nx()];
      upper = new double[dims.nx()];
      least = new double[dims.nu()];
      most = new double[dims.nu()];
      problem.stateBounds(lower, upper);
      problem.controlBounds(least, most);
      for (int k = 0; k <= dims.steps(); k++) {
        step(k);
        rows(k);
      }
    }

    private void step(int k) {
      int n = dims.ndx();
      int m = dims.nu();
      int x = k * dims.nx();
      if (k == dims.steps()) {
        TerminalExpansion terminal = new TerminalExpansion(dims);
        problem.expandTerminal(trajectory.X, x, terminal);
        lagrangian += problem.terminal(trajectory.X, x);
        System.arraycopy(terminal.lx, 0, g, system.layout.x(k), n);
        return;
      }
      StageExpansion e = new StageExpansion(dims);
      problem.expand(k, trajectory.X, x, trajectory.U, k * m, e);
      lagrangian += e.l;
      System.arraycopy(e.lx, 0, g, system.layout.x(k), n);
      System.arraycopy(e.lu, 0, g, system.layout.u(k), m);
      addTransposed(e.fx, n, multipliers.lambda, (k + 1) * n, n, system.layout.x(k));
      addTransposed(e.fu, m, multipliers.lambda, (k + 1) * n, n, system.layout.u(k));
      problem.difference(trajectory.X, x + dims.nx(), e.next, 0, r, system.layout.gap(k));
      for (int i = 0; i < n; i++) {
        lagrangian += multipliers.lambda[(k + 1) * n + i] * r[system.layout.gap(k) + i];
      }
    }

    private void rows(int k) {
      ConstraintExpansion e = new ConstraintExpansion(dims, problem.constraints(k));
      int u = Math.min(k * dims.nu(), trajectory.U.length);
      problem.expandConstraints(k, trajectory.X, k * dims.nx(), trajectory.U, u, e);
      double[] start = new double[dims.ndx()];
      double[] first = new double[dims.ndx()];
      double[] last = new double[dims.ndx()];
      if (k == 0) {
        double[] begin = new double[dims.nx()];
        problem.start(begin, 0);
        problem.difference(begin, 0, trajectory.X, 0, start, 0);
        problem.startBounds(first, last);
      }
      int row = system.layout.row(k);
      for (ActiveRows.Row active : system.active.at(k)) {
        r[row] = switch (active.kind()) {
          case CONSTRAINT -> e.c[active.index()];
          case STATE -> k > 0 ? state(k, active)
              : start[active.index()] - (active.multiplier() > 0 ? last : first)[active.index()];
          case CONTROL -> control(k, active);
        };
        lagrangian += active.multiplier() * r[row];
        row++;
      }
      for (int i = 0; i < e.c.length; i++) {
        double y = multipliers.y[multipliers.at(k) + i];
        add(e.cx, i * dims.ndx(), dims.ndx(), y, system.layout.x(k));
        if (k < dims.steps()) {
          add(e.cu, i * dims.nu(), dims.nu(), y, system.layout.u(k));
        }
      }
    }

    /** How far the limit is that pushes. */
    private double state(int k, ActiveRows.Row row) {
      for (int i = 0; i < dims.nx(); i++) {
        if (problem.direction(i) == row.index()) {
          return trajectory.X[k * dims.nx() + i] - (row.multiplier() > 0 ? upper[i] : lower[i]);
        }
      }
      throw new IllegalStateException("no coordinate changes with direction " + row.index());
    }

    private double control(int k, ActiveRows.Row row) {
      int i = row.index();
      return trajectory.U[k * dims.nu() + i] - (row.multiplier() > 0 ? most[i] : least[i]);
    }

    private void addTransposed(double[] matrix, int columns, double[] y, int yAt, int rows, int at) {
      for (int i = 0; i < rows; i++) {
        add(matrix, i * columns, columns, y[yAt + i], at);
      }
    }

    private void add(double[] row, int from, int count, double factor, int at) {
      for (int i = 0; i < count; i++) {
        g[at + i] += factor * row[from + i];
      }
    }
  }
}
