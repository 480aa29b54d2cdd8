/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** Where an iteration begins. */
public final class InitialGuess {
  /** [(N + 1) x nx]; states without a guess stay at their start. */
  public final double[] X;

  /** [N x nu]; controls without a guess are at their trim. */
  public final double[] U;

  /** Whether any state has a guess; otherwise a better X is where U leads. */
  public final boolean hasStates;

  InitialGuess(double[] X, double[] U, boolean hasStates) {
    this.X = X;
    this.U = U;
    this.hasStates = hasStates;
  }
}
