/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import static org.costate.runtime.linalg.MatrixKernels.isFinite;

import java.util.Arrays;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.kkt.KktStage;
import org.costate.runtime.solve.kkt.KktSystem;
import org.costate.runtime.solve.kkt.Layout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * The problem by multiple shooting: a cost, constraints, and gaps F(k, x(k), u(k)) - x(k+1), as functions of states and controls that need not
 * fit together; with their derivatives. Cost and constraints are scaled so that no gradient has an entry above 100 at the first point.
 *
 * <p>A gap is difference(x(k+1), F). Source of the scaling: Wächter and Biegler 2006, section 3.8.
 */
final class Transcription {
  private static final double LARGEST_GRADIENT = 100;
  private static final double LEAST_SCALE = 1e-8;

  final OptimalControlProblem problem;
  final Layout layout;

  /** Whether a constraint is an equality, [rows]. */
  final boolean[] equality;

  double costScale;
  final double[] rowScale;

  /** What was not finite, and at which k, after a method returned NaN or false. */
  Quantity failure;

  int failureStep;

  /** How often the horizon was evaluated. */
  int evaluations;

  int expansions;

  private final int nx;
  private final double[] next;
  private final StageExpansion[] stages;
  private final ConstraintExpansion[] constraints;
  private final TerminalExpansion terminal;
  private final Curvature curvature;
  private final Curvature constraintCurvature;
  private final double[] scaledY;
  private final double[] zero;

  Transcription(OptimalControlProblem problem, Layout layout) {
    this.problem = problem;
    this.layout = layout;
    nx = problem.dims().nx();
    equality = new boolean[layout.rows];
    rowScale = new double[layout.rows];
    next = new double[nx];
    stages = new StageExpansion[layout.N];
    constraints = new ConstraintExpansion[layout.N + 1];
    terminal = new TerminalExpansion(problem.dims());
    curvature = new Curvature(problem.dims());
    constraintCurvature = new Curvature(problem.dims());
    scaledY = new double[layout.rows];
    zero = new double[layout.m];
    for (int k = 0; k <= layout.N; k++) {
      constraints[k] = new ConstraintExpansion(problem.dims(), layout.rows(k));
      for (int i = 0; i < layout.rows(k); i++) {
        equality[layout.row(k) + i] = problem.isEquality(k, i);
      }
      if (k < layout.N) {
        stages[k] = new StageExpansion(problem.dims());
      }
    }
    unscale();
  }

  /** All scales become 1. */
  void unscale() {
    costScale = 1;
    Arrays.fill(rowScale, 1);
  }

  /** Begins to count. */
  void reset() {
    evaluations = 0;
    expansions = 0;
  }

  /** Chooses the scales by the derivatives at hand. */
  void scale() {
    double largest = largest(terminal.lx, 0, layout.n);
    for (StageExpansion stage : stages) {
      largest = Math.max(largest, Math.max(largest(stage.lx, 0, layout.n), largest(stage.lu, 0, layout.m)));
    }
    costScale = scaleFor(largest);
    for (int k = 0; k <= layout.N; k++) {
      for (int i = 0; i < layout.rows(k); i++) {
        rowScale[layout.row(k) + i] = scaleFor(Math.max(largest(constraints[k].cx, i * layout.n, layout.n),
            largest(constraints[k].cu, i * layout.m, layout.m)));
      }
    }
  }

  private static double scaleFor(double gradient) {
    return gradient > LARGEST_GRADIENT ? Math.max(LARGEST_GRADIENT / gradient, LEAST_SCALE) : 1;
  }

