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

/**
 * REINFORCE: one step of Adam a batch along the mean of grad log p(u_t | o_t) (R_t - b_t), where R_t is what was gained from step t on, or in
 * the whole episode, and b is a baseline. Source: Williams 1992; baselines as in Greensmith, Bartlett, Baxter 2004. See
 * docs/algorithms/reinforce.md.
 */
public final class Reinforce implements Learner {
  /** What is subtracted from what was gained, which changes the variance of the gradient and not its mean. */
  public enum Baseline {
    NONE,
    /** The mean over the batch. */
    CONSTANT,
    /** The mean over the batch at the same step of the episode. */
    TIME,
    /** A value function, with the advantages of {@link Gae}. */
    LEARNED
  }

  /**
   * @param batch transitions an iteration
   * @param gae lambda of the learned baseline; 1 for gains minus values
   * @param wholeReturn whether R_t is that of the whole episode; not with a learned baseline
   * @param rate of Adam, {@code gradientLimit} the largest norm of a gradient
   * @param standardize whether R - b is brought to variance 1
   */
  public record Options(int batch, int environments, double discount, double gae, double rate, double gradientLimit,
      Baseline baseline, boolean wholeReturn, boolean standardize, int valueEpochs, int valueMinibatch,
      boolean normalize, ValueFunction.Options critic) {
    public static final Options DEFAULTS = new Options(4000, 32, 0.99, 0.97, 0.01, Double.POSITIVE_INFINITY,
        Baseline.LEARNED, false, true, 5, 256, false, ValueFunction.Options.DEFAULTS);

    public Options {
      if (wholeReturn && baseline == Baseline.LEARNED) {
        throw new IllegalArgumentException("a learned baseline is that of the gains to come, not of the whole return");
      }
    }

    public Options withBaseline(Baseline other, boolean whole) {
      return new Options(batch, environments, discount, gae, rate, gradientLimit, other, whole, standardize,
          valueEpochs, valueMinibatch, normalize, critic);
    }

    public Options withBatch(int other, int count) {
      return new Options(other, count, discount, gae, rate, gradientLimit, baseline, wholeReturn, standardize,
          valueEpochs, valueMinibatch, normalize, critic);
    }

    public Options withRate(double other) {
      return new Options(batch, environments, discount, gae, other, gradientLimit, baseline, wholeReturn, standardize,
          valueEpochs, valueMinibatch, normalize, critic);
    }
  }

  private final Options options;
  private final OnPolicy run;
  private final PolicyProgram loss;
  private final PolicyProgram measures;
  private final Adam adam;
  private final float[] gradient;

  public Reinforce(LearningTask task, Options options) {
    this.options = options;
    run = new OnPolicy(
        task, options.batch, options.environments, options.discount, options.normalize, options.critic);
    TensorGraph graph = run.graph;
    Tensor gain = graph.times(run.distribution.logDensity(), run.advantage());
    loss = run.withGradient(List.of(graph.times(gain, -1)), run.rows);
    measures = run.means(List.of(run.distribution.divergence(), run.distribution.entropy()));
    adam = new Adam(run.weights.values().length);
    gradient = new float[run.weights.values().length];
  }

  @Override
  public Progress iterate() {
    Batch batch = run.collect();
    double valueLoss = judge(batch);
    if (options.standardize) {
      Gae.standardize(run.advantages);
    }
    loss.load(batch);
    loss.load(OnPolicy.ADVANTAGE, run.advantages);
    loss.run();
    loss.gradient(gradient);
    adam.step(run.weights.values(), gradient, options.rate, options.gradientLimit);
    run.updates++;
    measures.load(batch);
    measures.run();

    Map<String, Double> named = new LinkedHashMap<>();
    named.put("policy_loss", loss.mean(0));
    named.put("kl", measures.mean(0));
    named.put("entropy", measures.mean(1));
    named.put("value_loss", valueLoss);
    return new Progress(
        run.collector.transitions(), run.updates, batch.returns.size(), batch.meanReturn(), named);
  }

  /** Writes R - b to the advantages. @return the loss of a learned baseline, NaN without one */
  private double judge(Batch batch) {
    if (options.baseline == Baseline.LEARNED) {
      return run.judge(
          batch, options.discount, options.gae, options.valueEpochs, options.valueMinibatch);
    }
    gains(batch, options.discount, options.wholeReturn, run.advantages);
    subtract(batch, options.baseline, run.advantages);
    return Double.NaN;
  }

  /** What was gained from each step on, as far as the batch goes; or, for each step, from the first one of its episode in the batch. */
  static void gains(Batch batch, double discount, boolean whole, double[] gains) {
    double[] nothing = new double[batch.rows()];
    Gae.advantages(batch, nothing, nothing, discount, 1, gains);
    for (int t = 1; whole && t < batch.rows(); t++) {
      gains[t] = batch.isLast(t - 1) ? gains[t] : gains[t - 1];
    }
  }

  static void subtract(Batch batch, Baseline baseline, double[] gains) {
    int longest = 0;
    for (int t = 0; t < batch.rows(); t++) {
      longest = baseline == Baseline.TIME ? Math.max(longest, batch.clock[t]) : 0;
    }
    double[] sum = new double[longest + 1];
    int[] count = new int[longest + 1];
    for (int t = 0; t < batch.rows() && baseline != Baseline.NONE; t++) {
      int at = baseline == Baseline.TIME ? batch.clock[t] : 0;
      sum[at] += gains[t];
      count[at]++;
    }
    for (int t = 0; t < batch.rows() && baseline != Baseline.NONE; t++) {
      int at = baseline == Baseline.TIME ? batch.clock[t] : 0;
      gains[t] -= sum[at] / count[at];
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
