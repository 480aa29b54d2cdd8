/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import static org.costate.runtime.linalg.MatrixKernels.addTransposedProduct;

import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.solve.Multipliers;

/** The gradient of the cost with respect to the controls and to a free start, by the costates of the nominal trajectory. */
final class Gradient {
  private final SweepWorkspace ws;
  private final double[] gradient;

  /** Multipliers of the control limits: what balances the gradient where they hold, [N x m]. */
  private final double[] zu;

  /** The largest |g| (1 + |u|) over the same entries: what the cost changes when a control changes by as much as it is. */
  double weightedNorm;

  Gradient(SweepWorkspace ws) {
    this.ws = ws;
    gradient = new double[ws.dims.nu()];
    zu = new double[ws.dims.steps() * ws.dims.nu()];
  }

  /**
   * lambda(N) = lNx, lambda(k) = lx + fx' lambda(k+1), g(k) = lu + fu' lambda(k+1), and lambda(0) for a free start; fills {@code ws.lambda} and {@link #weightedNorm}.
   *
   * @return the largest |g|, where an entry that pushes a control or the start against the limit it is at counts as zero; NaN if any is NaN
   */
  double projectedNorm() {
    int n = ws.dims.ndx();
    int m = ws.dims.nu();
    int N = ws.dims.steps();
    double[] lambda = ws.lambda;
    System.arraycopy(ws.terminal.lx, 0, lambda, N * n, n);
    double norm = 0;
    weightedNorm = 0;
    for (int k = N - 1; k >= 0; k--) {
      StageExpansion e = ws.expansions[k];
      System.arraycopy(e.lx, 0, lambda, k * n, n);
      addTransposedProduct(e.fx, 0, lambda, (k + 1) * n, lambda, k * n, n, n);
      System.arraycopy(e.lu, 0, gradient, 0, m);
      addTransposedProduct(e.fu, 0, lambda, (k + 1) * n, gradient, 0, m, n);
      for (int i = 0; i < m; i++) {
        double u = ws.nominal.U[k * m + i];
        boolean held = u <= ws.lower[i] && gradient[i] > 0 || u >= ws.upper[i] && gradient[i] < 0;
        zu[k * m + i] = held ? -gradient[i] : 0;
        if (!held) { // Math.max hands NaN on
          norm = Math.max(norm, Math.abs(gradient[i]));
          weightedNorm = Math.max(weightedNorm, Math.abs(gradient[i]) * (1 + Math.abs(u)));
        }
      }
    }
    if (ws.start.isFree()) {
      norm = Math.max(norm, ws.start.projectedNorm(lambda));
      weightedNorm = Math.max(weightedNorm, ws.start.weightedNorm);
    }
    return norm;
  }

  /** Writes what the last {@link #projectedNorm} found. */
  void multipliers(Multipliers out) {
    System.arraycopy(ws.lambda, 0, out.lambda, 0, ws.lambda.length);
    System.arraycopy(zu, 0, out.zu, 0, zu.length);
    ws.start.multipliers(ws.lambda, out.zx);
  }
}
