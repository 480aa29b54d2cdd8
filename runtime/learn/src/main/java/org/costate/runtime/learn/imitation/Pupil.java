/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.imitation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.costate.runtime.learn.nn.Adam;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.policy.ActionDistribution;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.learn.rollout.BatchProgram;
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.rollout.PolicyInputs;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.sim.ActionLimits;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.stats.Confidence;
import org.costate.runtime.stats.RandomStream;

/** A policy, what the teacher has said so far about what it saw, and the steps that make it say the same. */
final class Pupil {
  final Weights weights;
  final Normalization normalization;

  /** Undiscounted, of the episodes that were driven since the last call of {@link #learn}. */
  private final List<Double> returns = new ArrayList<>();

  private final PolicyInputs inputs;
  private final ActionDistribution distribution;
  private final Actor actor;
  private final BatchProgram loss;
  private final Adam adam;
  private final float[] gradient;
  private final int minibatch;
  private final double[] before;
  private final double[] taught;
  private final ActionLimits limits;
  private final double[] own;
  private final double[] action;
  private final OptionalDouble deviation;
  private RandomStream stream;

  /** Since the last call of {@link #learn}: episodes that came to an end of the problem; of each the mean square of what was done less what the policy would have done; the sum of these squares, of the same with what was said in place of
   * what was done, and the most. */
  private int terminated;

  private final List<Double> squares = new ArrayList<>();
  private double done;
  private double otherwise;
  private double furthest;
  private float[] seen = new float[0];
  private float[] said = new float[0];
  private int rows;
  long transitions;
  long updates;

  /** @param deviation of the policy's actions, where the divergence of what was done from what it would do counts */
  Pupil(PolicyInfo policy, EnvironmentInfo environment, Backend backend, long seed, int minibatch,
      OptionalDouble deviation) {
    this.deviation = deviation;
    if (!policy.memories().isEmpty()) {
      throw new IllegalArgumentException(
          "imitation learns from single steps; policy " + policy.name() + " remembers " + policy.memories().size()
              + " things from step to step");
    }
    this.minibatch = minibatch;
    stream = new RandomStream(seed);
    weights = new Weights(policy.graph());
    weights.start(stream.split());
    inputs = new PolicyInputs(policy, environment);
    distribution = new ActionDistribution(policy, environment);
    normalization = new Normalization(environment.observationSize(), false);
    actor = new Actor(policy, environment, backend, weights, normalization);
    Tensor mean = BatchProgram.mean(policy.graph(), distribution.imitationLoss());
    List<Tensor> results = new ArrayList<>(List.of(mean));
    results.addAll(BatchProgram.gradient(policy.graph(), mean));
    loss = new BatchProgram(backend, policy.graph(), weights, inputs, distribution, results, minibatch);
    adam = new Adam(weights.values().length);
    gradient = new float[weights.values().length];
    before = new double[environment.observationSize()];
    taught = new double[environment.actionSize()];
    limits = new ActionLimits(environment, limits(environment, EnvironmentInfo.Control::lower),
        limits(environment, EnvironmentInfo.Control::upper));
    own = new double[environment.actionSize()];
    action = new double[environment.actionSize()];
  }

  private static double[] limits(EnvironmentInfo environment, Function<EnvironmentInfo.Control, List<Double>> side) {
    return environment.controls().stream().flatMap(c -> side.apply(c).stream()).mapToDouble(limit -> limit).toArray();
  }

  /** Runs an episode and notes at each step what is seen and what the teacher says about it. */
  void run(TaughtEnvironment environment, Driver driver) {
    environment.reset(stream.split());
    actor.begin();
    System.arraycopy(environment.observation(), 0, before, 0, before.length);
    double sum = 0;
    double square = 0;
    long begun = transitions;
    while (!environment.over()) {
      environment.teach(taught);
      note(environment);
      actor.act(environment.observation(), action);
      limits.apply(action, 0, own);
      driver.drive(environment, taught, own, stream, action);
      System.arraycopy(environment.observation(), 0, before, 0, before.length);
      for (int i = 0; i < action.length; i++) {
        otherwise += (taught[i] - own[i]) * (taught[i] - own[i]);
        done += (action[i] - own[i]) * (action[i] - own[i]);
        square += (action[i] - own[i]) * (action[i] - own[i]);
        furthest = Math.max(furthest, Math.abs(action[i] - own[i]));
      }
      sum += environment.step(action, 0);
      transitions++;
    }
    returns.add(sum);
    squares.add(square / (transitions - begun));
    terminated += environment.terminated() ? 1 : 0;
  }

  private void note(TaughtEnvironment environment) {
    int width = inputs.size();
    int choices = distribution.choiceSize();
    if ((rows + 1) * width > seen.length) {
      seen = Arrays.copyOf(seen, Math.max(2 * seen.length, 256 * width));
      said = Arrays.copyOf(said, seen.length / width * choices);
    }
    inputs.write(normalization, environment.observation(), before, new float[0], seen, rows * width);
    distribution.choose(taught, said, rows * choices);
    rows++;
  }

  /** Steps of Adam on rows drawn with replacement from all that was noted. @return with the mean loss before each */
  Progress learn(int count, double rate) {
    Batch batch = new Batch(1, minibatch, inputs.size(), distribution.choiceSize(), List.of());
    int[] order = new int[minibatch];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < minibatch; i++) {
        int row = stream.below(rows);
        System.arraycopy(seen, row * inputs.size(), batch.inputs, i * inputs.size(), inputs.size());
        System.arraycopy(said, row * distribution.choiceSize(), batch.choices, i * distribution.choiceSize(),
            distribution.choiceSize());
        order[i] = i;
      }
      loss.load(batch, order, 0, minibatch);
      loss.run(minibatch);
      loss.gather(1, weights, gradient);
      adam.step(weights.values(), gradient, rate, Double.POSITIVE_INFINITY);
      updates++;
      sum += loss.number(0) / count;
    }
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("imitation_loss", sum);
    measures.put("terminated", (double) terminated);
    if (deviation.isPresent()) {
      measures.put("divergence", median(squares) / 2 / Math.pow(deviation.getAsDouble(), 2));
      measures.put("kept", otherwise > 0 ? done / otherwise : 1);
      measures.put("furthest", furthest);
    }
    Progress progress = new Progress(transitions, updates, returns.size(), Confidence.mean(returns), measures);
    returns.clear();
    terminated = 0;
    squares.clear();
    done = 0;
    otherwise = 0;
    furthest = 0;
    return progress;
  }

  /** A mean would be that of the few episodes in which the policy was about to run into something. */
  private static double median(List<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(number -> number).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  void save(RunState state) {
    state.put("weights", weights.values());
    state.put("mean", adam.mean());
    state.put("squares", adam.squares());
    state.put("seen", Arrays.copyOf(seen, rows * inputs.size()));
    state.put("said", Arrays.copyOf(said, rows * distribution.choiceSize()));
    state.put("stream", stream.state());
    state.put("counts", adam.steps(), rows, transitions, updates);
  }

  void restore(RunState state) {
    state.get("weights", weights.values());
    state.get("mean", adam.mean());
    state.get("squares", adam.squares());
    stream = RandomStream.resumed(state.longs("stream"));
    long[] counts = state.longs("counts");
    adam.resume(counts[0]);
    rows = (int) counts[1];
    transitions = counts[2];
    updates = counts[3];
    seen = new float[rows * inputs.size()];
    said = new float[rows * distribution.choiceSize()];
    state.get("seen", seen);
    state.get("said", said);
  }
}
