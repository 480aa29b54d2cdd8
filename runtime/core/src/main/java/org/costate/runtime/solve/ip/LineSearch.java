/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

/**
 * Backtracking along a step until the filter accepts a point: steps of algorithm A, with the second-order correction, of Wächter
 * and Biegler 2006; the equation numbers are theirs.
 */
final class LineSearch {
  private static final double GAMMA_THETA = 1e-5;
  private static final double GAMMA_PHI = 1e-8;
  private static final double GAMMA_ALPHA = 0.05;
  private static final double DELTA = 1;
  private static final double S_THETA = 1.1;
  private static final double S_PHI = 2.3;
  private static final double ETA_PHI = 1e-8;
  private static final double MOST_VIOLATION = 1e4;
  private static final double LEAST_VIOLATION = 1e-4;

  /** Where the violation is zero, (23) would go on forever. */
  private static final double SHORTEST = 1e-12;

  /** What counts as equal where merits are compared, relative to them: they are sums over the whole horizon. */
  private static final double ROUNDING = 10 * Math.ulp(1.0);

  /** The step length accepted. */
  double alpha;

  /** Whether every point tried was not finite. */
  boolean neverFinite;

  private final IpWorkspace ws;
  private final SecondOrderCorrection correction;
  private final Filter filter = new Filter();

  /** theta_min: only below it steps are judged by the merit alone. */
  private double leastViolation;

  /** theta_max. */
  private double mostViolation;

  // at the current point
  private double mu;
  private double theta;
  private double phi;
  private double slope;

  LineSearch(IpWorkspace ws, NewtonStep step) {
    this.ws = ws;
    correction = new SecondOrderCorrection(ws, step, this);
  }

  /** Before the first iteration of a phase. */
  void begin(double violation) {
    mostViolation = MOST_VIOLATION * Math.max(1, violation);
    leastViolation = LEAST_VIOLATION * Math.max(1, violation);
    reset();
  }

  /** For a new barrier parameter, with which the merits in the filter are not comparable. */
  void reset() {
    filter.reset(mostViolation);
  }

  /** Finds alpha for the step in the workspace, which a correction may replace. @return false if there is none */
  boolean run(double barrier, double tau) {
    measureAt(barrier);
    slope = ws.meritSlope(mu);
    neverFinite = true;
    double longest = ws.limits.longestStep(ws.current.v, ws.dv, tau);
    double shortest = shortest();
    alpha = longest;
    do {
      if (ws.tryStep(alpha)) {
        neverFinite = false;
        if (accepts(alpha)) {
          augment(alpha);
          return true;
        }
        boolean first = alpha == longest;
        if (first && IpWorkspace.violation(ws.cTrial) >= theta && correction.run(alpha, tau)) {
          augment(alpha);
          alpha = correction.alpha;
          return true;
        }
      }
      alpha *= 0.5;
    } while (alpha >= shortest);
    return false;
  }

  /** Takes the longest step without a test: where it is too small for one. */
  boolean takeAll(double barrier, double tau) {
    measureAt(barrier);
    alpha = ws.limits.longestStep(ws.current.v, ws.dv, tau);
    return ws.tryStep(alpha);
  }

  /** Reads theta and phi of the current point. */
  void measureAt(double barrier) {
    mu = barrier;
    theta = IpWorkspace.violation(ws.c);
    phi = ws.merit(ws.current, ws.cost, mu);
  }

  /** Whether the trial point is acceptable: (18) to (20) and the filter. */
  boolean accepts(double alphaOfStep) {
    double thetaTrial = IpWorkspace.violation(ws.cTrial);
    double phiTrial = ws.merit(ws.trial, ws.costTrial, mu);
    if (!filter.accepts(thetaTrial, phiTrial)) {
      return false;
    }
    if (theta <= leastViolation && isSwitching(alphaOfStep)) {
      return isArmijo(alphaOfStep, phiTrial);
    }
    return thetaTrial <= (1 - GAMMA_THETA) * theta
        || phiTrial - phi <= -GAMMA_PHI * theta + ROUNDING * Math.abs(phi);
  }

  /** (19): the promised descent is large beside the violation. */
  private boolean isSwitching(double alphaOfStep) {
    return slope < 0 && alphaOfStep * Math.pow(-slope, S_PHI) > DELTA * Math.pow(theta, S_THETA);
  }

  /** (20). */
  private boolean isArmijo(double alphaOfStep, double phiTrial) {
    return phiTrial - phi <= ETA_PHI * alphaOfStep * slope + ROUNDING * Math.abs(phi);
  }

  /** (22), where the step was not one for the merit. */
  private void augment(double alphaOfStep) {
    if (!isSwitching(alphaOfStep) || !isArmijo(alphaOfStep, ws.merit(ws.trial, ws.costTrial, mu))) {
      block();
    }
  }

  /** Forbids the current point: also before a restoration. */
  void block() {
    filter.add((1 - GAMMA_THETA) * theta, phi - GAMMA_PHI * theta);
  }

  /** Whether a point that a restoration found is acceptable, and better than the one that it began with. */
  boolean acceptsRestored(double thetaThere, double phiThere) {
    return filter.accepts(thetaThere, phiThere)
        && (thetaThere <= (1 - GAMMA_THETA) * theta || phiThere <= phi - GAMMA_PHI * theta);
  }

  /** theta at the point where the last search began. */
  double violation() {
    return theta;
  }

  /** (23): no shorter step can be acceptable. */
  private double shortest() {
    double least = GAMMA_THETA;
    if (slope < 0) {
      least = Math.min(least, GAMMA_PHI * theta / -slope);
      if (theta <= leastViolation) {
        least = Math.min(least, DELTA * Math.pow(theta, S_THETA) / Math.pow(-slope, S_PHI));
      }
    }
    return Math.max(GAMMA_ALPHA * least, SHORTEST);
  }
}
