/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

/**
 * Algorithm A of Wächter and Biegler 2006: Newton steps for barrier problems whose parameter mu falls to zero, in one phase: the problem itself or
 * the search for a feasible point.
 */
final class BarrierMethod {
  /** How an iteration ended. */
  enum Outcome {
    /** A step was accepted. */
    MOVED,
    /** No acceptable step exists: the point is to be left by another way. */
    BLOCKED,
    /** Steps have become too small to change anything. */
    TINY,
    NOT_FINITE,
    /** The value function overflowed. */
    OVERFLOW
  }

  private static final double KAPPA_EPSILON = 10;
  private static final double KAPPA_MU = 0.2;
  private static final double THETA_MU = 1.5;
  private static final double TAU_MIN = 0.99;
  private static final double KAPPA_SIGMA = 1e10;

  /** Barriers for a smaller tolerance would be lost to rounding. */
  private static final double LEAST_TOLERANCE = 1e-12;
  private static final double TINY_STEP = 10 * Math.ulp(1.0);

  final IpWorkspace ws;
  final OptimalityError error;
  final NewtonStep step;
  final LineSearch search;

  /** The barrier parameter. */
  double mu;

  /** The promised change of the merit by the last step. */
  double promise;

  /** The merit before and after the last step, with the same mu. */
  double meritBefore;

  double meritAfter;
  private final double tolerance;
  private boolean tiny;

  BarrierMethod(IpWorkspace ws, double tolerance) {
    this.ws = ws;
    this.tolerance = tolerance;
    error = new OptimalityError(ws);
    step = new NewtonStep(ws);
    search = new LineSearch(ws, step);
  }

  /** Begins at the current, evaluated point. */
  void begin(double barrier) {
    mu = Math.max(barrier, leastBarrier());
    tiny = false;
    step.inertia.reset();
    ws.objective.barrierChanged(mu);
    search.begin(IpWorkspace.violation(ws.c));
  }

  private double leastBarrier() {
    return Math.max(tolerance, LEAST_TOLERANCE) / 10;
  }

  /** Measures the optimality of the current point. @return whether it is expanded and finite */
  boolean look() {
    if (!ws.expand()) {
      return false;
    }
    error.measure();
    return true;
  }

  /** Whether the current point, which was looked at, solves the problem of the phase. */
  boolean isConverged() {
    return error.of(0) <= tolerance;
  }

  /** One iteration from the current point, which was looked at. */
  Outcome advance() {
    while (error.of(mu) <= KAPPA_EPSILON * mu && lowerBarrier()) {
      error.measure();
    }
    switch (step.compute(mu)) {
      case DONE -> {
        // go on
      }
      case NOT_FINITE -> {
        return Outcome.NOT_FINITE;
      }
      case OVERFLOW -> {
        return Outcome.OVERFLOW;
      }
      case SINGULAR -> {
        search.measureAt(mu);
        return Outcome.BLOCKED;
      }
    }
    double tau = Math.max(TAU_MIN, 1 - mu);
    meritBefore = ws.merit(ws.current, ws.cost, mu);
    boolean small = isTiny();
    if (small && tiny && !lowerBarrier()) {
      return Outcome.TINY;
    }
    if (!(small ? search.takeAll(mu, tau) : search.run(mu, tau))) {
      return search.neverFinite ? Outcome.NOT_FINITE : Outcome.BLOCKED;
    }
    tiny = small;
    promise = -search.alpha * ws.meritSlope(mu);
    ws.accept(search.alpha, longestDualStep(tau));
    meritAfter = ws.merit(ws.current, ws.cost, mu);
    keepMultipliersNear();
    return Outcome.MOVED;
  }

  /** (7); a smaller mu makes the merits in the filter worthless. @return false if mu is as small as it gets */
  private boolean lowerBarrier() {
    double next = Math.max(leastBarrier(), Math.min(KAPPA_MU * mu, Math.pow(mu, THETA_MU)));
    if (next >= mu) {
      return false;
    }
    mu = next;
    ws.objective.barrierChanged(mu);
    ws.gradients();
    search.reset();
    return true;
  }

  private boolean isTiny() {
    for (int i = 0; i < ws.size; i++) {
      if (Math.abs(ws.dv[i]) > TINY_STEP * (1 + Math.abs(ws.current.v[i]))) {
        return false;
      }
    }
    return error.violation <= 1e-4;
  }

  /** (15b). */
  private double longestDualStep(double tau) {
    double alpha = 1;
    for (int at = 0; at < ws.limits.count; at++) {
      int i = ws.limits.limited[at];
      if (ws.dzl[i] < 0 && -alpha * ws.dzl[i] > tau * ws.current.zl[i]) {
        alpha = tau * ws.current.zl[i] / -ws.dzl[i];
      }
      if (ws.dzu[i] < 0 && -alpha * ws.dzu[i] > tau * ws.current.zu[i]) {
        alpha = tau * ws.current.zu[i] / -ws.dzu[i];
      }
    }
    return alpha;
  }

  /** (16). */
  private void keepMultipliersNear() {
    Iterate w = ws.current;
    for (int at = 0; at < ws.limits.count; at++) {
      int i = ws.limits.limited[at];
      if (ws.limits.hasLower(i)) {
        w.zl[i] = near(w.zl[i], ws.limits.above(w.v, i));
      }
      if (ws.limits.hasUpper(i)) {
        w.zu[i] = near(w.zu[i], ws.limits.below(w.v, i));
      }
    }
  }

  private double near(double z, double distance) {
    double exact = mu / distance;
    return Math.max(Math.min(z, KAPPA_SIGMA * exact), exact / KAPPA_SIGMA);
  }
}
