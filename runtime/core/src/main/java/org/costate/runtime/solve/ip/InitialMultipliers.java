/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;
import org.costate.runtime.solve.kkt.KktStage;
import org.costate.runtime.solve.kkt.Layout;
import org.costate.runtime.solve.kkt.RiccatiKkt;

/**
 * The y that balance the gradient at a point best, min |slope - zl + zu + J' y|^2: the same linear system with the identity in place of the
 * Hessian. Zero where that is large. Source: Wächter and Biegler 2006, section 3.6, equation (36).
 */
final class InitialMultipliers {
  private static final double LARGEST = 1e3;

  private final IpWorkspace ws;
  private final double[] g;
  private final double[] r;
  private final double[] dw;

  InitialMultipliers(IpWorkspace ws) {
    this.ws = ws;
    g = new double[ws.layout.variables];
    r = new double[ws.layout.equations];
    dw = new double[ws.layout.variables];
  }

  /** Replaces the current point's y; its derivatives and the slope must be at hand. Overwrites the Hessian and the compliance. */
  void estimate() {
    Layout layout = ws.layout;
    Iterate w = ws.current;
    for (int k = 0; k <= layout.N; k++) {
      KktStage stage = ws.system.stages[k];
      identity(stage.Hxx, layout.n);
      Arrays.fill(stage.Hux, 0);
      identity(stage.Huu, layout.controls(k));
    }
    for (int i = 0; i < g.length; i++) {
      g[i] = ws.system.free[i] ? ws.slope[i] - w.zl[i] + w.zu[i] : 0;
    }
    Arrays.fill(ws.system.compliance, 0);
    Arrays.fill(r, 0);
    for (int j = 0; j < ws.slacks.count(); j++) {
      int i = layout.variables + j;
      ws.system.compliance[ws.slacks.equation[j]] += 1;
      r[ws.slacks.equation[j]] -= ws.slacks.sign[j] * (ws.slope[i] - w.zl[i] + w.zu[i]);
    }
    boolean found = ws.kkt.factor() == RiccatiKkt.Status.DONE && ws.kkt.solve(g, r, dw, w.y);
    for (double entry : w.y) {
      found &= Math.abs(entry) <= LARGEST;
    }
    if (!found) {
      Arrays.fill(w.y, 0);
    }
  }

  private static void identity(double[] matrix, int n) {
    Arrays.fill(matrix, 0);
    for (int i = 0; i < n; i++) {
      matrix[i * n + i] = 1;
    }
  }
}
