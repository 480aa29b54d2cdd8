/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

/**
 * Where a full step makes the violation grow, as it does where equations are curved: the step is computed anew, with the same matrices, so that
 * it also closes what the full step left open. Source: Wächter and Biegler 2006, section 2.4, steps.
 */
final class SecondOrderCorrection {
  private static final int MOST = 4;
  private static final double KAPPA = 0.99;

  /** The length of the corrected step. */
  double alpha;

  private final IpWorkspace ws;
  private final NewtonStep step;
  private final LineSearch search;
  private final double[] c;

  SecondOrderCorrection(IpWorkspace ws, NewtonStep step, LineSearch search) {
    this.ws = ws;
    this.step = step;
    this.search = search;
    c = new double[ws.layout.equations];
  }

  /**
   * Tries corrections of the step whose trial point is at hand; leaves the workspace's step as it was unless one is accepted.
   *
   * @param first the length of the step that was rejected
   */
  boolean run(double first, double tau) {
    double before = search.violation();
    double now = IpWorkspace.violation(ws.cTrial);
    System.arraycopy(ws.c, 0, c, 0, c.length);
    double length = first;
    for (int p = 0; p < MOST && (p == 0 || now <= KAPPA * before); p++) {
      for (int i = 0; i < c.length; i++) {
        c[i] = length * c[i] + ws.cTrial[i];
      }
      if (!step.correct(c)) {
        break;
      }
      length = ws.limits.longestStep(ws.current.v, ws.dv, tau);
      if (!ws.tryStep(length)) {
        break;
      }
      if (search.accepts(first)) {
        alpha = length;
        return true;
      }
      before = now;
      now = IpWorkspace.violation(ws.cTrial);
    }
    step.correct(ws.c);
    return false;
  }
}
