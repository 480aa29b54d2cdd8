/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.kkt.Layout;

/** What is reported of the final point: multipliers in the problem's own units, gains, and controls within the problem's limits. */
final class Outcome {
  private final BarrierMethod method;
  private final IpWorkspace ws;
  private final Layout layout;

  Outcome(BarrierMethod method) {
    this.method = method;
    ws = method.ws;
    layout = ws.layout;
  }

  /** Reads the multipliers. @return false if the derivatives at the final point are not finite, and there are none */
  boolean multipliers(Multipliers out) {
    if (!ws.expand()) {
      return false;
    }
    Iterate w = ws.current;
    double scale = ws.transcription.costScale;
    for (int i = 0; i < layout.rows; i++) {
      out.y[i] = w.y[i] * ws.transcription.rowScale[i] / scale;
    }
    for (int i = 0; i < layout.N * layout.n; i++) {
      out.lambda[layout.n + i] = w.y[layout.gap(0) + i] / scale;
    }
    for (int i = 0; i < layout.n; i++) {
      out.lambda[i] = ws.lagrangian[layout.x(0) + i] / scale;
    }
    for (int k = 0; k <= layout.N; k++) {
      for (int i = 0; i < layout.n; i++) {
        out.zx[k * layout.n + i] = limit(layout.x(k) + i) / scale;
      }
      for (int i = 0; i < layout.controls(k); i++) {
        out.zu[k * layout.m + i] = limit(layout.u(k) + i) / scale;
      }
    }
    return true;
  }

  /** The multiplier of a variable's limits; of one that cannot change, what balances the gradient. */
  private double limit(int i) {
    return ws.isFree(i) ? ws.current.zu[i] - ws.current.zl[i] : -ws.lagrangian[i];
  }

  /**
   * Reads the gains du = K dx from one more factorization, after the multipliers; zero for controls at a limit.
   *
   * @param K [N x m x n], zero
   */
  void gains(double[] K) {
    if (method.step.compute(method.mu) != NewtonStep.Status.DONE) {
      return;
    }
    for (int k = 0; k < layout.N; k++) {
      ws.kkt.gains(k, K, k * layout.m * layout.n);
      for (int i = 0; i < layout.m; i++) {
        if (isAtLimit(layout.u(k) + i)) {
          int row = (k * layout.m + i) * layout.n;
          Arrays.fill(K, row, row + layout.n, 0);
        }
      }
    }
  }

  /** Whether the multiplier says more about a control than its distance from the limit: one of the two falls to zero with mu. */
  private boolean isAtLimit(int i) {
    Iterate w = ws.current;
    return ws.limits.hasLower(i) && w.zl[i] > ws.limits.above(w.v, i)
        || ws.limits.hasUpper(i) && w.zu[i] > ws.limits.below(w.v, i);
  }

  /** Moves the current point's controls from the relaxed limits to those of the problem. */
  void clamp() {
    double[] U = ws.current.trajectory.U;
    for (int i = 0; i < U.length; i++) {
      U[i] = ws.limits.clampControl(i % layout.m, U[i]);
    }
  }
}
