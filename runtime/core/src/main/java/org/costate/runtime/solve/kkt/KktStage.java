/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.kkt;

/** The matrices of one k in a {@link KktSystem}; row-major, n directions, m controls (none at N), r constraints. */
public final class KktStage {
  /** Hessian of the Lagrangian, [n x n], [m x n] and [m x m], both triangles. */
  public final double[] Hxx;

  public final double[] Hux;
  public final double[] Huu;

  /** Jacobians of the step, [n x n] and [n x m]. */
  public final double[] A;

  public final double[] B;

  /** Jacobians of the constraints, [r x n] and [r x m]. */
  public final double[] Jx;

  public final double[] Ju;

  public KktStage(int n, int m, int r) {
    Hxx = new double[n * n];
    Hux = new double[m * n];
    Huu = new double[m * m];
    A = new double[n * n];
    B = new double[n * m];
    Jx = new double[r * n];
    Ju = new double[r * m];
  }
}
