/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Executable;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.policy.ActionDistribution;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.sim.Environment;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.solve.Workers;
import org.costate.runtime.stats.RandomStream;

/**
 * Steps environments by a policy that draws its actions. Each environment has random streams of its own, and threads share whole environments,
 * so the bits are the same for any number of threads.
 */
public final class Collector {
  private final PolicyInputs inputs;
  private final ActionDistribution distribution;
  private final double discount;
  private final List<Lane> lanes;
  private final Workers<Shard> workers;
  private final List<Shard> shards = new ArrayList<>();
  private final Normalization seen;
  private final Normalization gained;
  private final boolean normalize;
  private Batch batch;
  private long transitions;

  /**
   * @param environments how many there are, each of {@code environment}
   * @param discount for the scale of normalized rewards
   * @param normalize whether observations are normalized, and rewards scaled by the deviation of the discounted returns
   * @param threads that take steps; the outcome does not depend on it
   */
  public Collector(PolicyInfo policy, Backend backend, Weights weights, Supplier<Environment> environment,
      int environments, double discount, boolean normalize, int threads, RandomStream stream) {
    List<Environment> all = IntStream.range(0, environments).mapToObj(_ -> environment.get()).toList();
    EnvironmentInfo info = all.getFirst().info();
    this.discount = discount;
    this.normalize = normalize;
    inputs = new PolicyInputs(policy, info);
    distribution = new ActionDistribution(policy, info);
    lanes = all.stream().map(e -> new Lane(e, inputs.memorySize(), normalize, stream.split())).toList();
    seen = new Normalization(info.observationSize(), normalize);
    gained = new Normalization(1, normalize);
    int count = Math.clamp(threads, 1, environments);
    for (int i = 0; i < count; i++) {
      shards.add(new Shard(policy, backend, weights, environments * i / count, environments * (i + 1) / count));
    }
    workers = new Workers<>(shards);
  }

  /** How a row of the batch is made and read. */
  public PolicyInputs inputs() {
    return inputs;
  }

  public ActionDistribution distribution() {
    return distribution;
  }

  /** Of observations, for whoever uses the policy. */
  public Normalization normalization() {
    return seen;
  }

  /** How many steps were asked for in all batches. */
  public long transitions() {
    return transitions;
  }

  /** Takes {@code steps} steps in each environment; episodes that end begin again. */
  public Batch collect(int steps) {
    if (batch == null || batch.steps != steps) {
      batch = new Batch(lanes.size(), steps, inputs.size(), distribution.choiceSize(),
          distribution.statistics().stream().map(s -> s.shape().size()).toList());
    }
    // The shard decides what is done, not the thread that does it.
    workers.run(shards.size(), (_, shard) -> shards.get(shard).collect(), () -> {});
    transitions += batch.rows();
    merge();
    return batch;
  }

  /** Puts together, in the order of environments, what they have gathered apart. */
  private void merge() {
    batch.returns.clear();
    int cuts = lanes.stream().mapToInt(lane -> lane.cutCount).sum();
    batch.cuts = new int[cuts];
    batch.nextInputs = new float[cuts * inputs.size()];
    int at = 0;
    for (Lane lane : lanes) {
      System.arraycopy(lane.cuts, 0, batch.cuts, at, lane.cutCount);
      System.arraycopy(lane.nextInputs, 0, batch.nextInputs, at * inputs.size(), lane.cutCount * inputs.size());
      at += lane.cutCount;
      lane.cutCount = 0;
      batch.returns.addAll(lane.returns);
      lane.returns.clear();
      seen.take(lane.seen);
      gained.take(lane.gained);
    }
    for (int i = 0; normalize && i < batch.rows(); i++) {
      batch.rewards[i] /= gained.deviation(0);
    }
  }

  public void save(RunState state) {
    state.put("transitions", transitions);
    seen.save(state.of("seen"));
    gained.save(state.of("gained"));
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).save(state.of("environment" + i));
    }
  }

  public void restore(RunState state) {
    transitions = state.longs("transitions")[0];
    seen.restore(state.of("seen"));
    gained.restore(state.of("gained"));
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).restore(state.of("environment" + i));
    }
  }

  /** Environments that one thread steps, with a network of their own for all of them at once. */
  private final class Shard {
    private final int from;
    private final int to;
    private final Executable network;
    private final PolicyInputs.Loader loader;
    private final List<Tensor> statistics = distribution.statistics();
    private final List<Tensor> memories;
    private final float[] rows;
    private final int[] order;
    private final List<float[]> numbers = new ArrayList<>();

    Shard(PolicyInfo policy, Backend backend, Weights weights, int from, int to) {
      this.from = from;
      this.to = to;
      TensorGraph graph = policy.graph();
      memories = policy.memories()
          .stream()
          .map(memory -> graph.repeat(memory.next(), new TensorShape(true, memory.next().shape().sizes())))
          .toList();
      List<Tensor> results = new ArrayList<>(statistics);
      results.addAll(memories);
      network = backend.prepare(graph, results, to - from, weights);
      loader = inputs.loader(graph, results);
      rows = new float[(to - from) * inputs.size()];
      order = IntStream.range(0, to - from).toArray();
    }

    void collect() {
      for (int t = 0; t < batch.steps; t++) {
        look();
        for (int e = from; e < to; e++) {
          step(lanes.get(e), e - from, e * batch.steps + t);
        }
      }
      cutLast();
    }

    /** Evaluates the policy for all environments of the shard. */
    private void look() {
      for (int e = from; e < to; e++) {
        Lane lane = lanes.get(e);
        inputs.write(seen, lane.environment.observation(), lane.before, lane.memory, rows, (e - from) * inputs.size());
      }
      loader.load(rows, order, 0, order.length, network);
      network.run(order.length);
      numbers.clear();
      for (int i = 0; i < statistics.size(); i++) {
        numbers.add(network.result(i));
      }
    }

    private void step(Lane lane, int own, int row) {
      System.arraycopy(rows, own * inputs.size(), batch.inputs, row * inputs.size(), inputs.size());
      for (int i = 0; i < numbers.size(); i++) {
        int size = statistics.get(i).shape().size();
        System.arraycopy(numbers.get(i), own * size, batch.statistics.get(i), row * size, size);
      }
      lane.seen.count(lane.environment.observation());
      distribution.act(
          numbers, own, lane.choices, false, batch.choices, row * distribution.choiceSize(), lane.action);
      batch.clock[row] = lane.clock;
      batch.rewards[row] = lane.step(discount);
      remember(lane, own);
      batch.terminated[row] = lane.environment.terminated();
      batch.truncated[row] = lane.environment.truncated();
      if (lane.environment.over()) {
        if (!lane.environment.terminated()) {
          writeCut(lane, row);
        }
        lane.reset();
      }
    }

    private void remember(Lane lane, int own) {
      int at = 0;
      for (int i = 0; i < memories.size(); i++) {
        int size = memories.get(i).shape().size();
        System.arraycopy(network.result(statistics.size() + i), own * size, lane.memory, at, size);
        at += size;
      }
    }

    private void cutLast() {
      for (int e = from; e < to; e++) {
        int row = (e + 1) * batch.steps - 1;
        if (!batch.terminated[row] && !batch.truncated[row]) {
          writeCut(lanes.get(e), row);
        }
      }
    }

    private void writeCut(Lane lane, int row) {
      int at = lane.cut(row, inputs.size());
      inputs.write(seen, lane.environment.observation(), lane.before, lane.memory, lane.nextInputs, at);
    }
  }
}
