/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.ReferenceEvaluator;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.network.WeightStart;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** What every back end does. */
abstract class BackendContract {
  private static final int GRAPHS = 150;

  abstract Backend backend();

  /** After how many runs none allocates anything any more; 0 if all of them do. */
  int runsToCompile() {
    return 50;
  }

  /** Of a result, relative to its largest number: what floats lose, some of them in functions that are good to the last bit or two. */
  double tolerance() {
    return 2e-5;
  }

  @Test
  void resultsAndGradientsAreThoseOfTheReference() {
    Set<Object> met = new HashSet<>();
    for (int seed = 0; seed < GRAPHS; seed++) {
      RandomNetworks random = new RandomNetworks(seed);
      random.graph.needed(random.results).forEach(tensor -> {
        if (tensor instanceof Tensor.Result result) {
          met.add(result.op() instanceof Enum<?> op ? op : result.op().getClass());
        }
      });
      Executable executable =
          backend().prepare(random.graph, random.results, random.rows + seed % 3, random.weights());
      random.fill(executable);
      executable.run(random.rows);
      List<double[]> expected =
          ReferenceEvaluator.evaluate(random.graph, random.results, random.rows, random.given);
      for (int i = 0; i < expected.size(); i++) {
        check("seed " + seed + " result " + random.results.get(i), expected.get(i), executable.result(i));
      }
    }
    Set<Object> all = new HashSet<>();
    for (Class<?> op : TensorOp.class.getPermittedSubclasses()) {
      all.addAll(op.isEnum() ? Arrays.asList(op.getEnumConstants()) : List.of(op));
    }
    all.removeAll(Set.of(TensorOp.Unary.HELD)); // below
    all.removeAll(met);
    assertEquals(Set.of(), all, "operations that never occurred");
  }

  /** Small and large kernels, strides up to more than the kernel, images that are higher or wider. */
  @Test
  void convolutionsOfAllKindsAreThoseOfTheReference() {
    for (int[] kind : CONVOLUTIONS) {
      Convolved convolved = new Convolved(kind);
      List<double[]> expected =
          ReferenceEvaluator.evaluate(convolved.graph, convolved.results, Convolved.ROWS, convolved.given);
      Executable executable = convolved.run(backend());
      for (int i = 0; i < expected.size(); i++) {
        check(Arrays.toString(kind) + " result " + i, expected.get(i), executable.result(i));
      }
    }
  }

  /** Channels, height, width, filters, kernel, stride. */
  static final int[][] CONVOLUTIONS = {
    {3, 17, 18, 4, 5, 2}, {2, 14, 14, 5, 3, 2}, {1, 9, 30, 3, 3, 1}, {2, 12, 5, 2, 5, 3}, {1, 10, 11, 2, 9, 1},
    {2, 7, 8, 3, 1, 3}, {1, 20, 20, 2, 8, 4}, {1, 4, 4, 2, 4, 1}};

  /** A convolution, and the gradients of a number that depends on it. */
  static final class Convolved {
    static final int ROWS = 3;
    final TensorGraph graph = new TensorGraph();
    final Map<String, double[]> given = new HashMap<>();
    final List<Tensor> results = new ArrayList<>();
    private final RandomStream stream = new RandomStream(4);

    Convolved(int[] kind) {
      Tensor image = graph.input("image", TensorShape.rows(kind[0], kind[1], kind[2]));
      Tensor filters =
          graph.weight("filters", List.of(kind[3], kind[0], kind[4], kind[4]), new WeightStart.Constant(0));
      given.put("image", numbers(ROWS * image.shape().size()));
      given.put("filters", numbers(filters.shape().size()));
      Tensor result = graph.convolve(image, filters, kind[5]);
      results.add(result);
      results.addAll(Reverse.gradient(graph, graph.sum(graph.square(result)), List.of(image, filters)));
    }

    private double[] numbers(int n) {
      double[] numbers = new double[n];
      for (int i = 0; i < n; i++) {
        numbers[i] = (float) stream.normal();
      }
      return numbers;
    }

    Executable run(Backend backend) {
      Weights weights = new Weights(graph);
      write(given.get("filters"), weights.values());
      Executable executable = backend.prepare(graph, results, ROWS, weights);
      write(given.get("image"), executable.input("image"));
      executable.run(ROWS);
      return executable;
    }

    private static void write(double[] from, float[] to) {
      for (int i = 0; i < from.length; i++) {
        to[i] = (float) from[i];
      }
    }
  }

