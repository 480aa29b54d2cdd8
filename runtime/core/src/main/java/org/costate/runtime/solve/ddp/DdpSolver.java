/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Differential dynamic programming with control limits and the exact second derivatives of the dynamics. Sources: Jacobson and Mayne 1970;
 * Tassa, Mansard, Todorov 2014; derivation and deviations: docs/algorithms/ilqr-ddp.md.
 */
public final class DdpSolver implements Solver {
  private final SweepSolver sweeps;

  public DdpSolver(OptimalControlProblem problem, DdpOptions options) {
    sweeps = new SweepSolver(
        problem, SecondOrder.EXACT, options.stopping(), options.regularization(), options.lineSearch());
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    return sweeps.solve(controls, observer);
  }

  @Override
  public SolveReport solve(Trajectory initial, IterationObserver observer) {
    return sweeps.solve(initial, observer);
  }

  @Override
  public SolverStatus improve(Trajectory plan) {
    return sweeps.improve(plan);
  }

  @Override
  public int iterations() {
    return sweeps.iterations();
  }

  @Override
  public void interrupt() {
    sweeps.interrupt();
  }
}
