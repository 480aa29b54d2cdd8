/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.shooting;

import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.ddp.SweepSolver;
import org.costate.runtime.trajectory.Trajectory;

/**
 * Feasibility-driven DDP with control limits: sweeps around states that need not fit together, whose gaps every step makes smaller. Sources:
 * Mastalli et al. 2020 (FDDP), 2022 (control limits); derivation and deviations: docs/algorithms/fddp.md.
 */
public final class FddpSolver implements Solver {
  private final SweepSolver sweeps;

  public FddpSolver(OptimalControlProblem problem, FddpOptions options) {
    sweeps = new SweepSolver(
        problem, options.secondOrder(), options.stopping(), options.regularization(), options.lineSearch());
  }

  @Override
  public SolveReport solve(double[] controls, IterationObserver observer) {
    return sweeps.solve(controls, observer);
  }

  @Override
  public SolveReport solve(Trajectory initial, IterationObserver observer) {
    return sweeps.solveWithGaps(initial, observer);
  }

  /** Allocates nothing as long as all numbers are finite. */
  @Override
  public SolverStatus improve(Trajectory plan) {
    return sweeps.improveWithGaps(plan);
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
