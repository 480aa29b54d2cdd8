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
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.rollout.PolicyInputs;
import org.costate.runtime.learn.rollout.PolicyProgram;
import org.costate.runtime.learn.rollout.Progress;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.PolicyInfo;
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
  private final PolicyProgram loss;
  private final boolean remembers;
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

  /** Where episodes end among the rows. */
  private final List<Integer> ends = new ArrayList<>();

  long transitions;
  long updates;

  /** @param deviation of the policy's actions, where the divergence of what was done from what it would do counts */
  Pupil(PolicyInfo policy, EnvironmentInfo environment, Backend backend, long seed, int minibatch,
      OptionalDouble deviation) {
    this.deviation = deviation;
    remembers = !policy.memories().isEmpty();
    this.minibatch = minibatch;
    stream = new RandomStream(seed);
    weights = new Weights(policy.graph());
    weights.start(stream.split());
    inputs = new PolicyInputs(policy, environment);
    distribution = new ActionDistribution(policy, environment);
    normalization = new Normalization(environment.observationSize(), false);
    actor = new Actor(policy, environment, backend, weights, normalization);
    loss = PolicyProgram.of(new PolicyProgram.Target(policy, backend, weights, inputs, distribution),
        List.of(distribution.imitationLoss()), true, List.of(), minibatch);
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
    ends.add(rows);
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
    inputs.write(normalization, environment.observation(), before, new float[inputs.memorySize()], seen, rows * width);
    distribution.choose(taught, said, rows * choices);
    rows++;
  }

  /** Rows drawn with replacement, as many as a minibatch has. */
  private Batch drawRows() {
    Batch batch = new Batch(1, minibatch, inputs.size(), distribution.choiceSize(), List.of());
    for (int i = 0; i < minibatch; i++) {
      copy(stream.below(rows), batch, i);
    }
    return batch;
  }

  /** Episodes drawn with replacement until there are as many rows as a minibatch has: what is remembered begins with an episode. */
  private Batch drawEpisodes() {
    List<Integer> drawn = new ArrayList<>();
    int labels = 0;
    while (labels < minibatch) {
      drawn.add(stream.below(ends.size()));
      labels += ends.get(drawn.getLast()) - begin(drawn.getLast());
    }
    Batch batch = new Batch(1, labels, inputs.size(), distribution.choiceSize(), List.of());
    int at = 0;
    for (int episode : drawn) {
      for (int row = begin(episode); row < ends.get(episode); row++) {
        copy(row, batch, at++);
      }
      batch.truncated[at - 1] = true;
    }
    return batch;
  }

  private int begin(int episode) {
    return episode == 0 ? 0 : ends.get(episode - 1);
  }

  private void copy(int row, Batch batch, int at) {
    int choices = distribution.choiceSize();
    System.arraycopy(seen, row * inputs.size(), batch.inputs, at * inputs.size(), inputs.size());
    System.arraycopy(said, row * choices, batch.choices, at * choices, choices);
  }

  /** Steps of Adam on what is drawn from all that was noted. @return with the mean loss before each */
  Progress learn(int count, double rate) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      loss.load(remembers ? drawEpisodes() : drawRows());
      loss.run();
      loss.gradient(gradient);
      adam.step(weights.values(), gradient, rate, Double.POSITIVE_INFINITY);
      updates++;
      sum += loss.mean(0) / count;
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
    state.put("ends", ends.stream().mapToLong(end -> end).toArray());
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
    ends.clear();
    for (long end : state.longs("ends")) {
      ends.add((int) end);
    }
    state.get("seen", seen);
    state.get("said", said);
  }
}