  /** Errors of floats, relative to the largest number of the result. */
  private void check(String what, double[] expected, float[] found) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int k = 0; k < expected.length; k++) {
      int at = k;
      assertEquals(expected[k], found[k], tolerance() * Math.max(0.1, largest), () -> what + " element " + at);
    }
  }

  @Test
  void fewerRowsThanTheLargestNumberGiveTheSameBits() {
    RandomNetworks random = new RandomNetworks(7);
    Executable large = backend().prepare(random.graph, random.results, 3 * random.rows, random.weights());
    Executable exact = backend().prepare(random.graph, random.results, random.rows, random.weights());
    random.fill(large);
    random.fill(exact);
    large.run(3 * random.rows); // leaves other numbers in its arrays
    large.run(random.rows);
    exact.run(random.rows);
    for (int i = 0; i < random.results.size(); i++) {
      float[] expected = exact.result(i);
      assertArrayEquals(expected, Arrays.copyOf(large.result(i), expected.length), random.results.get(i).toString());
    }
  }

  @Test
  void weightsAreReadAtEachRunAndMayBeResults() {
    TensorGraph graph = new TensorGraph();
    Tensor x = graph.input("x", TensorShape.rows(2));
    Tensor w = graph.weight("w", List.of(2), new WeightStart.Constant(0));
    Tensor held = graph.apply(TensorOp.Unary.HELD, graph.times(x, w));
    Weights weights = new Weights(graph);
    Executable executable =
        backend().prepare(graph, List.of(held, w, x, graph.constant(List.of(2), List.of(3.0, 4.0))), 2, weights);
    System.arraycopy(new float[] {1, 2, 3, 4}, 0, executable.input("x"), 0, 4);
    for (float scale = 1; scale < 3; scale++) {
      weights.values()[0] = scale;
      weights.values()[1] = 10 * scale;
      executable.run(2);
      assertArrayEquals(new float[] {scale, 20 * scale, 3 * scale, 40 * scale}, executable.result(0));
      assertArrayEquals(weights.values(), executable.result(1));
      assertArrayEquals(new float[] {1, 2, 3, 4}, executable.result(2));
      assertArrayEquals(new float[] {3, 4}, executable.result(3));
    }
  }

  @Test
  void wrongUseNamesWhatWasExpected() {
    TensorGraph graph = new TensorGraph();
    Tensor x = graph.input("x", TensorShape.rows(2));
    graph.weight("v", List.of(3), new WeightStart.Constant(0));
    Weights before = new Weights(graph);
    Tensor y = graph.plus(x, graph.weight("w", List.of(2), new WeightStart.Constant(0)));
    assertMessage("no weight w among [v]", () -> backend().prepare(graph, List.of(y), 1, before));
    TensorGraph other = new TensorGraph();
    other.weight("w", List.of(1, 2), new WeightStart.Constant(0));
    assertMessage("the weights have no w of the sizes [2]",
        () -> backend().prepare(graph, List.of(y), 1, new Weights(other)));
    assertMessage("at most 0 samples; expected at least 1",
        () -> backend().prepare(graph, List.of(y), 0, new Weights(graph)));
    Executable executable = backend().prepare(graph, List.of(y), 2, new Weights(graph));
    assertMessage("no input z; there are [x]", () -> executable.input("z"));
    assertMessage("3 samples; expected at most 2", () -> executable.run(3));
  }

  private static void assertMessage(String message, Runnable use) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, use::run).getMessage());
  }

  @Test
  void runsAllocateNothing() {
    if (runsToCompile() == 0) {
      return;
    }
    TensorGraph graph = new TensorGraph();
    Tensor image = graph.input("image", TensorShape.rows(2, 8, 8));
    Tensor seen = Layers.convolution(graph, "c", image, 4, 3, 2, Optional.of(TensorOp.Unary.RELU));
    Tensor y = Layers.dense(graph, "h", Layers.spatialSoftmax(graph, "s", seen), 17, Optional.of(TensorOp.Unary.TANH));
    Tensor loss = graph.sum(graph.square(y));
    List<Tensor> results = new ArrayList<>(List.of(loss));
    results.addAll(Reverse.gradient(graph, loss, List.copyOf(graph.weights())));
    Weights weights = new Weights(graph);
    weights.start(new RandomStream(2));
    Executable executable = backend().prepare(graph, results, 8, weights);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < runsToCompile() && least > 0; i++) {
      long before = Allocation.ofThisThread();
      executable.run(8);
      least = Math.min(least, Allocation.ofThisThread() - before);
    }
    assertEquals(0, least, "bytes");
  }
}
