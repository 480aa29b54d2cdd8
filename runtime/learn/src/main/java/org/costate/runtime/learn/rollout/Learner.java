/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.run.RunState;

/** A method of learning at work: each iteration gathers data and learns from them. The same seed gives the same bits. */
public interface Learner {
  /** Of the policy, as they are now. */
  Weights weights();

  /** How the policy's observations are brought to the network. */
  Normalization normalization();

  /**
   * Learns for one iteration.
   *
   * @throws LearningFailure if it cannot; the last {@link #save} is from before
   */
  Progress iterate();

  /** Writes all that decides on the iterations to come. */
  void save(RunState state);

  /**
   * Goes on from where {@link #save} was called, for a learner made with the same task and options.
   *
   * @throws IllegalArgumentException if the state is that of another learner
   */
  void restore(RunState state);
}
