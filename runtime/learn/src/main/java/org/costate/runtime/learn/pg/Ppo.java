/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;

/**
 * Proximal policy optimization: several times over the batch, in minibatches, a step of Adam up the mean of
 * min(r A, clip(r, 1 - clip, 1 + clip) A) + entropy H, r = p(u | o) / p_old(u | o). Source: Schulman et al. 2017, equation (7) and algorithm 1.
 * See docs/algorithms/ppo.md.
 */
public final class Ppo implements Learner {
  private static final String OLD = "old.density";

  /**
   * @param batch transitions an iteration, gathered in {@code environments}
   * @param epochs times that the batch is gone through, {@code minibatch} rows a step
   * @param rate of Adam for the policy; that of the value function is the critic's
   * @param clip how far from 1 the ratio of densities is rewarded
   * @param entropy weight of the entropy
   * @param gradientLimit largest norm of the policy's gradient
   */
  public record Options(int batch, int environments, int epochs, int minibatch, double rate, double discount,
      double gae, double clip, double entropy, double gradientLimit, boolean normalize, ValueFunction.Options critic) {
    public static final Options DEFAULTS = new Options(2048, 8, 10, 64, 3e-4, 0.99, 0.95, 0.2, 0, 0.5, false,
        ValueFunction.Options.DEFAULTS.withRate(3e-4).withGradientLimit(0.5));
  }

  private final Options options;
  private final OnPolicy run;
  private final PolicyProgram density;
  private final PolicyProgram loss;
  private final PolicyProgram measures;
  private final Adam adam;
  private final float[] gradient;
  private final double[] oldDensity;
  private final double[] scaled;
  private final Minibatches minibatches;

  public Ppo(LearningTask task, Options options) {
    this.options = options;
    run = new OnPolicy(
        task, options.batch, options.environments, options.discount, options.normalize, options.critic);
    TensorGraph graph = run.graph;
    Tensor logDensity = run.distribution.logDensity();
    Tensor old = graph.input(OLD, new TensorShape(true, List.of()));
    Tensor ratio = graph.apply(Unary.EXP, graph.minus(logDensity, old));
    Tensor clipped = graph.apply(Binary.MINIMUM,
        graph.apply(Binary.MAXIMUM, ratio, graph.constant(1 - options.clip)), graph.constant(1 + options.clip));
    Tensor gain = graph.apply(
        Binary.MINIMUM, graph.times(ratio, run.advantage()), graph.times(clipped, run.advantage()));
    Tensor entropy = run.distribution.entropy();
    Tensor objective = graph.plus(gain, graph.times(entropy, options.entropy));
    density = run.each(List.of(logDensity));
    loss = run.withGradient(List.of(graph.times(objective, -1)), Math.min(options.minibatch, run.rows));
    measures = run.means(List.of(run.distribution.divergence(), entropy));
    minibatches = new Minibatches(!task.policy().memories().isEmpty(), options.minibatch);
    adam = new Adam(run.weights.values().length);
    gradient = new float[run.weights.values().length];
    oldDensity = new double[run.rows];
    scaled = new double[run.rows];
  }

  @Override
  public Progress iterate() {
    Batch batch = run.collect();
    run.critic.values(batch, run.values, run.next);
    Gae.advantages(batch, run.values, run.next, options.discount, options.gae, run.advantages);
    density.load(batch);
    density.run();
    for (int i = 0; i < run.rows; i++) {
      run.targets[i] = run.advantages[i] + run.values[i];
      oldDensity[i] = density.each(0)[i];
    }
    double policyLoss = 0;
    double valueLoss = 0;
    for (int epoch = 0; epoch < options.epochs; epoch++) {
      int from = 0;
      for (int end : minibatches.draw(batch, run.stream)) {
        int count = end - from;
        policyLoss += step(batch, from, count) * count / run.rows / options.epochs;
        valueLoss += run.critic.step(batch.inputs, run.targets, minibatches.order(), from, count)
            * count / run.rows / options.epochs;
        from = end;
      }
    }
    measures.load(batch);
    measures.run();

    Map<String, Double> named = new LinkedHashMap<>();
    named.put("policy_loss", policyLoss);
    named.put("kl", measures.mean(0));
    named.put("entropy", measures.mean(1));
    named.put("value_loss", valueLoss);
    return new Progress(
        run.collector.transitions(), run.updates, batch.returns.size(), batch.meanReturn(), named);
  }

  private double step(Batch batch, int from, int count) {
    standardize(from, count);
    loss.load(batch, minibatches.order(), from, count);
    loss.load(OLD, oldDensity);
    loss.load(OnPolicy.ADVANTAGE, scaled);
    loss.run();
    loss.gradient(gradient);
    adam.step(run.weights.values(), gradient, options.rate, options.gradientLimit);
    run.updates++;
    return loss.mean(0);
  }

  /** The advantages of a minibatch have mean 0 and variance 1. */
  private void standardize(int from, int count) {
    double[] own = new double[count];
    for (int i = 0; i < count; i++) {
      own[i] = run.advantages[minibatches.order()[from + i]];
    }
    Gae.standardize(own);
    for (int i = 0; i < count; i++) {
      scaled[minibatches.order()[from + i]] = own[i];
    }
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
