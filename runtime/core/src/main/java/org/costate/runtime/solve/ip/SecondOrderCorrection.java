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

  // The step as it was before it was corrected.
  private final double[] dv;
  private final double[] dy;
  private final double[] dzl;
  private final double[] dzu;

  SecondOrderCorrection(IpWorkspace ws, NewtonStep step, LineSearch search) {
    this.ws = ws;
    this.step = step;
    this.search = search;
    c = new double[ws.layout.equations];
    dv = new double[ws.size];
    dy = new double[ws.layout.equations];
    dzl = new double[ws.size];
    dzu = new double[ws.size];
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
    keep();
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
    putBack();
    return false;
  }

  private void keep() {
    System.arraycopy(ws.dv, 0, dv, 0, dv.length);
    System.arraycopy(ws.dy, 0, dy, 0, dy.length);
    System.arraycopy(ws.dzl, 0, dzl, 0, dzl.length);
    System.arraycopy(ws.dzu, 0, dzu, 0, dzu.length);
  }

  private void putBack() {
    System.arraycopy(dv, 0, ws.dv, 0, dv.length);
    System.arraycopy(dy, 0, ws.dy, 0, dy.length);
    System.arraycopy(dzl, 0, ws.dzl, 0, dzl.length);
    System.arraycopy(dzu, 0, ws.dzu, 0, dzu.length);
  }
}
