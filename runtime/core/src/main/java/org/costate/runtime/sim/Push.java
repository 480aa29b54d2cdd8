/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

import java.util.List;

/**
 * A sudden change of the state.
 *
 * @param time when, in the problem's time
 * @param change by how much, in directions of the state [ndx]
 */
public record Push(double time, List<Double> change) {
  public Push {
    if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a push at " + time + "; expected a time of at least 0");
    }
    change = List.copyOf(change);
  }
}
