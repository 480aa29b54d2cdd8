/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

/** A generated loop over cases. */
@FunctionalInterface
interface LaneLoop {
  /**
   * @param registers by number, {@code scalars} by number of the value
   * @param n how many cases
   */
  void run(double[][] registers, double[] scalars, int n);
}
