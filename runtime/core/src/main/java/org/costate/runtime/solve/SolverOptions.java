/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import org.costate.runtime.problem.OptimalControlProblem;

/** The options of one method, which make its solver. Immutable. */
public interface SolverOptions {
  /** The word after {@code using}. */
  String method();

  /** Whether the stages of an implicit integrator are to be unknowns, see {@link OptimalControlProblem#lifted}. */
  default boolean collocation() {
    return false;
  }

  /** A solver of this method with memory for {@code problem}. */
  Solver solver(OptimalControlProblem problem);
}
