/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Optional;

/** The states and controls that a solver begins with: the guess of the run, otherwise that of the problem, otherwise start and trim values. */
final class InitialGuesses {
  private final GeneratedProblem code;
  private final Optional<GeneratedRun> run;
  private final Dims dims;
  private final ProblemSetup setup;
  private final MomentData moment;
  private final double[] w;

  /** No change, [ndx]. */
  private final double[] still;

  /** A state, [nx]. */
  private final double[] x;

  /** Guesses of controls at the end, where there are none, [nu]. */
  private final double[] atEnd;

  InitialGuesses(
      GeneratedProblem code, Optional<GeneratedRun> run, Dims dims, ProblemSetup setup, MomentData moment, double[] w) {
    this.code = code;
    this.run = run;
    this.dims = dims;
    this.setup = setup;
    this.moment = moment;
    this.w = w;
    still = new double[dims.ndx()];
    x = new double[dims.nx()];
    atEnd = new double[dims.nu()];
  }

  InitialGuess make() {
    double[] X = new double[(dims.steps() + 1) * dims.nx()];
    double[] U = new double[dims.steps() * dims.nu()];
    return new InitialGuess(X, U, make(X, U));
  }

  /** The same into {@code X [(N + 1) x nx]} and {@code U [N x nu]}. Allocates nothing. @return whether any state has a guess */
  boolean make(double[] X, double[] U) {
    int nx = dims.nx();
    int nu = dims.nu();
    double guessed = 0;
    for (int k = 0; k <= dims.steps(); k++) {
      boolean end = k == dims.steps();
      double[] u = end ? atEnd : U;
      int uAt = end ? 0 : k * nu;
      System.arraycopy(setup.start, 0, X, k * nx, nx);
      System.arraycopy(setup.trim, 0, u, uAt, nu);
      moment.set(k);
      moment.d[0] = k * moment.stepSeconds();
      guessed += code.guess(moment.d, w, X, k * nx, u, uAt);
      guessed += run.isPresent() ? run.get().guess(moment.d, w, X, k * nx, u, uAt) : 0;
    }
    settle(X);
    return guessed > 0;
  }

  /** As {@link ProblemInstance#settle}. */
  void settle(double[] X) {
    for (int i = 0; i < dims.nx(); i++) {
      X[i] = setup.free[i] == 1 ? Math.clamp(X[i], setup.stateLower[i], setup.stateUpper[i]) : setup.start[i];
    }
    for (int at = 0; at < X.length; at += dims.nx()) {
      System.arraycopy(X, at, x, 0, x.length);
      code.retract(x, 0, still, 0, w, X, at);
    }
  }
}
