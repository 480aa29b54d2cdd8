/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.List;
import org.costate.runtime.learn.nn.Adam;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.policy.ActionDistribution;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.rollout.Collector;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.learn.rollout.PolicyProgram;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.stats.RandomStream;

/** What every method of this package has: a policy's weights, batches that it gathers with them, and a value function. */
final class OnPolicy {
  static final String ADVANTAGE = "advantage";

  final LearningTask task;
  final TensorGraph graph;
  final Weights weights;
  final Collector collector;
  final ActionDistribution distribution;
  final ValueFunction critic;
  final int rows;
  private final int steps;

  /** For orders of rows. */
  RandomStream stream;

  /** Gradient steps of the policy. */
  long updates;

  /** V of the states of the batch, and of those after them, [rows]. */
  final double[] values;

  final double[] next;
  final double[] advantages;

  /** What V is fitted to, [rows]. */
  final double[] targets;

  /** @param batch transitions of an iteration, rounded up to whole steps of all environments */
  OnPolicy(LearningTask task, int batch, int environments, double discount, boolean normalize,
      ValueFunction.Options critic) {
    this.task = task;
    graph = task.policy().graph();
    stream = new RandomStream(task.seed());
    weights = new Weights(graph);
    weights.start(stream.split());
    collector = new Collector(task.policy(), task.backend(), weights, task.environment(), environments, discount,
        normalize, task.threads(), stream.split());
    distribution = collector.distribution();
    steps = Math.ceilDiv(batch, environments);
    rows = steps * environments;
    this.critic = new ValueFunction(task.backend(), collector.inputs().size(), rows, critic, stream.split());
    values = new double[rows];
    next = new double[rows];
    advantages = new double[rows];
    targets = new double[rows];
  }

  Batch collect() {
    return collector.collect(steps);
  }

  /**
   * Writes the advantages of a batch by the value function as it is, and then fits that to what was gained from each state on, discounted, with V
   * where the batch ends.
   *
   * @return the loss of the last epoch
   */
  double judge(Batch batch, double discount, double gae, int epochs, int minibatch) {
    critic.values(batch, values, next);
    Gae.advantages(batch, values, next, discount, 1, targets);
    for (int t = 0; t < rows; t++) {
      targets[t] += values[t];
    }
    Gae.advantages(batch, values, next, discount, gae, advantages);
    return critic.fit(batch.inputs, targets, epochs, minibatch);
  }

  /** The input for one number a row by which actions are judged. */
  Tensor advantage() {
    return graph.input(ADVANTAGE, new TensorShape(true, List.of()));
  }

  /** What computes means and the gradient of the first of them, for at most {@code rows} rows. */
  PolicyProgram withGradient(List<Tensor> means, int rows) {
    return PolicyProgram.of(target(), means, true, List.of(), rows);
  }

  PolicyProgram means(List<Tensor> means) {
    return PolicyProgram.of(target(), means, false, List.of(), rows);
  }

  /** What computes tensors row by row. */
  PolicyProgram each(List<Tensor> tensors) {
    return PolicyProgram.of(target(), List.of(), false, tensors, rows);
  }

  PolicyProgram.Target target() {
    return new PolicyProgram.Target(task.policy(), task.backend(), weights, collector.inputs(), distribution);
  }

  void save(RunState state) {
    state.put("weights", weights.values());
    state.put("stream", stream.state());
    state.put("updates", updates);
    collector.save(state.of("collector"));
    critic.save(state.of("critic"));
  }

  void restore(RunState state) {
    state.get("weights", weights.values());
    stream = RandomStream.resumed(state.longs("stream"));
    updates = state.longs("updates")[0];
    collector.restore(state.of("collector"));
    critic.restore(state.of("critic"));
  }

  static void save(Adam adam, RunState state) {
    state.put("mean", adam.mean());
    state.put("squares", adam.squares());
    state.put("steps", adam.steps());
  }

  static void restore(Adam adam, RunState state) {
    state.get("mean", adam.mean());
    state.get("squares", adam.squares());
    adam.resume(state.longs("steps")[0]);
  }
}
