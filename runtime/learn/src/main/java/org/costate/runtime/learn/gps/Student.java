/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.costate.runtime.learn.nn.Adam;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.policy.ActionDistribution;
import org.costate.runtime.learn.policy.ActionHead;
import org.costate.runtime.learn.rollout.BatchProgram;
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.rollout.PolicyInputs;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.linalg.Cholesky;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.RandomStream;

/**
 * A policy that is fitted to controllers: at each step of each trial its divergence from what the controller would do is made small, with a
 * weight, by steps of Adam. A squashed control is fitted before it is squashed, with the slope of squashing.
 */
final class Student {
  private static final String TARGET = "target";
  private static final String ROOT = "root";
  private static final String PULL = "pull";
  private static final String WEIGHT = "weight";

  /** Rows of which statistics are computed together. */
  private static final int AT_ONCE = 256;

  /** A squashed control keeps at least this part of its largest slope, so that what wants its limit is still drawn there. */
  private static final double LEAST_SLOPE = 0.05;

  final Weights weights;
  final Normalization normalization;
  private final PolicyInputs inputs;
  private final ActionDistribution distribution;
  private final int m;
  private final int minibatch;
  private final BatchProgram loss;
  private final BatchProgram statistics;
  private final Adam adam;
  private final float[] gradient;
  private final float[] choice;
  private final double[] slope;
  private final double[] action;
  private final double[] L;

  private float[] seen = new float[0];
  private float[] targets = new float[0];
  private float[] roots = new float[0];
  private float[] pulls = new float[0];
  private float[] shares = new float[0];
  private int rows;
  long updates;

  Student(PolicyInfo policy, EnvironmentInfo environment, Backend backend, RandomStream stream, int minibatch,
      boolean normalize) {
    if (!policy.memories().isEmpty()) {
      throw new IllegalArgumentException("guided policy search learns from single steps; policy " + policy.name()
          + " remembers " + policy.memories().size() + " things from step to step");
    }
    this.minibatch = minibatch;
    weights = new Weights(policy.graph());
    weights.start(stream);
    normalization = new Normalization(environment.observationSize(), normalize);
    inputs = new PolicyInputs(policy, environment);
    distribution = new ActionDistribution(policy, environment);
    m = distribution.choiceSize();
    if (m != environment.actionSize()) {
      throw new IllegalArgumentException(
          "guided policy search trains controls that are numbers; policy " + policy.name() + " chooses among values");
    }
    TensorGraph graph = policy.graph();
    Tensor mean = BatchProgram.mean(graph, divergence(graph));
    List<Tensor> results = new ArrayList<>(List.of(mean));
    results.addAll(BatchProgram.gradient(graph, mean));
    loss = new BatchProgram(backend, graph, weights, inputs, distribution, results, minibatch);
    statistics =
        new BatchProgram(backend, graph, weights, inputs, distribution, distribution.statistics(), AT_ONCE);
    adam = new Adam(weights.values().length);
    gradient = new float[weights.values().length];
    choice = new float[m];
    slope = new double[m];
    action = new double[m];
    L = new double[m * m];
  }

  /**
   * KL(policy || controller) but for constants, a number a row: with R' R the controller's precision times the weight it is
   * 1/2 |R (target - mean)|^2 + sum of 1/2 pull deviation^2 - weight log deviation, pull being the diagonal of R' R.
   */
  private Tensor divergence(TensorGraph graph) {
    List<Tensor> means = distribution.heads().stream().map(h -> h.statistics().getFirst()).toList();
    Tensor mean = graph.concatenate(means);
    Tensor error = graph.minus(graph.input(TARGET, TensorShape.rows(m)), mean);
    Tensor rotated = graph.times(graph.input(ROOT, TensorShape.rows(m, m)), error);
    Tensor shifted = graph.sumTo(rotated, TensorShape.rows(m, 1));
    Tensor sum = graph.times(graph.sumOfEach(graph.square(shifted)), 0.5);
    List<Tensor> deviations = distribution.heads()
        .stream()
        .filter(h -> h.statistics().size() > 1)
        .map(h -> h.statistics().get(1))
        .toList();
    if (deviations.size() < distribution.heads().size()) {
      return sum;
    }
    Tensor deviation = graph.concatenate(deviations);
    Tensor spread = graph.times(graph.times(graph.input(PULL, TensorShape.rows(m)), graph.square(deviation)), 0.5);
    Tensor entropy = graph.times(graph.sumOfEach(graph.apply(Unary.LOG, deviation)),
        graph.input(WEIGHT, new TensorShape(true, List.of())));
    return graph.minus(graph.plus(sum, graph.sumOfEach(spread)), entropy);
  }

