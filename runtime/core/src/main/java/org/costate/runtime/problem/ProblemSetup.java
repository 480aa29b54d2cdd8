/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** What a problem declares once for a whole solve, computed from its params. */
public final class ProblemSetup {
  /** The start state, [nx]. */
  public final double[] start;

  /** Bounds of the states, [nx]; infinite where there are none. */
  public final double[] stateLower;

  public final double[] stateUpper;

  /** Bounds of the controls, [nu]; infinite where there are none. */
  public final double[] controlLower;

  public final double[] controlUpper;

  /** The trim value of each control, [nu]; zero where none is declared. */
  public final double[] trim;

  /** The length of the horizon in seconds, or the number of steps for a problem with {@code next}; [1]. */
  public final double[] horizon = new double[1];

  public ProblemSetup(Dims dims) {
    start = new double[dims.nx()];
    stateLower = new double[dims.nx()];
    stateUpper = new double[dims.nx()];
    controlLower = new double[dims.nu()];
    controlUpper = new double[dims.nu()];
    trim = new double[dims.nu()];
  }
}
