/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.sim.Environment;
import org.costate.runtime.stats.RandomStream;

/**
 * One environment of a collector with what goes from step to step beside it. Its state is saved as the random stream with which its episode
 * began and the actions since then: an environment can do no more than begin and take a step, so it is brought back by doing them again.
 */
final class Lane {
  final Environment environment;

  /** Episodes draw from it. */
  private RandomStream episodes;

  /** Actions draw from it. */
  RandomStream choices;

  final double[] before;
  final float[] memory;
  final double[] action;

  /** Of the observations and of the discounted returns of this batch. */
  final Normalization seen;

  final Normalization gained;

  final List<Double> returns = new ArrayList<>();
  float[] nextInputs = new float[0];
  int[] cuts = new int[0];
  int cutCount;

  int clock;
  private double sum;
  private double discounted;
  private long[] begun;
  private double[] history;

  Lane(Environment environment, int memorySize, boolean normalize, RandomStream stream) {
    this.environment = environment;
    episodes = stream.split();
    choices = stream.split();
    before = new double[environment.info().observationSize()];
    memory = new float[memorySize];
    action = new double[environment.info().actionSize()];
    seen = new Normalization(before.length, normalize);
    gained = new Normalization(1, normalize);
    history = new double[0];
    reset();
  }

  void reset() {
    RandomStream stream = episodes.split();
    begun = stream.state();
    begin(stream);
  }

  private void begin(RandomStream stream) {
    environment.reset(stream);
    System.arraycopy(environment.observation(), 0, before, 0, before.length);
    Arrays.fill(memory, 0);
    clock = 0;
    sum = 0;
    discounted = 0;
  }

  /** Takes the step that {@link #action} says. @return the reward */
  double step(double discount) {
    int at = clock * action.length;
    if (at + action.length > history.length) {
      history = Arrays.copyOf(history, Math.max(2 * history.length, at + 64 * action.length));
    }
    System.arraycopy(action, 0, history, at, action.length);
    System.arraycopy(environment.observation(), 0, before, 0, before.length);
    double reward = environment.step(action, 0);
    clock++;
    sum += reward;
    discounted = discount * discounted + reward;
    gained.count(new double[] {discounted});
    if (environment.over()) {
      returns.add(sum);
    }
    return reward;
  }

  /** Makes room for one more cut and returns where its inputs go. */
  int cut(int row, int inputSize) {
    if (cutCount == cuts.length) {
      cuts = Arrays.copyOf(cuts, 2 * cutCount + 1);
      nextInputs = Arrays.copyOf(nextInputs, cuts.length * inputSize);
    }
    cuts[cutCount] = row;
    return cutCount++ * inputSize;
  }

  void save(RunState state) {
    state.put("episodes", episodes.state());
    state.put("choices", choices.state());
    state.put("begun", begun);
    state.put("actions", Arrays.copyOf(history, clock * action.length));
    state.put("memory", memory);
    state.put("sums", sum, discounted);
    state.put("before", before);
  }

  void restore(RunState state) {
    episodes = RandomStream.resumed(state.longs("episodes"));
    choices = RandomStream.resumed(state.longs("choices"));
    begun = state.longs("begun");
    begin(RandomStream.resumed(begun));
    double[] actions = state.doubles("actions");
    history = actions.clone();
    for (int at = 0; at < actions.length; at += action.length) {
      environment.step(actions, at);
    }
    clock = action.length == 0 ? 0 : actions.length / action.length;
    state.get("memory", memory);
    sum = state.doubles("sums")[0];
    discounted = state.doubles("sums")[1];
    System.arraycopy(state.doubles("before"), 0, before, 0, before.length);
  }
}