  private static double largest(double[] x, int at, int count) {
    double largest = 0;
    for (int i = at; i < at + count; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    return largest;
  }

  /**
   * Writes the constraints and the gaps to {@code c [equations]}.
   *
   * @return the scaled cost; NaN if anything is not finite
   */
  double evaluate(Trajectory trajectory, double[] c) {
    evaluations++;
    double[] X = trajectory.X;
    double[] U = trajectory.U;
    double cost = 0;
    for (int k = 0; k < layout.N; k++) {
      cost += problem.stage(k, X, k * nx, U, k * layout.m, next, 0);
      problem.difference(X, (k + 1) * nx, next, 0, c, layout.gap(k));
      if (!isFinite(next, 0, nx) || !isFinite(c, layout.gap(k), layout.n)) {
        return failed(Quantity.NEXT_STATE, k);
      }
      if (!Double.isFinite(cost)) {
        return failed(Quantity.STAGE_COST, k);
      }
    }
    for (int k = 0; k <= layout.N; k++) {
      problem.constrain(k, X, k * nx, k < layout.N ? U : null, k * layout.m, c, layout.row(k));
      if (!isFinite(c, layout.row(k), layout.rows(k))) {
        return failed(Quantity.CONSTRAINT, k);
      }
    }
    for (int i = 0; i < layout.rows; i++) {
      c[i] *= rowScale[i];
    }
    cost += problem.terminal(X, layout.N * nx);
    return Double.isFinite(cost) ? costScale * cost : failed(Quantity.TERMINAL_COST, layout.N);
  }

  private double failed(Quantity quantity, int step) {
    failure = quantity;
    failureStep = step;
    return Double.NaN;
  }

  private boolean notFinite(Quantity quantity, int step) {
    failed(quantity, step);
    return false;
  }

  /** Evaluates all first derivatives, and the cost's second ones. @return false if one is not finite */
  boolean expand(Trajectory trajectory, KktSystem system) {
    expansions++;
    double[] X = trajectory.X;
    double[] U = trajectory.U;
    for (int k = 0; k < layout.N; k++) {
      StageExpansion e = stages[k];
      problem.expand(k, X, k * nx, U, k * layout.m, e);
      if (!isFinite(e.fx, 0, e.fx.length) || !isFinite(e.fu, 0, e.fu.length)) {
        return notFinite(Quantity.DYNAMICS_JACOBIAN, k);
      }
      if (!isFinite(e.lx, 0, e.lx.length)
          || !isFinite(e.lu, 0, e.lu.length)
          || !isFinite(e.lxx, 0, e.lxx.length)
          || !isFinite(e.lux, 0, e.lux.length)
          || !isFinite(e.luu, 0, e.luu.length)) {
        return notFinite(Quantity.STAGE_COST_DERIVATIVES, k);
      }
      System.arraycopy(e.fx, 0, system.stages[k].A, 0, e.fx.length);
      System.arraycopy(e.fu, 0, system.stages[k].B, 0, e.fu.length);
    }
    for (int k = 0; k <= layout.N; k++) {
      ConstraintExpansion e = constraints[k];
      problem.expandConstraints(k, X, k * nx, k < layout.N ? U : zero, k < layout.N ? k * layout.m : 0, e);
      if (!isFinite(e.cx, 0, e.cx.length) || !isFinite(e.cu, 0, e.cu.length)) {
        return notFinite(Quantity.CONSTRAINT_JACOBIAN, k);
      }
      scaleRows(k, e.cx, layout.n, system.stages[k].Jx);
      scaleRows(k, e.cu, layout.controls(k), system.stages[k].Ju);
    }
    problem.expandTerminal(X, layout.N * nx, terminal);
    if (!isFinite(terminal.lx, 0, layout.n) || !isFinite(terminal.lxx, 0, terminal.lxx.length)) {
      return notFinite(Quantity.TERMINAL_COST_DERIVATIVES, layout.N);
    }
    return true;
  }

  private void scaleRows(int k, double[] rows, int columns, double[] out) {
    for (int i = 0; i < layout.rows(k); i++) {
      for (int j = 0; j < columns; j++) {
        out[i * columns + j] = rowScale[layout.row(k) + i] * rows[i * columns + j];
      }
    }
  }

  /** Adds the gradient of the scaled cost to {@code out [variables]}. */
  void addCostGradient(double[] out) {
    for (int k = 0; k < layout.N; k++) {
      addScaled(costScale, stages[k].lx, out, layout.x(k));
      addScaled(costScale, stages[k].lu, out, layout.u(k));
    }
    addScaled(costScale, terminal.lx, out, layout.x(layout.N));
  }

  /**
   * Writes the Hessian of weight cost + y' equations.
   *
   * @param weight of the scaled cost
   * @return false if a second derivative is not finite
   */
  boolean hessian(Trajectory trajectory, double weight, double[] y, KktSystem system) {
    double[] X = trajectory.X;
    double[] U = trajectory.U;
    for (int i = 0; i < layout.rows; i++) {
      scaledY[i] = rowScale[i] * y[i];
    }
    for (int k = 0; k <= layout.N; k++) {
      KktStage stage = system.stages[k];
      Arrays.fill(stage.Hxx, 0);
      Arrays.fill(stage.Hux, 0);
      Arrays.fill(stage.Huu, 0);
      addScaled(weight * costScale, k < layout.N ? stages[k].lxx : terminal.lxx, stage.Hxx, 0);
      if (k < layout.N) {
        addScaled(weight * costScale, stages[k].lux, stage.Hux, 0);
        addScaled(weight * costScale, stages[k].luu, stage.Huu, 0);
        problem.curvature(k, X, k * nx, U, k * layout.m, y, layout.gap(k), curvature);
        if (!addCurvature(k, curvature, stage)) {
          return false;
        }
      }
      if (layout.rows(k) > 0) {
        problem.constraintCurvature(k, X, k * nx, k < layout.N ? U : zero, k < layout.N ? k * layout.m : 0, scaledY,
            layout.row(k), constraintCurvature);
        if (!addCurvature(k, constraintCurvature, stage)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean addCurvature(int k, Curvature of, KktStage stage) {
    if (!isFinite(of.hxx, 0, of.hxx.length)
        || !isFinite(of.hux, 0, of.hux.length)
        || !isFinite(of.huu, 0, of.huu.length)) {
      return notFinite(Quantity.CURVATURE, k);
    }
    addScaled(1, of.hxx, stage.Hxx, 0);
    if (k < layout.N) {
      addScaled(1, of.hux, stage.Hux, 0);
      addScaled(1, of.huu, stage.Huu, 0);
    }
    return true;
  }

  private static void addScaled(double factor, double[] x, double[] out, int at) {
    for (int i = 0; i < x.length; i++) {
      out[at + i] += factor * x[i];
    }
  }

  /** Writes the trajectory and the positions alpha along {@code dv} from a point to another one, multipliers apart. */
  void move(Iterate from, double alpha, double[] dv, Limits limits, double[] scratch, Iterate to) {
    for (int i = 0; i < from.v.length; i++) {
      to.v[i] = from.v[i] + alpha * dv[i];
      scratch[i] = alpha * dv[i];
    }
    for (int k = 0; k <= layout.N; k++) {
      problem.retract(from.trajectory.X, k * nx, scratch, layout.x(k), to.trajectory.X, k * nx);
      for (int i = 0; i < layout.controls(k); i++) {
        to.trajectory.U[k * layout.m + i] = from.trajectory.U[k * layout.m + i] + scratch[layout.u(k) + i];
      }
    }
    readPositions(limits, to);
  }

  /** Writes the positions of the states that have limits. */
  void readPositions(Limits limits, Iterate w) {
    for (int i = 0; i < nx; i++) {
      if (limits.isLimited(i)) {
        for (int k = 1; k <= layout.N; k++) {
          w.v[layout.x(k) + problem.direction(i)] = w.trajectory.X[k * nx + i];
        }
      }
    }
  }
}
