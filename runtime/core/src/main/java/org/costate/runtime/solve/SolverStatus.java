/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

/** Why a solve ended. Only {@link #CONVERGED} is success. */
public enum SolverStatus {
  /** The stopping test of the method holds. */
  CONVERGED("converged"),
  /** The allowed number of iterations was used up. */
  ITERATION_LIMIT("stopped at the iteration limit"),
  /** No step lowered the cost even at the largest regularization: a kink, or derivatives that do not belong to the cost. */
  STALLED("no step lowers the cost any more"),
  /** No nearby trajectory violates the constraints less: the problem, or its part around here, has no solution. */
  INFEASIBLE("no trajectory found that meets every constraint"),
  /** A value or a derivative was infinite or not a number where the solver cannot go on; the report says which. */
  NOT_FINITE("a value is infinite or not a number"),
  /** The cost fell below every bound. */
  UNBOUNDED("the cost is unbounded below"),
  /** The thread or the solver was interrupted; the report holds the best trajectory so far. */
  INTERRUPTED("interrupted");

  private final String text;

  SolverStatus(String text) {
    this.text = text;
  }

  /** For people: {@code stopped at the iteration limit}. */
  public String text() {
    return text;
  }

  public boolean isSuccess() {
    return this == CONVERGED;
  }
}
