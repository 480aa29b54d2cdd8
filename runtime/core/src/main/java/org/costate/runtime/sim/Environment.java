/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

import org.costate.runtime.stats.RandomStream;

/**
 * What a learner may know of a system: it begins an episode, and it takes a step. There are no derivatives, no copies of states, and no other
 * start than the problem's own. Owns memory: one object serves one thread.
 *
 * <p>An episode is over when it is terminated or truncated; both may be true at once. After a termination there is nothing more to gain. A
 * truncation only stops the clock: what could still be gained from the last observation has to be estimated.
 */
public interface Environment {
  EnvironmentInfo info();

  /** Begins an episode, which depends on the stream alone; {@link #observation} is that of its start. */
  void reset(RandomStream stream);

  /**
   * Takes a step. Allocates nothing.
   *
   * @param action numbers from {@code at}, not modified; brought into the limits, or to the nearest choice, before it is used
   * @return the reward of the step
   * @throws IllegalStateException if the episode is over
   */
  double step(double[] action, int at);

  /** Whether the episode has come to an end of the problem. */
  boolean terminated();

  /** Whether the time is up. */
  boolean truncated();

  default boolean over() {
    return terminated() || truncated();
  }

  /** What is seen now; belongs to the environment and changes with the next step. */
  double[] observation();

  /** How many steps were taken in all episodes. */
  long transitions();
}
