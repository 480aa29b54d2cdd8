/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.RandomGraphs;
import org.costate.runtime.network.ReferenceEvaluator;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

/** What every back end must do. */
abstract class BackendContract {
  abstract Backend backend();

  /** Results and gradients of random graphs are those of the reference, as far as single precision goes. */
  @Test
  void resultsAreThoseOfTheReference() {
    for (int seed = 0; seed < 200; seed++) {
      RandomGraphs random = new RandomGraphs(seed);
      Tensor number = random.number();
      List<Tensor> results = new ArrayList<>(random.made());
      results.add(number);
      results.addAll(Reverse.gradient(random.graph(), number, random.sources()));

      Weights weights = new Weights(random.graph());
      weights.layout()
          .forEach(weight -> copy(random.given().get(weight.name()), weights.values(),
              weights.offset(weight.name())));
      Executable executable = backend().prepare(random.graph(), results, random.rows() + 1, weights);
      give(random, results, executable);
      // twice, since what is left behind in reused memory must not matter
      executable.run(random.rows() + 1);
      give(random, results, executable);
      executable.run(random.rows());

      List<double[]> expected =
          ReferenceEvaluator.evaluate(random.graph(), results, random.rows(), random.given());
      for (int i = 0; i < results.size(); i++) {
        double size = 1;
        for (double value : expected.get(i)) {
          size = Math.max(size, Math.abs(value));
        }
        for (int k = 0; k < expected.get(i).length; k++) {
          assertEquals(expected.get(i)[k], executable.result(i)[k], 2e-4 * size,
              "seed " + seed + ", " + results.get(i) + ", number " + k);
        }
      }
    }
  }

  private static void give(RandomGraphs random, List<Tensor> results, Executable executable) {
    for (Tensor tensor : random.graph().needed(results)) {
      if (tensor instanceof Tensor.Input input) {
        copy(random.given().get(input.name()), executable.input(input.name()), 0);
      }
    }
  }

  private static void copy(double[] from, float[] to, int at) {
    for (int i = 0; i < from.length; i++) {
      to[at + i] = (float) from[i];
    }
  }

  @Test
  void samplesDoNotMeet() {
    TensorGraph graph = new TensorGraph();
    Tensor x = graph.input("x", TensorShape.rows(3));
    Tensor h = Layers.dense(graph, "h", x, 17, Optional.of(Unary.TANH));
    Tensor y = Layers.norm(graph, "n", Layers.dense(graph, "y", h, 5, Optional.empty()));
    Weights weights = new Weights(graph);
    weights.start(new RandomStream(1));
    Executable many = backend().prepare(graph, List.of(y), 33, weights);
    Executable one = backend().prepare(graph, List.of(y), 1, weights);
    for (int i = 0; i < 99; i++) {
      many.input("x")[i] = (float) Math.sin(i);
    }
    many.run(33);
    for (int r = 0; r < 33; r++) {
      System.arraycopy(many.input("x"), 3 * r, one.input("x"), 0, 3);
      one.run(1);
      float[] row = new float[5];
      System.arraycopy(many.result(0), 5 * r, row, 0, 5);
      assertArrayEquals(one.result(0), row, 1e-6f);
    }
  }

  @Test
  void aRunAllocatesNothing() {
    TensorGraph graph = new TensorGraph();
    Tensor x = graph.input("x", TensorShape.rows(2, 8, 8));
    Tensor c = Layers.convolution(graph, "c", x, 4, 3, 2, Optional.of(Unary.RELU));
    Tensor h = Layers.dense(graph, "h", Layers.spatialSoftmax(graph, "s", c), 6, Optional.of(Unary.TANH));
    Tensor loss = graph.sum(graph.square(h));
    List<Tensor> results = new ArrayList<>(List.of(loss));
    results.addAll(Reverse.gradient(graph, loss, List.copyOf(graph.weights())));
    Weights weights = new Weights(graph);
    weights.start(new RandomStream(2));
    Executable executable = backend().prepare(graph, results, 4, weights);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long before = threads.getThreadAllocatedBytes(thread);
      executable.run(4);
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertEquals(0, least);
  }

  @Test
  void wrongUseIsRefused() {
    TensorGraph graph = new TensorGraph();
    Tensor x = graph.input("x", TensorShape.rows(3));
    Executable executable = backend().prepare(graph, List.of(graph.square(x)), 2, new Weights(new TensorGraph()));
    assertThrows(IllegalArgumentException.class, () -> executable.run(3));
    assertThrows(IllegalArgumentException.class, () -> executable.input("y"));
    Tensor y = Layers.dense(graph, "h", x, 2, Optional.empty());
    assertThrows(IllegalArgumentException.class,
        () -> backend().prepare(graph, List.of(y), 2, new Weights(new TensorGraph())));
  }
}
