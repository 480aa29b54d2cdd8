/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;

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

  /** Sets everything to zero. */
  public void clear() {
    Arrays.fill(hxx, 0);
    Arrays.fill(hux, 0);
    Arrays.fill(huu, 0);
  }

  /** Adds the second derivatives of another function of the same arguments. */
  public void add(Curvature other) {
    add(other.hxx, hxx);
    add(other.hux, hux);
    add(other.huu, huu);
  }

  private static void add(double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }
}
