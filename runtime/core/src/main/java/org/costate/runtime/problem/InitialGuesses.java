/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.Optional;

/** The states and controls that a solver begins with: the guess of the run, otherwise that of the problem, otherwise start and trim values. */
final class InitialGuesses {
  private final GeneratedProblem code;
  private final Optional<GeneratedRun> run;
  private final Dims dims;
  private final ProblemSetup setup;
  private final MomentData moment;
  private final double[] w;

  InitialGuesses(
      GeneratedProblem code, Optional<GeneratedRun> run, Dims dims, ProblemSetup setup, MomentData moment, double[] w) {
    this.code = code;
    this.run = run;
    this.dims = dims;
    this.setup = setup;
    this.moment = moment;
    this.w = w;
  }

  InitialGuess make() {
    int nx = dims.nx();
    int nu = dims.nu();
    int steps = dims.steps();
    double[] X = new double[(steps + 1) * nx];
    double[] U = new double[(steps + 1) * nu];
    double guessed = 0;
    for (int k = 0; k <= steps; k++) {
      System.arraycopy(setup.start, 0, X, k * nx, nx);
      System.arraycopy(setup.trim, 0, U, k * nu, nu);
      moment.set(k);
      moment.d[0] = k * moment.stepSeconds();
      guessed += code.guess(moment.d, w, X, k * nx, U, k * nu);
      guessed += run.isPresent() ? run.get().guess(moment.d, w, X, k * nx, U, k * nu) : 0;
    }
    settle(X);
    return new InitialGuess(X, Arrays.copyOf(U, steps * nu), guessed > 0);
  }

  /** As {@link ProblemInstance#settle}. */
  void settle(double[] X) {
    for (int i = 0; i < dims.nx(); i++) {
      X[i] = setup.free[i] == 1 ? Math.clamp(X[i], setup.stateLower[i], setup.stateUpper[i]) : setup.start[i];
    }
    double[] still = new double[dims.ndx()];
    double[] x = new double[dims.nx()];
    for (int at = 0; at < X.length; at += dims.nx()) {
      System.arraycopy(X, at, x, 0, x.length);
      code.retract(x, 0, still, 0, w, X, at);
    }
  }
}
