/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.costate.runtime.learn.nn.Adam;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.rollout.PolicyProgram;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;

/**
 * Online actor-critic: after every few steps of some environments, one step of Adam for the policy up the mean of
 * log p(u | o) A + entropy H, and one for the value function towards the gains of these steps. Source: Sutton and Barto 2018, section 13.5, with
 * the parallel environments of Mnih et al. 2016, which here wait for each other. See docs/algorithms/actor-critic.md.
 */
public final class ActorCritic implements Learner {
  /**
   * @param steps of each environment between two updates, {@code environments} how many there are
   * @param updates in an iteration, which only groups them
   * @param rate of Adam for the policy; that of the value function is the critic's
   * @param gae lambda; 1 for the gains of the few steps, 0 for one step
   */
  public record Options(int steps, int environments, int updates, double rate, double discount, double gae,
      double entropy, double gradientLimit, boolean normalize, ValueFunction.Options critic) {
    public static final Options DEFAULTS = new Options(5, 8, 50, 7e-4, 0.99, 1, 0, 0.5, false,
        ValueFunction.Options.DEFAULTS.withRate(2e-3).withGradientLimit(0.5));
  }

  private final Options options;
  private final OnPolicy run;
  private final PolicyProgram loss;
  private final Adam adam;
  private final float[] gradient;
  private final int[] order;

  public ActorCritic(LearningTask task, Options options) {
    this.options = options;
    run = new OnPolicy(task, options.steps * options.environments, options.environments, options.discount,
        options.normalize, options.critic);
    TensorGraph graph = run.graph;
    Tensor entropy = run.distribution.entropy();
    Tensor objective = graph.plus(
        graph.times(run.distribution.logDensity(), run.advantage()), graph.times(entropy, options.entropy));
    loss = run.withGradient(List.of(graph.times(objective, -1), entropy), run.rows);
    adam = new Adam(run.weights.values().length);
    gradient = new float[run.weights.values().length];
    order = IntStream.range(0, run.rows).toArray();
  }

  @Override
  public Progress iterate() {
    double sum = 0;
    int episodes = 0;
    double policyLoss = 0;
    double valueLoss = 0;
    double entropy = 0;
    for (int i = 0; i < options.updates; i++) {
      Batch batch = run.collect();
      run.critic.values(batch, run.values, run.next);
      Gae.advantages(batch, run.values, run.next, options.discount, options.gae, run.advantages);
      for (int t = 0; t < run.rows; t++) {
        run.targets[t] = run.advantages[t] + run.values[t];
      }
      valueLoss += run.critic.step(batch.inputs, run.targets, order, 0, run.rows) / options.updates;
      policyLoss += step(batch) / options.updates;
      entropy += loss.mean(1) / options.updates;
      sum += batch.returns.stream().mapToDouble(r -> r).sum();
      episodes += batch.returns.size();
    }
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("policy_loss", policyLoss);
    named.put("entropy", entropy);
    named.put("value_loss", valueLoss);
    return new Progress(run.collector.transitions(), run.updates, episodes, episodes == 0 ? Double.NaN : sum / episodes,
        named);
  }

  private double step(Batch batch) {
    loss.load(batch);
    loss.load(OnPolicy.ADVANTAGE, run.advantages);
    loss.run();
    loss.gradient(gradient);
    adam.step(run.weights.values(), gradient, options.rate, options.gradientLimit);
    run.updates++;
    return loss.mean(0);
  }

  @Override
  public Weights weights() {
    return run.weights;
  }

  @Override
  public Normalization normalization() {
    return run.collector.normalization();
  }

  @Override
  public void save(RunState state) {
    run.save(state);
    OnPolicy.save(adam, state.of("adam"));
  }

  @Override
  public void restore(RunState state) {
    run.restore(state);
    OnPolicy.restore(adam, state.of("adam"));
  }
}
