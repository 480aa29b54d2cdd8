/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.costate.runtime.learn.nn.KernelBackend;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.policy.ActionDistribution;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.ReferenceEvaluator;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.sim.EnvironmentInfo.Control;
import org.costate.runtime.sim.EnvironmentInfo.Observation;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** Losses over episodes of a policy with two memories, one above the other, beside the same step by step in doubles. */
class SequenceProgramTest {
  private static final int STEPS = 9;
  private static final int ENVIRONMENTS = 3;
  private static final String WEIGHT = "importance";

  private final EnvironmentInfo environment = new EnvironmentInfo("Q", List.of(new Observation("o", List.of(2), 0)),
      List.of(new Control("u", List.of(-1.0), List.of(1.0), List.of(), 0)), 20);
  private final TensorGraph graph = new TensorGraph();
  private final PolicyInfo policy = policy(graph);
  private final ActionDistribution distribution = new ActionDistribution(policy, environment);
  private final PolicyInputs inputs = new PolicyInputs(policy, environment);
  private final Weights weights = new Weights(graph);
  private final Batch batch = new Batch(ENVIRONMENTS, STEPS, inputs.size(), 1, List.of());
  private final double[] importance = new double[batch.rows()];
  private final Tensor loss = graph.times(
      distribution.logDensity(), graph.input(WEIGHT, new TensorShape(true, List.of())));

  SequenceProgramTest() {
    RandomStream stream = new RandomStream(5);
    weights.start(stream);
    for (int i = 0; i < batch.inputs.length; i++) {
      batch.inputs[i] = (float) stream.normal();
    }
    for (int row = 0; row < batch.rows(); row++) {
      batch.choices[row] = (float) stream.normal();
      importance[row] = stream.normal();
    }
    batch.terminated[3] = true;
    batch.truncated[4] = true;
    batch.truncated[15] = true;
  }

  private static PolicyInfo policy(TensorGraph graph) {
    Tensor o = graph.input("o", TensorShape.rows(2));
    Tensor first = graph.input("memory.a", TensorShape.rows(3));
    Tensor second = graph.input("memory.b", TensorShape.rows(2));
    Tensor a = Layers.gru(graph, "a", o, first);
    Tensor b = Layers.gru(graph, "b", a, second);
    Tensor mean = Layers.dense(graph, "mean", graph.concatenate(List.of(b, o)), 1, Optional.empty());
    Tensor deviation = graph.apply(Unary.EXP, Layers.dense(graph, "spread", a, 1, Optional.empty()));
    return new PolicyInfo("P", "Q", List.of(new PolicyInfo.Feature("o", false, o)),
        List.of(new PolicyInfo.Memory("a", first, a), new PolicyInfo.Memory("b", second, b)),
        List.of(new Head.Gaussian("u", mean, deviation, false)), graph);
  }

  @Test
  void theGradientGoesBackThroughTimeToTheBeginningOfAnEpisode() {
    check(batch.all(), 0, batch.rows());
  }

  /** A piece from the middle of an episode begins with what was remembered there. */
  @Test
  void piecesOfEpisodesInAnyOrder() {
    check(new int[] {20, 21, 22, 5, 6, 7, 0, 1, 2, 3, 4, 17, 26}, 3, 9);
  }

  private void check(int[] order, int from, int count) {
    PolicyProgram program = PolicyProgram.of(
        new PolicyProgram.Target(policy, KernelBackend.plain(), weights, inputs, distribution),
        List.of(loss, distribution.entropy()), true, List.of(distribution.logDensity()), count);
    program.load(batch, order, from, count);
    program.load(WEIGHT, importance);
    program.run();
    double[] each = new double[count];
    assertEquals(reference(weights.values(), order, from, count, each), program.mean(0), 1e-6);
    for (int i = 0; i < count; i++) {
      assertEquals(each[i], program.each(0)[i], 1e-5);
    }
    float[] gradient = new float[weights.values().length];
    program.gradient(gradient);
    double largest = 0;
    for (int i = 0; i < gradient.length; i++) {
      double[] moved = doubles(weights.values());
      moved[i] += 1e-5;
      double up = reference(moved, order, from, count, each);
      moved[i] -= 2e-5;
      double difference = (up - reference(moved, order, from, count, each)) / 2e-5;
      assertEquals(difference, gradient[i], 1e-5 * (1 + Math.abs(difference)), "weight " + i);
      largest = Math.max(largest, Math.abs(difference));
    }
    assertTrue(largest > 0.1);
    program.run();
    float[] again = new float[gradient.length];
    program.gradient(again);
    assertArrayEquals(gradient, again);
  }

  private static double[] doubles(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }

  private double reference(float[] w, int[] order, int from, int count, double[] each) {
    return reference(doubles(w), order, from, count, each);
  }

  /** The mean of the loss, one row after the other. */
  private double reference(double[] w, int[] order, int from, int count, double[] each) {
    Map<String, double[]> given = new HashMap<>();
    for (Tensor.Weight weight : weights.layout()) {
      int at = weights.offset(weight.name());
      given.put(weight.name(), IntStream.range(at, at + weight.shape().size()).mapToDouble(i -> w[i]).toArray());
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      int row = order[from + i];
      boolean goesOn = i > 0 && order[from + i - 1] == row - 1 && !batch.isLast(row - 1);
      given.put("o", stored(row, 0, 2));
      if (!goesOn) {
        given.put("memory.a", stored(row, 2, 3));
        given.put("memory.b", stored(row, 5, 2));
      }
      given.put("choice.u", new double[] {batch.choices[row]});
      given.put(WEIGHT, new double[] {importance[row]});
      List<double[]> results = ReferenceEvaluator.evaluate(graph, List.of(loss, distribution.logDensity(),
          policy.memories().get(0).next(), policy.memories().get(1).next()), 1, given);
      sum += results.get(0)[0];
      each[i] = results.get(1)[0];
      given.put("memory.a", results.get(2));
      given.put("memory.b", results.get(3));
    }
    return sum / count;
  }

  private double[] stored(int row, int from, int size) {
    return IntStream.range(0, size).mapToDouble(i -> batch.inputs[row * inputs.size() + from + i]).toArray();
  }
}
