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
   * @param kl the bound, {@code slack} by which factor the line search may exceed it
   * @param damping added to the diagonal of F
   * @param cgIterations products with F for a direction
   * @param halvings most steps that are tried
   * @param lineSearch without it this is the natural gradient of Kakade 2002 with a step of length {@code kl}
   * @param valueEpochs times that the value function sees the batch, {@code valueMinibatch} rows a step
   */
  public record Options(int batch, int environments, double discount, double gae, double kl, double slack,
      double damping, int cgIterations, int halvings, boolean lineSearch, int valueEpochs, int valueMinibatch,
      boolean normalize, ValueFunction.Options critic) {
    public static final Options DEFAULTS = new Options(
        4000, 32, 0.99, 0.97, 0.01, 1.5, 0.1, 10, 10, true, 5, 256, false, ValueFunction.Options.DEFAULTS);

    /** The natural gradient: one step, whatever it does. */
    public Options withoutLineSearch() {
      return new Options(batch, environments, discount, gae, kl, slack, damping, cgIterations, halvings, false,
          valueEpochs, valueMinibatch, normalize, critic);
    }

    public Options withGae(double other) {
      return new Options(batch, environments, discount, other, kl, slack, damping, cgIterations, halvings, lineSearch,
          valueEpochs, valueMinibatch, normalize, critic);
    }

    public Options withBatch(int other, int count) {
      return new Options(other, count, discount, gae, kl, slack, damping, cgIterations, halvings, lineSearch,
          valueEpochs, valueMinibatch, normalize, critic);
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
    run.critic.values(batch, run.values, run.next);
    Gae.advantages(batch, run.values, run.next, options.discount, options.gae, run.advantages);
    double valueLoss = fitValues(batch);
    Gae.standardize(run.advantages);
    surrogate.load(batch);
    fisher.load(batch);

    double before = surrogate.measure()[0];
    double[] g = surrogate.gradient();
    double[] x = ConjugateGradients.solve(fisher::multiply, g, options.cgIterations);
    double[] Fx = new double[x.length];
    fisher.multiply(x, Fx);
    double curvature = ConjugateGradients.dot(x, Fx);
    double length = curvature > 0 ? Math.sqrt(2 * options.kl / curvature) : 0;
    double[] reached = options.lineSearch ? search(x, length, before) : step(run.weights.values().clone(), x, length);
    run.updates++;

    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("surrogate", reached[0] - before);
    measures.put("kl", reached[1]);
    measures.put("entropy", reached[2]);
    measures.put("value_loss", valueLoss);
    return new Progress(
        run.collector.transitions(), run.updates, batch.returns.size(), batch.meanReturn(), measures);
  }

  /** Fits the value function to what was gained from each state on, discounted, and V where the batch ends. */
  private double fitValues(Batch batch) {
    double[] targets = new double[batch.rows()];
    Gae.advantages(batch, run.values, run.next, options.discount, 1, targets);
    for (int i = 0; i < targets.length; i++) {
      targets[i] += run.values[i];
    }
    return run.critic.fit(batch.inputs, targets, options.valueEpochs, options.valueMinibatch);
  }

  /** Halves the step until it keeps the bound and gains; takes none where none does. @return L, KL and entropy there */
  private double[] search(double[] x, double length, double before) {
    float[] from = run.weights.values().clone();
    double alpha = length;
    for (int i = 0; i < options.halvings; i++) {
      double[] there = step(from, x, alpha);
      if (there[1] <= options.slack * options.kl && there[0] > before) {
        return there;
      }
      alpha /= 2;
    }
    return step(from, x, 0);
  }

  /** w = from + alpha x. */
  private double[] step(float[] from, double[] x, double alpha) {
    float[] w = run.weights.values();
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (from[i] + alpha * x[i]);
    }
    return surrogate.measure();
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
