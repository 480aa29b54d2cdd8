/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

/**
 * Where a number was infinite or NaN.
 *
 * @param iteration how many iterations were complete before it
 * @param step k, with k = N for terminal quantities
 */
public record NonFinite(Quantity quantity, int iteration, int step) {
  /** What was not finite. */
  public enum Quantity {
    /** x(0). */
    START,
    /** A control given by the caller. */
    CONTROL,
    /** F(k, x, u), the state that follows. */
    NEXT_STATE,
    /** l(k, x, u). */
    STAGE_COST,
    /** lN(x). */
    TERMINAL_COST,
    /** Jacobians of F. */
    DYNAMICS_JACOBIAN,
    /** Gradient or Hessian of l. */
    STAGE_COST_DERIVATIVES,
    /** Gradient or Hessian of lN. */
    TERMINAL_COST_DERIVATIVES,
    /** c(k, x, u). */
    CONSTRAINT,
    /** Jacobian of c. */
    CONSTRAINT_JACOBIAN,
    /** Second derivatives of lambda' F, or of y' c. */
    CURVATURE,
    /** The value function of the backward pass overflowed. */
    VALUE_FUNCTION
  }
}
