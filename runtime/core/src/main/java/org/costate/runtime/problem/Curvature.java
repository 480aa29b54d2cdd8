/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** Second derivatives of lambda' F at one step, n = ndx, m = nu; see {@link StageExpansion} for the conventions. */
public final class Curvature {
  /** [n x n], symmetric, both triangles. */
  public final double[] hxx;

  /** [m x n]. */
  public final double[] hux;

  /** [m x m], symmetric, both triangles. */
  public final double[] huu;

  public Curvature(Dims dims) {
    int n = dims.ndx();
    int m = dims.nu();
    hxx = new double[n * n];
    hux = new double[m * n];
    huu = new double[m * m];
  }
}
