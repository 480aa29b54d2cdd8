/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

/** E(mu): how far a point is from solving the barrier problem, equation (5) of Wächter and Biegler 2006. */
final class OptimalityError {
  /** Multipliers whose mean is above this are thought to be badly scaled. */
  private static final double MEAN_MULTIPLIER = 100;

  /** The largest entry of the Lagrangian's gradient, unscaled by the multipliers' size. */
  double stationarity;

  /** The largest equation. */
  double violation;

  /** The part that does not depend on mu: stationarity over the multipliers' size. */
  private double scaledStationarity;

  private double complementarityScale;
  private final IpWorkspace ws;

  OptimalityError(IpWorkspace ws) {
    this.ws = ws;
  }

  /** Looks at the current, expanded point. */
  void measure() {
    Iterate w = ws.current;
    stationarity = 0;
    double sumY = 0;
    double sumZ = 0;
    int limits = 0;
    for (int i = 0; i < ws.size; i++) {
      if (ws.isFree(i)) {
        stationarity = Math.max(stationarity, Math.abs(ws.lagrangian[i] - w.zl[i] + w.zu[i]));
      }
    }
    for (int at = 0; at < ws.limits.count; at++) {
      int i = ws.limits.limited[at];
      sumZ += w.zl[i] + w.zu[i];
      limits += (ws.limits.hasLower(i) ? 1 : 0) + (ws.limits.hasUpper(i) ? 1 : 0);
    }
    violation = 0;
    for (int i = 0; i < w.y.length; i++) {
      violation = Math.max(violation, Math.abs(ws.c[i]));
      sumY += Math.abs(w.y[i]);
    }
    int count = limits + w.y.length;
    scaledStationarity =
        stationarity / (Math.max(MEAN_MULTIPLIER, (sumY + sumZ) / Math.max(1, count)) / MEAN_MULTIPLIER);
    complementarityScale = Math.max(MEAN_MULTIPLIER, sumZ / Math.max(1, limits)) / MEAN_MULTIPLIER;
  }

  /** E(mu). */
  double of(double mu) {
    return Math.max(Math.max(scaledStationarity, violation), complementarity(mu) / complementarityScale);
  }

  /** The largest difference between mu and a product of a multiplier and its distance from the limit. */
  double complementarity(double mu) {
    Iterate w = ws.current;
    double largest = 0;
    for (int at = 0; at < ws.limits.count; at++) {
      int i = ws.limits.limited[at];
      if (ws.limits.hasLower(i)) {
        largest = Math.max(largest, Math.abs(ws.limits.above(w.v, i) * w.zl[i] - mu));
      }
      if (ws.limits.hasUpper(i)) {
        largest = Math.max(largest, Math.abs(ws.limits.below(w.v, i) * w.zu[i] - mu));
      }
    }
    return largest;
  }
}
