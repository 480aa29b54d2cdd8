/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ilqr;

import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.ddp.SecondOrder;
import org.costate.runtime.solve.ddp.SweepSolver;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Iterative LQR with control limits. Sources: Tassa, Erez, Todorov 2012 (iLQR); Tassa, Mansard, Todorov 2014 (control limits);
 * derivation and deviations: docs/algorithms/ilqr-ddp.md.
 */
public final class IlqrSolver implements Solver {
  private final SweepSolver sweeps;

  public IlqrSolver(OptimalControlProblem problem, IlqrOptions options) {
    sweeps = new SweepSolver(
        problem, SecondOrder.GAUSS_NEWTON, options.stopping(), options.regularization(), options.lineSearch());
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
