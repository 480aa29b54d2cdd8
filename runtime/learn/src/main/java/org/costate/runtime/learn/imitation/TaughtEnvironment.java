/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import org.costate.runtime.sim.Environment;

/** An environment with a teacher beside it, who may know all of its state. */
public interface TaughtEnvironment extends Environment {
  /** Writes the action that the teacher would take now, once before each step. Changes nothing that a step depends on. */
  void teach(double[] action);

  /**
   * Writes what the teacher of {@link #teach} would do if it also had to pay weight / 2 |action - own|^2, once at most after each.
   *
   * @param own not modified
   * @throws UnsupportedOperationException for a teacher who has no plan that could be made again
   */
  default void teachNear(double[] own, double weight, double[] action) {
    throw new UnsupportedOperationException("this teacher has no plan that could be made near another action");
  }
}
