/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.kkt;

import static org.costate.runtime.linalg.MatrixKernels.addProduct;
import static org.costate.runtime.linalg.MatrixKernels.addTransposedProduct;

/**
 * The linear system of a step,
 *
 * <pre>
 * [ H  J' ] [dw]     [g]
 * [ J  -E ] [dy] = - [r]
 * </pre>
 *
 * <p>where dw are the {@link Layout}'s variables and dy the multipliers of its equations, H is block diagonal in k, the row of a constraint
 * reads Jx dx(k) + Ju du(k) and that of a gap A dx(k) + B du(k) - dx(k+1). E >= 0 is diagonal: an equation gives way by E dy. It is zero for an
 * equality that must hold, and comes from the slack of an inequality, from elastic slacks or from a regularization otherwise.
 */
public final class KktSystem {
  public final Layout layout;

  /** [N + 1]. */
  public final KktStage[] stages;

  /** Which variables can change, [variables]; the others must be directions of x(0) or controls. */
  public final boolean[] free;

  /** The diagonal of E, [equations]. */
  public final double[] compliance;

  public KktSystem(Layout layout) {
    this.layout = layout;
    stages = new KktStage[layout.N + 1];
    for (int k = 0; k <= layout.N; k++) {
      stages[k] = new KktStage(layout.n, layout.controls(k), layout.rows(k));
    }
    free = new boolean[layout.variables];
    compliance = new double[layout.equations];
  }

  /** Adds J' y to {@code out [variables]}. */
  public void addTransposedJacobian(double[] y, double[] out) {
    int n = layout.n;
    int m = layout.m;
    for (int k = 0; k <= layout.N; k++) {
      KktStage stage = stages[k];
      addTransposedProduct(stage.Jx, 0, y, layout.row(k), out, layout.x(k), n, layout.rows(k));
      if (k < layout.N) {
        addTransposedProduct(stage.Ju, 0, y, layout.row(k), out, layout.u(k), m, layout.rows(k));
        addTransposedProduct(stage.A, 0, y, layout.gap(k), out, layout.x(k), n, n);
        addTransposedProduct(stage.B, 0, y, layout.gap(k), out, layout.u(k), m, n);
        for (int i = 0; i < n; i++) {
          out[layout.x(k + 1) + i] -= y[layout.gap(k) + i];
        }
      }
    }
  }

  /** Adds J dw to {@code out [equations]}. */
  public void addJacobian(double[] dw, double[] out) {
    int n = layout.n;
    int m = layout.m;
    for (int k = 0; k <= layout.N; k++) {
      KktStage stage = stages[k];
      addProduct(stage.Jx, 0, dw, layout.x(k), out, layout.row(k), layout.rows(k), n);
      if (k < layout.N) {
        addProduct(stage.Ju, 0, dw, layout.u(k), out, layout.row(k), layout.rows(k), m);
        addProduct(stage.A, 0, dw, layout.x(k), out, layout.gap(k), n, n);
        addProduct(stage.B, 0, dw, layout.u(k), out, layout.gap(k), n, m);
        for (int i = 0; i < n; i++) {
          out[layout.gap(k) + i] -= dw[layout.x(k + 1) + i];
        }
      }
    }
  }

  private void addHessian(double[] dw, double[] out) {
    int n = layout.n;
    int m = layout.m;
    for (int k = 0; k <= layout.N; k++) {
      KktStage stage = stages[k];
      addProduct(stage.Hxx, 0, dw, layout.x(k), out, layout.x(k), n, n);
      if (k < layout.N) {
        addTransposedProduct(stage.Hux, 0, dw, layout.u(k), out, layout.x(k), n, m);
        addProduct(stage.Hux, 0, dw, layout.x(k), out, layout.u(k), m, n);
        addProduct(stage.Huu, 0, dw, layout.u(k), out, layout.u(k), m, m);
      }
    }
  }

  /** Writes what the step leaves of the right-hand side: {@code gLeft} = H dw + J' dy + g on the free variables, {@code rLeft} = J dw - E dy + r. */
  public void residual(double[] g, double[] r, double[] dw, double[] dy, double[] gLeft, double[] rLeft) {
    System.arraycopy(g, 0, gLeft, 0, layout.variables);
    addHessian(dw, gLeft);
    addTransposedJacobian(dy, gLeft);
    for (int i = 0; i < layout.variables; i++) {
      gLeft[i] = free[i] ? gLeft[i] : 0;
    }
    for (int i = 0; i < layout.equations; i++) {
      rLeft[i] = r[i] - compliance[i] * dy[i];
    }
    addJacobian(dw, rLeft);
  }
}
