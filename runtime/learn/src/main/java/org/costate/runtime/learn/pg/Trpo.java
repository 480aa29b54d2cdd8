/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.LinkedHashMap;
import java.util.Map;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;

/**
 * Trust region policy optimization: maximize L(w) subject to mean KL(old, w) at most {@code kl}. The direction is x = F^-1 dL/dw, the longest
 * step along it that the quadratic model of KL allows is sqrt(2 kl / x' F x) x, and it is halved until KL is within its bound and L has grown.
 * Source: Schulman et al. 2015, section 6 and appendix C, with the advantages of Schulman et al. 2016. See docs/algorithms/trpo.md.
 */
public final class Trpo implements Learner {
  /**
   * @param batch transitions an iteration
   * @param gae lambda of the advantages
   * @param kl the bound, {@code slack} by which factor the line search may exceed it
   * @param damping added to the diagonal of F
   * @param cgIterations products with F for a direction
   * @param halvings most steps that are tried
   * @param valueEpochs times that the value function sees the batch, {@code valueMinibatch} rows a step
   */
  public record Options(int batch, int environments, double discount, double gae, double kl, double slack,
      double damping, int cgIterations, int halvings, int valueEpochs, int valueMinibatch, boolean normalize,
      ValueFunction.Options critic) {
    public static final Options DEFAULTS =
        new Options(4000, 32, 0.99, 0.97, 0.01, 1.5, 0.1, 10, 10, 5, 256, false, ValueFunction.Options.DEFAULTS);

    public Options withGae(double other) {
      return new Options(batch, environments, discount, other, kl, slack, damping, cgIterations, halvings, valueEpochs,
          valueMinibatch, normalize, critic);
    }
  }

  private final Options options;
  private final OnPolicy run;
  private final Surrogate surrogate;
  private final Fisher fisher;

  public Trpo(LearningTask task, Options options) {
    this.options = options;
    run = new OnPolicy(
        task, options.batch, options.environments, options.discount, options.normalize, options.critic);
    surrogate = new Surrogate(run);
    fisher = new Fisher(run, options.damping);
  }

  @Override
  public Progress iterate() {
    Batch batch = run.collect();
    double valueLoss =
        run.judge(batch, options.discount, options.gae, options.valueEpochs, options.valueMinibatch);
    Gae.standardize(run.advantages);
    surrogate.load(batch);
    fisher.load(batch);
    double before = surrogate.measure().gain();
    double[] step = fisher.step(surrogate.gradient(), options.kl, options.cgIterations);
    Surrogate.Measure reached = search(step, before);
    run.updates++;

    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("surrogate", reached.gain() - before);
    measures.put("kl", reached.divergence());
    measures.put("entropy", reached.entropy());
    measures.put("value_loss", valueLoss);
    return new Progress(
        run.collector.transitions(), run.updates, batch.returns.size(), batch.meanReturn(), measures);
  }

  /** Halves the step until it keeps the bound and gains; takes none where none does. */
  private Surrogate.Measure search(double[] step, double before) {
    float[] from = run.weights.values().clone();
    double alpha = 1;
    for (int i = 0; i < options.halvings; i++) {
      Surrogate.Measure there = surrogate.move(from, step, alpha);
      if (there.divergence() <= options.slack * options.kl && there.gain() > before) {
        return there;
      }
      alpha /= 2;
    }
    return surrogate.move(from, step, 0);
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
  }

  @Override
  public void restore(RunState state) {
    run.restore(state);
  }
}
