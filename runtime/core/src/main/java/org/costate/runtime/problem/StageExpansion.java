/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * Values and derivatives of one step. Row-major; n = ndx, m = nu. Generated code writes only structural non-zeros, so the arrays start
 * at zero and belong to one problem for their whole life.
 */
public final class StageExpansion {
  /** F(k, x, u), [nx]. */
  public final double[] next;

  /** dF/dx, [n x n]. */
  public final double[] fx;

  /** dF/du, [n x m]. */
  public final double[] fu;

  /** l(k, x, u). */
  public double l;

  /** dl/dx, [n]. */
  public final double[] lx;

  /** dl/du, [m]. */
  public final double[] lu;

  /** d2l/dx2, [n x n], symmetric, both triangles. */
  public final double[] lxx;

  /** d2l/dudx, [m x n]. */
  public final double[] lux;

  /** d2l/du2, [m x m], symmetric, both triangles. */
  public final double[] luu;

  public StageExpansion(Dims dims) {
    int n = dims.ndx();
    int m = dims.nu();
    next = new double[dims.nx()];
    fx = new double[n * n];
    fu = new double[n * m];
    lx = new double[n];
    lu = new double[m];
    lxx = new double[n * n];
    lux = new double[m * n];
    luu = new double[m * m];
  }
}
