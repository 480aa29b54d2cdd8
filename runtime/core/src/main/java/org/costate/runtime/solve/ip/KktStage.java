/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

/** The matrices of one k in a {@link KktSystem}; row-major, n directions, m controls (none at N), r constraints. */
final class KktStage {
  /** Hessian of the Lagrangian, [n x n], [m x n] and [m x m], both triangles. */
  final double[] Hxx;

  final double[] Hux;
  final double[] Huu;

  /** Jacobians of the step, [n x n] and [n x m]. */
  final double[] A;

  final double[] B;

  /** Jacobians of the constraints, [r x n] and [r x m]. */
  final double[] Jx;

  final double[] Ju;

  KktStage(int n, int m, int r) {
    Hxx = new double[n * n];
    Hux = new double[m * n];
    Huu = new double[m * m];
    A = new double[n * n];
    B = new double[n * m];
    Jx = new double[r * n];
    Ju = new double[r * m];
  }
}
