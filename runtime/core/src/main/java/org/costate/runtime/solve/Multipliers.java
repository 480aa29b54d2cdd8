/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;

/**
 * Multipliers of one solution: with them the Lagrangian
 *
 * <pre>
 * sum of l + lN + sum of lambda(k+1)' (F(k, x(k), u(k)) - x(k+1)) + sum of y(k)' c(k) + sum of zu(k)' u(k) + sum of zx(k)' x(k)
 * </pre>
 *
 * <p>is stationary in the controls, in the states x(1..N) and in a free start. Multipliers of limits are positive at an upper limit and
 * negative at a lower one; those of c <= 0 are not negative. Mutable memory, row by row; a report brings its own.
 */
public final class Multipliers {
  /** Costates: the derivative of the optimal cost to go, [(N + 1) x ndx]. */
  public final double[] lambda;

  /** Constraints, those of k = 0 first: those of k begin at {@link #at}. */
  public final double[] y;

  /** Limits of the states, by directions, [(N + 1) x ndx]; those of the start at k = 0. */
  public final double[] zx;

  /** Limits of the controls, [N x nu]. */
  public final double[] zu;

  private final int[] at;

  /** All zero. */
  public Multipliers(OptimalControlProblem problem) {
    Dims dims = problem.dims();
    at = new int[dims.steps() + 2];
    for (int k = 0; k <= dims.steps(); k++) {
      at[k + 1] = at[k] + problem.constraints(k);
    }
    lambda = new double[(dims.steps() + 1) * dims.ndx()];
    y = new double[at[dims.steps() + 1]];
    zx = new double[(dims.steps() + 1) * dims.ndx()];
    zu = new double[dims.steps() * dims.nu()];
  }

  /** Where the constraints of k = 0..N begin in {@link #y}; their number in all for k = N + 1. */
  public int at(int k) {
    return at[k];
  }
}
