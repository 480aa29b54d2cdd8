/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

/** What closes a loop. One object serves one thread and one plant at a time. */
public interface Controller {
  /**
   * Begins an episode.
   *
   * @param x the state at time 0 [nx]; not modified
   */
  void begin(double[] x);

  /**
   * Decides on the control until it is asked again.
   *
   * @param x the state now [nx]; not modified
   * @param u [nu], overwritten
   */
  void act(double time, double[] x, double[] u);

  /** Whether there is nothing left to do. */
  default boolean finished() {
    return false;
  }
}
