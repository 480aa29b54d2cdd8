/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import org.costate.runtime.sim.Environment;

/** An environment with a teacher beside it, who may know all of its state. */
public interface TaughtEnvironment extends Environment {
  /** Writes the action that the teacher would take now. Changes nothing. */
  void teach(double[] action);
}
