/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.robustness;

import java.util.Arrays;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Kkt;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.certify.KktCheck;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/**
 * One solve, judged by what the solver had no part in.
 *
 * @param cost of a minimization
 * @param violation largest of a constraint, a limit or the dynamics, in the problem's units
 * @param residual stationarity or complementarity, the larger one, relative to the cost and the largest multiplier, if these are above 1
 * @param gap the largest difference of a state from the rollout of the controls over the same steps; NaN where it leaves the numbers
 */
record Attempt(SolverStatus status, double cost, int iterations, double violation, double residual, double gap) {
  private static final double VIOLATION = 1e-6;
  private static final double RESIDUAL = 1e-5;
  private static final double GAP = 1e-6;

  static Attempt of(OptimalControlProblem problem, SolveReport report) {
    Kkt kkt = KktCheck.of(problem, report.trajectory(), report.multipliers());
    double scale = Math.max(1, Math.max(Math.abs(report.cost()), largest(report.multipliers())));
    return new Attempt(report.status(), report.cost(), report.iterations(), kkt.violation(),
        Math.max(kkt.stationarity(), kkt.complementarity()) / scale, gap(problem, report.trajectory()));
  }

  private static double largest(Multipliers m) {
    return Arrays.asList(m.lambda, m.y, m.zx, m.zu)
        .stream()
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  private static double gap(OptimalControlProblem problem, Trajectory solution) {
    Trajectory rollout = solution.copy();
    Rollout.fromFirstState(problem, rollout);
    int nx = solution.dims().nx();
    double[] dx = new double[solution.dims().ndx()];
    double gap = 0;
    for (int k = 1; k <= solution.dims().steps(); k++) {
      problem.difference(solution.X, k * nx, rollout.X, k * nx, dx, 0);
      for (double d : dx) {
        gap = Math.max(gap, Math.abs(d)); // NaN stays
      }
    }
    return gap;
  }

  boolean converged() {
    return status.isSuccess();
  }

  /** It says that it converged, and it did not: a number that is not one is as wrong as a large one. */
  boolean falselyConverged() {
    return converged() && !(violation <= VIOLATION && residual <= RESIDUAL);
  }

  /** The controls alone do not lead along the states: what the solver leaves of the dynamics, or rounding, grows on the way. */
  boolean unstable() {
    return converged() && !(gap <= GAP);
  }
}