  /** Forgets what it was to do. */
  void forget() {
    rows = 0;
  }

  /** Lets what is seen in some trials decide on how observations are brought to the network from now on. */
  void normalize(List<Condition> conditions) {
    for (Condition condition : conditions) {
      Trials trials = condition.trials;
      double[] one = new double[trials.no];
      for (int i = 0; i < trials.count * trials.T; i++) {
        System.arraycopy(trials.observations, i * trials.no, one, 0, trials.no);
        normalization.count(one);
      }
    }
  }

  /**
   * Adds the steps of some trials.
   *
   * @param controller what to do, but for a {@code shift [T x m]} of its mean
   * @param weight of each step [T]
   */
  void teach(Trials trials, LinearGaussianController controller, double[] shift, double[] weight) {
    reserve(rows + trials.count * trials.T);
    double[] now = new double[trials.no];
    double[] before = new double[trials.no];
    for (int trial = 0; trial < trials.count; trial++) {
      for (int t = 0; t < trials.T; t++) {
        System.arraycopy(trials.observations, trials.observation(trial, t), now, 0, trials.no);
        System.arraycopy(trials.observations, trials.observation(trial, Math.max(0, t - 1)), before, 0, trials.no);
        inputs.write(normalization, now, before, new float[0], seen, rows * inputs.size());
        controller.mean(t, trials.states, trials.state(trial, t), action, 0);
        for (int a = 0; a < m; a++) {
          action[a] += shift[t * m + a];
        }
        target(controller.precision, t * m * m, weight[t]);
        rows++;
      }
    }
  }

