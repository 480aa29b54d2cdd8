/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.plant;

import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.sim.MeasuredEnvironment;

/** Where trials are made, instead of on the program's own dynamics. */
@FunctionalInterface
public interface Plant {
  /**
   * The plant in one of its conditions. Environments of one plant are used one after the other, never at once.
   *
   * @param condition from 1; 0 for evaluations
   * @param program what the program says of the condition: names, sizes, limits, what is drawn, costs. Its dynamics need not be true
   */
  MeasuredEnvironment environment(int condition, CompiledEnvironment program);
}
