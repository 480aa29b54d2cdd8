/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import org.costate.runtime.vector.VectorModule;

/**
 * The products with matrices in one step of a sweep from the end of the horizon to its start; n = ndx, m = nu. Where a problem was compiled with
 * them they are straight-line code that knows the zeros and ones of its Jacobians. Serves one thread.
 */
public interface SweepStep {
  /** By loops over all entries, or on vectors where there are some and they are faster, with the same bits. */
  static SweepStep loops(int n, int m) {
    return VectorModule.isPresent() && n >= VectorSweepStep.LEAST ? new VectorSweepStep(n, m)
        : new DenseSweepStep(n, m);
  }

  /**
   * Qxx += fx' Vxx fx, of which only the lower triangle is written, Qux += fu' Vxx fx, Quu += fu' Vxx fu.
   *
   * @param fx [n x n], structural zeros as the problem leaves them; not modified, as the next ones
   * @param fu [n x m]
   * @param Vxx [n x n], symmetric
   * @param Qxx [n x n], modified
   * @param Qux [m x n], modified
   * @param Quu [m x m], modified
   */
  void congruence(double[] fx, double[] fu, double[] Vxx, double[] Qxx, double[] Qux, double[] Quu);

  /**
   * Vxx = Qxx + K' Quu K + K' Qux + Qux' K, both triangles, from the lower one of Qxx.
   *
   * @param Qxx [n x n], not modified, as the next ones
   * @param Qux [m x n]
   * @param Quu [m x m], symmetric
   * @param K [m x n]
   * @param Vxx [n x n], overwritten
   */
  void value(double[] Qxx, double[] Qux, double[] Quu, double[] K, double[] Vxx);
}
