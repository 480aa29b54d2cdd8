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
 * The natural gradient: w += sqrt(2 kl / x' F x) x with x = F^-1 dL/dw, the steepest step where distance is measured between distributions and
 * not between weights. It is taken whatever comes of it. Source: Kakade 2002, with the step length of Peters and Schaal 2008. See
 * docs/algorithms/natural-gradient.md.
 */
public final class NaturalGradient implements Learner {
  /**
   * @param batch transitions an iteration
   * @param gae lambda of the advantages
   * @param kl length of a step, by the quadratic model of KL
   * @param damping added to the diagonal of F
   * @param cgIterations products with F for a direction
   * @param valueEpochs times that the value function sees the batch, {@code valueMinibatch} rows a step
   */
  public record Options(int batch, int environments, double discount, double gae, double kl, double damping,
      int cgIterations, int valueEpochs, int valueMinibatch, boolean normalize, ValueFunction.Options critic) {
    public static final Options DEFAULTS =
        new Options(4000, 32, 0.99, 0.97, 0.01, 0.1, 10, 5, 256, false, ValueFunction.Options.DEFAULTS);
  }

  private final Options options;
  private final OnPolicy run;
  private final Surrogate surrogate;
  private final Fisher fisher;

  public NaturalGradient(LearningTask task, Options options) {
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
    Surrogate.Measure reached = surrogate.move(run.weights.values().clone(), step, 1);
    run.updates++;

    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("surrogate", reached.gain() - before);
    measures.put("kl", reached.divergence());
    measures.put("entropy", reached.entropy());
    measures.put("value_loss", valueLoss);
    return new Progress(
        run.collector.transitions(), run.updates, batch.returns.size(), batch.meanReturn(), measures);
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
