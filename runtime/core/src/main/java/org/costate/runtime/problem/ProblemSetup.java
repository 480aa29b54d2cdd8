/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** What a problem declares once for a whole solve, computed from its params. */
public final class ProblemSetup {
  /** The start state, [nx], where it is free the one to begin with; design variables last. */
  public final double[] start;

  /** 1 where the start is free, [nx]. */
  public final double[] free;

  /** Bounds of the states and of the design variables, [nx]; infinite where there are none. */
  public final double[] stateLower;

  public final double[] stateUpper;

  /** Bounds of the controls, [nu]; infinite where there are none. */
  public final double[] controlLower;

  public final double[] controlUpper;

  /** The trim value of each control, [nu]; zero where none is declared. */
  public final double[] trim;

  public ProblemSetup(Dims dims) {
    start = new double[dims.nx()];
    free = new double[dims.nx()];
    stateLower = new double[dims.nx()];
    stateUpper = new double[dims.nx()];
    controlLower = new double[dims.nu()];
    controlUpper = new double[dims.nu()];
    trim = new double[dims.nu()];
  }
}
