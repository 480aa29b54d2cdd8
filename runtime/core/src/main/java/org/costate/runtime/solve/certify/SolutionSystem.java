/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.certify;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.kkt.KktStage;
import org.costate.runtime.solve.kkt.KktSystem;
import org.costate.runtime.solve.kkt.Layout;
import org.costate.runtime.solve.kkt.RiccatiKkt;
import org.costate.runtime.trajectory.Trajectory;

/** The linearized first-order conditions at a solution, what is active held with equality. */
final class SolutionSystem {
  final Layout layout;
  final ActiveRows active;
  final RiccatiKkt kkt;
  final RiccatiKkt.Status status;

  private final Dims dims;
  private final KktSystem system;

  SolutionSystem(OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers) {
    dims = problem.dims();
    active = new ActiveRows(problem, trajectory, multipliers);
    layout = new Layout(dims.ndx(), dims.nu(), dims.steps(), active.counts());
    system = new KktSystem(layout);
    Arrays.fill(system.free, true);
    for (int k = 0; k <= dims.steps(); k++) {
      steps(problem, trajectory, multipliers, k);
      rows(problem, trajectory, multipliers, k);
    }
    kkt = new RiccatiKkt(system, problem.sweepStep());
    status = kkt.factor();
  }

  private void steps(OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers, int k) {
    KktStage stage = system.stages[k];
    if (k == dims.steps()) {
      TerminalExpansion terminal = new TerminalExpansion(dims);
      problem.expandTerminal(trajectory.X, k * dims.nx(), terminal);
      System.arraycopy(terminal.lxx, 0, stage.Hxx, 0, stage.Hxx.length);
      return;
    }
    StageExpansion expansion = new StageExpansion(dims);
    Curvature curvature = new Curvature(dims);
    int x = k * dims.nx();
    int u = k * dims.nu();
    problem.expand(k, trajectory.X, x, trajectory.U, u, expansion);
    problem.curvature(k, trajectory.X, x, trajectory.U, u, multipliers.lambda, (k + 1) * dims.ndx(), curvature);
    System.arraycopy(expansion.fx, 0, stage.A, 0, stage.A.length);
    System.arraycopy(expansion.fu, 0, stage.B, 0, stage.B.length);
    System.arraycopy(expansion.lxx, 0, stage.Hxx, 0, stage.Hxx.length);
    System.arraycopy(expansion.lux, 0, stage.Hux, 0, stage.Hux.length);
    System.arraycopy(expansion.luu, 0, stage.Huu, 0, stage.Huu.length);
    add(curvature, stage);
  }

  private void rows(OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers, int k) {
    int n = dims.ndx();
    int m = dims.nu();
    KktStage stage = system.stages[k];
    ConstraintExpansion expansion = new ConstraintExpansion(dims, problem.constraints(k));
    int u = Math.min(k * m, trajectory.U.length);
    problem.expandConstraints(k, trajectory.X, k * dims.nx(), trajectory.U, u, expansion);
    if (problem.constraints(k) > 0) {
      Curvature curvature = new Curvature(dims);
      problem.constraintCurvature(k, trajectory.X, k * dims.nx(), trajectory.U, u, multipliers.y, multipliers.at(k),
          curvature);
      add(curvature, stage);
    }
    List<ActiveRows.Row> rows = active.at(k);
    for (int r = 0; r < rows.size(); r++) {
      int index = rows.get(r).index();
      switch (rows.get(r).kind()) {
        case CONSTRAINT -> {
          System.arraycopy(expansion.cx, index * n, stage.Jx, r * n, n);
          if (k < dims.steps()) {
            System.arraycopy(expansion.cu, index * m, stage.Ju, r * m, m);
          }
        }
        case STATE -> stage.Jx[r * n + index] = 1;
        case CONTROL -> stage.Ju[r * m + index] = 1;
      }
    }
  }

  private static void add(Curvature curvature, KktStage stage) {
    add(curvature.hxx, stage.Hxx);
    add(curvature.hux, stage.Hux);
    add(curvature.huu, stage.Huu);
  }

  /** The end has no controls. */
  private static void add(double[] term, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }
}
