/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.costate.benchmarks.measure.CpuTimer;
import org.costate.runtime.learn.nn.Backends;
import org.costate.runtime.learn.nn.Executable;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.network.Layers;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.stats.RandomStream;

/**
 * Two networks with random weights on each back end: their values, and the gradient of the mean square error. Runs in a process of its own, since a virtual
 * machine is started with the module of vectors or without.
 */
public final class NetworkTimes {
  private static final double BUDGET_SECONDS = 6;

  /** A network of an input {@code x}. */
  private enum Network {
    DENSE("dense", NetworkTimes::dense, List.of(1, 256, 2048), List.of(256, 2048)),
    IMAGE("image", NetworkTimes::image, List.of(1, 64), List.of(64));

    private final String label;
    private final Function<TensorGraph, Tensor> make;
    private final List<Integer> forward;
    private final List<Integer> gradient;

    Network(String label, Function<TensorGraph, Tensor> make, List<Integer> forward, List<Integer> gradient) {
      this.label = label;
      this.make = make;
      this.forward = forward;
      this.gradient = gradient;
    }
  }

  private NetworkTimes() {}

  static List<String> columns() {
    return List.of("network", "pass", "batch", "plain_us", "vector_us", "torch_us", "vector_by_torch");
  }

  /** The columns of torch are empty where there is none. */
  static List<List<String>> measure() throws IOException, InterruptedException {
    Map<String, String> plain = Lines.of(ours("plain")).orElseThrow();
    Map<String, String> vector = Lines.of(ours("vector")).orElseThrow();
    Map<String, String> torch = Lines.of(Lines.python("torch/networks.py")).orElse(Map.of());
    List<List<String>> rows = new ArrayList<>();
    vector.forEach((what, time) -> {
      List<String> row = new ArrayList<>(List.of(what.split(Lines.SEPARATOR, -1)));
      String rival = torch.getOrDefault(what, "");
      row.addAll(List.of(plain.get(what), time, rival,
          rival.isEmpty() ? "" : Figures.text(Double.parseDouble(time) / Double.parseDouble(rival))));
      rows.add(row);
    });
    return rows;
  }

  /** What measures a back end of ours, in a virtual machine of its own. */
  private static List<String> ours(String backend) {
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
        "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), NetworkTimes.class.getName(), backend);
  }

  /** Measures the back end that is named. */
  public static void main(String[] arguments) {
    for (Network network : Network.values()) {
      for (int batch : network.forward) {
        TensorGraph graph = new TensorGraph();
        print(network, "forward", batch, arguments[0], graph, List.of(network.make.apply(graph)));
      }
      for (int batch : network.gradient) {
        TensorGraph graph = new TensorGraph();
        Tensor error = graph.minus(network.make.apply(graph), graph.input("target", TensorShape.rows(4)));
        Tensor loss = graph.times(graph.sum(graph.square(error)), 1.0 / (4 * batch));
        List<Tensor> results = new ArrayList<>(List.of(loss));
        results.addAll(Reverse.gradient(graph, loss, List.copyOf(graph.weights())));
        print(network, "gradient", batch, arguments[0], graph, results);
      }
    }
  }

  private static void print(
      Network network, String pass, int batch, String backend, TensorGraph graph, List<Tensor> results) {
    RandomStream random = new RandomStream(1);
    Weights weights = new Weights(graph);
    weights.start(random);
    Executable executable = Backends.named(backend).prepare(graph, results, batch, weights);
    float[] x = executable.input("x");
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.normal();
    }
    double nanos = CpuTimer.nanosPerCall(BUDGET_SECONDS, count -> {
      for (int i = 0; i < count; i++) {
        executable.run(batch);
      }
      return executable.result(0)[0];
    });
    System.out.println(String.join(Lines.SEPARATOR, network.label, pass, Integer.toString(batch),
        Double.toString(nanos / 1000)));
  }

  private static Tensor dense(TensorGraph graph) {
    Tensor x = graph.input("x", TensorShape.rows(16));
    Tensor h = Layers.dense(graph, "h1", x, 64, Optional.of(Unary.TANH));
    h = Layers.dense(graph, "h2", h, 64, Optional.of(Unary.TANH));
    return Layers.dense(graph, "y", h, 4, Optional.empty());
  }

  private static Tensor image(TensorGraph graph) {
    Tensor x = graph.input("x", TensorShape.rows(3, 32, 32));
    Tensor h = Layers.convolution(graph, "c1", x, 16, 5, 2, Optional.of(Unary.RELU));
    h = Layers.convolution(graph, "c2", h, 32, 3, 2, Optional.of(Unary.RELU));
    h = Layers.dense(graph, "h", graph.reshape(h, List.of(h.shape().size())), 64, Optional.of(Unary.TANH));
    return Layers.dense(graph, "y", h, 4, Optional.empty());
  }
}
