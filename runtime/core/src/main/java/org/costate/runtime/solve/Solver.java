/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import org.costate.runtime.trajectory.Trajectory;

/**
 * A method bound to one problem, with the memory it needs. One object serves one thread; it may solve again and again, and allocates only
 * reports.
 */
public interface Solver {
  /**
   * Solves from the rollout of the given controls, from the problem's start.
   *
   * @param controls [N x nu], not modified; clamped to the control limits first
   */
  SolveReport solve(double[] controls, IterationObserver observer);

  default SolveReport solve(double[] controls) {
    return solve(controls, IterationObserver.NONE);
  }

  /**
   * Solves from a trajectory. Methods that shoot from the start roll its controls out, from its first state where the start is free; methods
   * whose states need not fit together take its states as they are. Not modified.
   */
  SolveReport solve(Trajectory initial, IterationObserver observer);

  /** Warm start: solves from an earlier solution. */
  default SolveReport solve(SolveReport previous, IterationObserver observer) {
    return solve(previous.trajectory(), observer);
  }

  /**
   * Solves from a trajectory and leaves the best one found in its place: what a control loop asks for again and again. Methods that have
   * multipliers begin with those of the last time, until {@link #forget}. Methods that say so allocate nothing; here it is a solve with a
   * report.
   *
   * @param plan of the problem's sizes; modified
   */
  default SolverStatus improve(Trajectory plan) {
    SolveReport report = solve(plan, IterationObserver.NONE);
    plan.copyFrom(report.trajectory());
    return report.status();
  }

  /** How many steps the last solve or {@link #improve} accepted. */
  int iterations();

  /** The next {@link #improve} has nothing to do with the last one: it begins with the plan alone. */
  default void forget() {}

  /** Asks a running solve to end with {@link SolverStatus#INTERRUPTED} at its next iteration, from any thread; so does an interrupt. */
  void interrupt();
}
