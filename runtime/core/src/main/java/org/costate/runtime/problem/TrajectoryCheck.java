/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.Optional;

/** What a finished trajectory is measured by: its violations on the grid and between its points, and what a run expects of it. */
final class TrajectoryCheck {
  private final ProblemInfo info;
  private final Optional<GeneratedRun> run;
  private final Dims dims;
  private final StateLayout layout;
  private final ProblemSetup setup;
  private final ConstraintStages constraints;
  private final MomentData moment;
  private final double[] w;

  TrajectoryCheck(ProblemInfo info, Optional<GeneratedRun> run, Dims dims, StateLayout layout, ProblemSetup setup,
      ConstraintStages constraints, MomentData moment, double[] w) {
    this.info = info;
    this.run = run;
    this.dims = dims;
    this.layout = layout;
    this.setup = setup;
    this.constraints = constraints;
    this.moment = moment;
    this.w = w;
  }

  /** As {@link ProblemInstance#violations}. */
  List<Violation> violations(double[] X, double[] U) {
    Violations found = new Violations(info, layout, setup);
    for (int k = 0; k <= dims.steps(); k++) {
      found.limits(X, U, k, k < dims.steps());
      moment.set(k);
      constraints.violations(k, X, k * dims.nx(), U, k * dims.nu(), moment.d, w, found);
    }
    return found.all();
  }

  /** As {@link ProblemInstance#maxViolation}. */
  double maxViolation(double[] X, double[] U) {
    int nx = dims.nx();
    int nu = dims.nu();
    double worst = 0;
    for (int k = 0; k <= dims.steps(); k++) {
      for (int i = 0; i < nx; i++) {
        worst = Math.max(worst, Violations.outside(X[k * nx + i], setup.stateLower[i], setup.stateUpper[i]));
      }
      for (int i = 0; i < nu && k < dims.steps(); i++) {
        worst = Math.max(worst, Violations.outside(U[k * nu + i], setup.controlLower[i], setup.controlUpper[i]));
      }
      moment.set(k);
      worst = Math.max(worst, constraints.excess(k, X, k * nx, U, k * nu, moment.d, w));
    }
    return worst;
  }

  /** As {@link ProblemInstance#maxPathViolation}. */
  double maxPathViolation(double[] times, double[] X, double[] U, int count) {
    Violations found = new Violations(info, layout, setup);
    double[] d = new double[moment.d.length];
    for (int k = 0; k <= count; k++) {
      found.limits(X, U, k, k < count);
      if (k < count) {
        moment.write(times[k], moment.stepSeconds(), X, k * dims.nx(), d);
        constraints.pathViolations(X, k * dims.nx(), U, k * dims.nu(), d, w, found);
      }
    }
    return found.all().stream().findFirst().map(Violation::amount).orElse(0.0);
  }

  /** As {@link ProblemInstance#expectations}. */
  boolean[] expectations(double objective, double maxViolation, int iterations, double[] X, int count) {
    if (run.isEmpty()) {
      return new boolean[0];
    }
    int nx = dims.nx();
    double[] facts = new double[3 + 2 * nx];
    facts[0] = objective;
    facts[1] = maxViolation;
    facts[2] = iterations;
    System.arraycopy(X, 0, facts, 3, nx);
    System.arraycopy(X, dims.steps() * nx, facts, 3 + nx, nx);
    return holds(facts, count);
  }

  /** As {@link ProblemInstance#expectations(double, int)}. */
  boolean[] expectations(double meanReturn, int count) {
    return run.isEmpty() ? new boolean[0] : holds(new double[] {meanReturn}, count);
  }

  private boolean[] holds(double[] facts, int count) {
    double[] results = new double[count];
    moment.set(dims.steps());
    run.get().expect(facts, moment.d, w, results);
    boolean[] holds = new boolean[count];
    for (int i = 0; i < count; i++) {
      holds[i] = results[i] == 1;
    }
    return holds;
  }
}
