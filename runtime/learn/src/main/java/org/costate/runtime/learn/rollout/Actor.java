/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Executable;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.policy.ActionDistribution;
import org.costate.runtime.learn.policy.ActionHead;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;

/** A policy at work in one episode after the other: what it sees becomes what it does. Owns its memory: one object serves one thread. */
public final class Actor {
  private final ActionDistribution distribution;
  private final PolicyInputs inputs;
  private final PolicyInputs.Loader loader;
  private final Normalization normalization;
  private final Executable network;
  private final List<List<float[]>> statistics = new ArrayList<>();
  private final List<float[]> memories = new ArrayList<>();
  private final float[] memory;
  private final float[] row;
  private final int[] order = {0};
  private final float[] choice;
  private final double[] before;
  private boolean first = true;

  /**
   * @param weights read at each step
   * @param normalization read at each step
   * @throws IllegalArgumentException if the policy is not one for such an environment
   */
  public Actor(PolicyInfo policy, EnvironmentInfo environment, Backend backend, Weights weights,
      Normalization normalization) {
    distribution = new ActionDistribution(policy, environment);
    inputs = new PolicyInputs(policy, environment);
    this.normalization = normalization;
    List<Tensor> results = new ArrayList<>(distribution.statistics());
    policy.memories()
        .forEach(m -> results.add(
            policy.graph().repeat(m.next(), new TensorShape(true, m.next().shape().sizes()))));
    network = backend.prepare(policy.graph(), results, 1, weights);
    loader = inputs.loader(policy.graph(), results);
    int result = 0;
    for (ActionHead head : distribution.heads()) {
      List<float[]> own = new ArrayList<>();
      for (int i = 0; i < head.statistics().size(); i++) {
        own.add(network.result(result++));
      }
      statistics.add(own);
    }
    while (result < results.size()) {
      memories.add(network.result(result++));
    }
    memory = new float[inputs.memorySize()];
    row = new float[inputs.size()];
    choice = new float[distribution.choiceSize()];
    before = new double[environment.observationSize()];
  }

  /** Forgets what was seen: the next step is the first of an episode. */
  public void begin() {
    first = true;
    Arrays.fill(memory, 0);
  }

  /** The action of largest density. Allocates nothing. */
  public void act(double[] observation, double[] action) {
    look(observation);
    int at = 0;
    for (int h = 0; h < statistics.size(); h++) {
      ActionHead head = distribution.heads().get(h);
      head.mode(statistics.get(h), 0, choice, at);
      head.act(choice, at, action, 0);
      at += head.choiceSize();
    }
  }

  /** An action drawn from what the policy says. */
  public void draw(double[] observation, RandomStream stream, double[] action) {
    look(observation);
    int at = 0;
    for (int h = 0; h < statistics.size(); h++) {
      ActionHead head = distribution.heads().get(h);
      head.draw(statistics.get(h), 0, stream, choice, at);
      head.act(choice, at, action, 0);
      at += head.choiceSize();
    }
  }

  private void look(double[] observation) {
    if (first) {
      System.arraycopy(observation, 0, before, 0, before.length);
      first = false;
    }
    inputs.write(normalization, observation, before, memory, row, 0);
    loader.load(row, order, 0, 1, network);
    network.run(1);
    System.arraycopy(observation, 0, before, 0, before.length);
    int at = 0;
    for (int i = 0; i < memories.size(); i++) {
      float[] next = memories.get(i);
      System.arraycopy(next, 0, memory, at, next.length);
      at += next.length;
    }
  }
}
