/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** The terminal cost and its derivatives, n = ndx; see {@link StageExpansion} for the conventions. */
public final class TerminalExpansion {
  /** lN(x). */
  public double l;

  /** dlN/dx, [n]. */
  public final double[] lx;

  /** d2lN/dx2, [n x n], symmetric, both triangles. */
  public final double[] lxx;

  public TerminalExpansion(Dims dims) {
    lx = new double[dims.ndx()];
    lxx = new double[dims.ndx() * dims.ndx()];
  }
}
