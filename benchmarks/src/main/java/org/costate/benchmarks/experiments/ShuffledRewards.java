/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.experiments;

import java.util.Arrays;
import org.costate.runtime.sim.Environment;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;

/**
 * An environment whose rewards have nothing to do with what is done: those of an episode are given out in the next one, in random order, and in the
 * first one there are none.
 */
final class ShuffledRewards implements Environment {
  private final Environment environment;
  private final double[] given;
  private final double[] earned;
  private RandomStream stream;
  private int k;

  /** @param environment whose episodes all take the whole horizon */
  ShuffledRewards(Environment environment) {
    this.environment = environment;
    given = new double[environment.info().horizon()];
    earned = new double[given.length];
  }

  @Override
  public void reset(RandomStream episode) {
    stream = episode.split();
    System.arraycopy(earned, 0, given, 0, given.length);
    Arrays.fill(earned, 0);
    k = 0;
    environment.reset(episode);
  }

  @Override
  public double step(double[] action, int at) {
    earned[k] = environment.step(action, at);
    int other = k + stream.below(given.length - k);
    double reward = given[other];
    given[other] = given[k];
    k++;
    return reward;
  }

  @Override
  public EnvironmentInfo info() {
    return environment.info();
  }

  @Override
  public boolean terminated() {
    return environment.terminated();
  }

  @Override
  public boolean truncated() {
    return environment.truncated();
  }

  @Override
  public double[] observation() {
    return environment.observation();
  }

  @Override
  public long transitions() {
    return environment.transitions();
  }
}
