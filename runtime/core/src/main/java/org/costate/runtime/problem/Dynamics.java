/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * The discrete map x(k+1) = F(k, x(k), u(k)) and its derivatives.
 *
 * <p>Implementations own scratch memory: one object serves one thread. No method allocates. Arrays named with an offset
 * ({@code x, xAt}) hold whole trajectories; only the slice that belongs to the step is read or written.
 */
public interface Dynamics {
  Dims dims();

  /** Writes F(k, x, u) to {@code next[nextAt .. nextAt + nx)}, which must not overlap x or u. */
  void step(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt);

  /** Writes F to {@code out.next} and its Jacobians to {@code out.fx}, {@code out.fu}; the cost fields are not touched. */
  void linearize(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out);

  /**
   * Writes the second derivatives of lambda' F(k, x, u) to {@code out}.
   *
   * @param lambda [ndx] from {@code lambdaAt}, a covector at F(k, x, u), not modified
   */
  void curvature(int k, double[] x, int xAt, double[] u, int uAt, double[] lambda, int lambdaAt, Curvature out);
}
