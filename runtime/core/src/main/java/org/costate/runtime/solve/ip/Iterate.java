/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import org.costate.runtime.problem.Dims;
import org.costate.runtime.solve.kkt.Layout;
import org.costate.runtime.trajectory.Trajectory;

/** A point: the trajectory, the slacks and all multipliers. */
final class Iterate {
  final Trajectory trajectory;

  /**
   * What limits are about, [variables + slacks]: controls, coordinates of states by their directions, the displacement of a free start, then
   * the slacks. Meaningless for directions without limits.
   */
  final double[] v;

  /** Multipliers of the equations. */
  final double[] y;

  /** Multipliers of the lower limits of v, not negative; zero where there is none. */
  final double[] zl;

  /** Multipliers of the upper limits of v. */
  final double[] zu;

  Iterate(Dims dims, Layout layout, int slacks) {
    trajectory = new Trajectory(dims);
    v = new double[layout.variables + slacks];
    y = new double[layout.equations];
    zl = new double[layout.variables + slacks];
    zu = new double[layout.variables + slacks];
  }
}
