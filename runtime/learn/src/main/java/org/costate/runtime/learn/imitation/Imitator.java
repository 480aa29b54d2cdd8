/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;

/** Rounds of episodes, after each of which the pupil is fitted to all that the teacher has said. */
abstract class Imitator implements Learner {
  private final Pupil pupil;
  private final int updates;
  private final double rate;
  private int round;

  /** @param updates steps of Adam a round */
  Imitator(Pupil pupil, int updates, double rate) {
    this.pupil = pupil;
    this.updates = updates;
    this.rate = rate;
  }

  /** Runs the episodes of a round, from 0. */
  abstract void episodes(Pupil pupil, int round);

  @Override
  public final Progress iterate() {
    episodes(pupil, round);
    round++;
    return pupil.learn(updates, rate);
  }

  @Override
  public final Weights weights() {
    return pupil.weights;
  }

  @Override
  public final Normalization normalization() {
    return pupil.normalization;
  }

  @Override
  public final void save(RunState state) {
    pupil.save(state);
    state.put("round", (long) round);
  }

  @Override
  public final void restore(RunState state) {
    pupil.restore(state);
    round = (int) state.longs("round")[0];
  }
}
