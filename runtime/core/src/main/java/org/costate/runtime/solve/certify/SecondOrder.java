/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.certify;

import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.trajectory.Trajectory;

/** What the second derivatives say about a point at which the first-order conditions hold. */
public enum SecondOrder {
  /** Every feasible direction costs more: the point is a strict local minimum. */
  SUFFICIENT,
  /** Some direction along what is active has no positive curvature: a saddle, a flat valley, or a singular arc. */
  NOT_SUFFICIENT,
  /** The active constraints depend on each other, so that multipliers are not unique; what is left is curved upwards. */
  DEPENDENT_CONSTRAINTS,
  /** A second derivative is not finite. */
  NOT_FINITE;

  /**
   * The second-order sufficient condition: the Lagrangian's Hessian is positive definite on the null space of the dynamics and of what pushes.
   * Inequalities that hold with equality but do not push are left out, which asks for more than is needed. Source: Nocedal and Wright, Numerical
   * Optimization, 2nd ed., theorem 12.6.
   *
   * @param trajectory with {@code multipliers}, a point where {@link KktCheck} finds next to nothing; not modified
   */
  public static SecondOrder of(OptimalControlProblem problem, Trajectory trajectory, Multipliers multipliers) {
    SolutionSystem system = new SolutionSystem(problem, trajectory, multipliers);
    return switch (system.status) {
      case DONE -> system.kkt.dependent ? DEPENDENT_CONSTRAINTS : SUFFICIENT;
      case WRONG_INERTIA -> NOT_SUFFICIENT;
      case OVERFLOW -> NOT_FINITE;
    };
  }
}
