/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;

/**
 * A system that is known by trials alone: it is set up in one of its conditions and takes steps, and its state can be measured while a policy
 * is trained. There are no derivatives, no copies of states and no other starts. Owns memory: one object serves one thread.
 */
public interface TrialSystem {
  EnvironmentInfo info();

  /** How many numbers are measured as the state. */
  int stateSize();

  /** From how many starts trials are made. */
  int conditions();

  /**
   * Begins a trial.
   *
   * @param stream of what is drawn in it
   */
  void reset(int condition, RandomStream stream);

  /**
   * Takes a step.
   *
   * @param action numbers from {@code at}, not modified; brought into the limits before it is used
   */
  void step(double[] action, int at);

  /** Whether the trial has come to its end, or to one of the problem. */
  boolean over();

  /** The state as measured now, [{@link #stateSize}]; belongs to the system. */
  double[] state();

  /** What a policy sees now; belongs to the system. */
  double[] observation();

  /** How many steps were taken in all trials. */
  long transitions();
}
