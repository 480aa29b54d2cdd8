/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * The constraints of one k and their derivatives; n = ndx, m = nu, r = the number of constraints. Row-major; generated code writes only
 * structural non-zeros, so an object belongs to one k of one problem for its whole life.
 */
public final class ConstraintExpansion {
  /** c(k, x, u), [r]. */
  public final double[] c;

  /** dc/dx, [r x n]. */
  public final double[] cx;

  /** dc/du, [r x m]; zero at the end. */
  public final double[] cu;

  /** @param constraints r, how many there are at this k */
  public ConstraintExpansion(Dims dims, int constraints) {
    c = new double[constraints];
    cx = new double[constraints * dims.ndx()];
    cu = new double[constraints * dims.nu()];
  }
}
