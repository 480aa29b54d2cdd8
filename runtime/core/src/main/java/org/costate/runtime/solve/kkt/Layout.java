/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.kkt;

import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;

/**
 * Where things are in flat vectors. Variables: x(0), u(0), x(1), u(1), ..., x(N), each state by its directions. Equations: the constraints of
 * k = 0..N, then the gaps F(k, x(k), u(k)) - x(k+1) of k = 0..N-1.
 */
public final class Layout {
  /** Directions of a state. */
  public final int n;

  /** Controls. */
  public final int m;

  /** Steps. */
  public final int N;

  public final int variables;

  /** Constraints of all k. */
  public final int rows;

  /** Constraints and gaps. */
  public final int equations;

  /** Where the constraints of k = 0..N begin; their number for N + 1. */
  private final int[] at;

  /** @param constraints how many there are at k = 0..N */
  public Layout(int n, int m, int N, int[] constraints) {
    this.n = n;
    this.m = m;
    this.N = N;
    at = new int[N + 2];
    for (int k = 0; k <= N; k++) {
      at[k + 1] = at[k] + constraints[k];
    }
    variables = N * (n + m) + n;
    rows = at[N + 1];
    equations = rows + N * n;
  }

  public static Layout of(OptimalControlProblem problem) {
    Dims dims = problem.dims();
    int[] constraints = new int[dims.steps() + 1];
    for (int k = 0; k <= dims.steps(); k++) {
      constraints[k] = problem.constraints(k);
    }
    return new Layout(dims.ndx(), dims.nu(), dims.steps(), constraints);
  }

  /** Where the directions of x(k) begin among the variables. */
  public int x(int k) {
    return k * (n + m);
  }

  /** Where u(k) begins among the variables. */
  public int u(int k) {
    return k * (n + m) + n;
  }

  /** How many controls there are at k: none at N. */
  public int controls(int k) {
    return k < N ? m : 0;
  }

  /** Where the constraints of k begin among the equations. */
  public int row(int k) {
    return at[k];
  }

  /** How many constraints k has. */
  public int rows(int k) {
    return at[k + 1] - at[k];
  }

  /** Where the gap between F(k, x(k), u(k)) and x(k+1) begins among the equations. */
  public int gap(int k) {
    return rows + k * n;
  }
}
