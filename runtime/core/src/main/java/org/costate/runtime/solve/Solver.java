/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

/**
 * A method bound to one problem, with the memory it needs. One object serves one thread; it may solve again and again, and allocates only
 * reports.
 */
public interface Solver {
  /**
   * Solves from the rollout of the given controls.
   *
   * @param controls [N x nu], not modified; clamped to the control limits first
   */
  SolveReport solve(double[] controls, IterationObserver observer);

  default SolveReport solve(double[] controls) {
    return solve(controls, IterationObserver.NONE);
  }

  /** Warm start: solves from the controls of an earlier solution. */
  default SolveReport solve(SolveReport previous, IterationObserver observer) {
    return solve(previous.trajectory().U, observer);
  }

  /** Asks a running solve to end with {@link SolverStatus#INTERRUPTED} at its next iteration, from any thread; so does an interrupt. */
  void interrupt();
}