  private void target(double[] precision, int at, double weight) {
    distribution.choose(action, choice, 0);
    distribution.slopes(choice, LEAST_SLOPE, slope);
    System.arraycopy(choice, 0, targets, rows * m, m);
    System.arraycopy(precision, at, L, 0, m * m);
    Cholesky.factor(L, m, 0, L);
    double scale = Math.sqrt(weight);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        roots[(rows * m + i) * m + j] = j < i ? 0 : (float) (scale * L[j * m + i] * slope[j]); // row i of L'
      }
      pulls[rows * m + i] = (float) (weight * precision[at + i * m + i] * slope[i] * slope[i]);
    }
    shares[rows] = (float) weight;
  }

  private void reserve(int count) {
    if (count > shares.length) {
      seen = Arrays.copyOf(seen, count * inputs.size());
      targets = Arrays.copyOf(targets, count * m);
      roots = Arrays.copyOf(roots, count * m * m);
      pulls = Arrays.copyOf(pulls, count * m);
      shares = Arrays.copyOf(shares, count);
    }
  }

  /**
   * Steps of Adam on rows drawn with replacement, {@code epochs} times as many as there are, whose length falls from {@code rate} to nothing: what is
   * left of a step is noise that precise controllers count dearly.
   */
  double learn(int epochs, double rate, RandomStream stream) {
    int steps = Math.ceilDiv(epochs * rows, minibatch);
    int[] order = new int[minibatch];
    double sum = 0;
    boolean spread = distribution.heads().stream().allMatch(h -> h.statistics().size() > 1);
    for (int k = 0; k < steps; k++) {
      for (int i = 0; i < minibatch; i++) {
        order[i] = stream.below(rows);
        System.arraycopy(targets, order[i] * m, loss.input(TARGET), i * m, m);
        System.arraycopy(roots, order[i] * m * m, loss.input(ROOT), i * m * m, m * m);
        if (spread) {
          System.arraycopy(pulls, order[i] * m, loss.input(PULL), i * m, m);
          loss.input(WEIGHT)[i] = shares[order[i]];
        }
      }
      loss.load(seen, order, 0, minibatch);
      loss.run(minibatch);
      loss.gather(1, weights, gradient);
      adam.step(weights.values(), gradient, rate * (1 - (double) k / steps), Double.POSITIVE_INFINITY);
      updates++;
      sum += loss.number(0) / steps;
    }
    return sum;
  }

  /**
   * What the policy does at the steps of some trials.
   *
   * @param means [count x T x m] and {@code variances} [count x T x m] of its actions, overwritten
   */
  void act(Trials trials, double[] means, double[] variances) {
    float[] row = new float[trials.T * inputs.size()];
    int[] order = new int[trials.T];
    Arrays.setAll(order, t -> t);
    double[] now = new double[trials.no];
    double[] before = new double[trials.no];
    for (int trial = 0; trial < trials.count; trial++) {
      for (int t = 0; t < trials.T; t++) {
        System.arraycopy(trials.observations, trials.observation(trial, t), now, 0, trials.no);
        System.arraycopy(trials.observations, trials.observation(trial, Math.max(0, t - 1)), before, 0, trials.no);
        inputs.write(normalization, now, before, new float[0], row, t * inputs.size());
      }
      for (int from = 0; from < trials.T; from += AT_ONCE) {
        int count = Math.min(AT_ONCE, trials.T - from);
        statistics.load(row, order, from, count);
        statistics.run(count);
        for (int i = 0; i < count; i++) {
          read(i, means, variances, trials.action(trial, from + i));
        }
      }
    }
  }

  /**
   * KL(policy || controller), summed over the steps and averaged over the trials; of a policy without a deviation what depends on its actions, half
   * of their squared errors as the controller's precision weighs them.
   */
  double divergence(Trials trials, LinearGaussianController controller) {
    double[] means = new double[trials.actions.length];
    double[] variances = new double[trials.actions.length];
    act(trials, means, variances);
    double sum = 0;
    for (int trial = 0; trial < trials.count; trial++) {
      for (int t = 0; t < trials.T; t++) {
        int at = trials.action(trial, t);
        controller.mean(t, trials.states, trials.state(trial, t), action, 0);
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < m; j++) {
            sum += 0.5 * (means[at + i] - action[i]) * controller.precision[(t * m + i) * m + j]
                * (means[at + j] - action[j]);
          }
          double variance = variances[at + i];
          if (variance > 0) {
            sum += 0.5 * (controller.precision[(t * m + i) * m + i] * variance - 1 - Math.log(variance));
          }
        }
        sum += variances[at] > 0 ? controller.logRoot[t] : 0;
      }
    }
    return sum / trials.count;
  }

  private void read(int row, double[] means, double[] variances, int to) {
    int result = 0;
    int at = 0;
    for (ActionHead head : distribution.heads()) {
      int size = head.choiceSize();
      System.arraycopy(statistics.result(result), row * size, choice, at, size);
      head.act(choice, at, action, 0);
      boolean spread = head.statistics().size() > 1;
      head.slopes(choice, at, 0, slope);
      for (int i = 0; i < size; i++) {
        double deviation = spread ? statistics.result(result + 1)[row * size + i] * slope[at + i] : 0;
        means[to + at + i] = action[at + i];
        variances[to + at + i] = deviation * deviation;
      }
      result += head.statistics().size();
      at += size;
    }
  }

  void save(RunState state) {
    state.put("weights", weights.values());
    state.put("mean", adam.mean());
    state.put("squares", adam.squares());
    state.put("counts", adam.steps(), updates);
    normalization.save(state.of("normalization"));
  }

  void restore(RunState state) {
    state.get("weights", weights.values());
    state.get("mean", adam.mean());
    state.get("squares", adam.squares());
    adam.resume(state.longs("counts")[0]);
    updates = state.longs("counts")[1];
    normalization.restore(state.of("normalization"));
  }
}
