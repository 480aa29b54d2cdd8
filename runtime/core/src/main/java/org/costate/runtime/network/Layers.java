/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.network.TensorOp.Unary;

/**
 * Layers made of operations. Weights are named after the layer, {@code h1.W} and {@code h1.b}. They start as PyTorch's do, uniform within
 * 1 / sqrt(inputs), unless a start is given.
 */
public final class Layers {
  private static final double NORM_EPSILON = 1e-5;

  private Layers() {}

  /** x W + b over the last index of x, then the activation. */
  public static Tensor dense(TensorGraph graph, String name, Tensor x, int units, Optional<Unary> activation) {
    return dense(graph, name, x, units, activation, new WeightStart.Uniform(1 / Math.sqrt(x.shape().last())));
  }

  /** With another start of W; b starts at 0 then if W is orthogonal or normal, as W otherwise. */
  public static Tensor dense(
      TensorGraph graph, String name, Tensor x, int units, Optional<Unary> activation, WeightStart start) {
    int n = x.shape().last();
    Tensor W = graph.weight(name + ".W", List.of(n, units), start);
    Tensor b = graph.weight(name + ".b", List.of(units), bias(start));
    Tensor y = graph.plus(graph.matrixProduct(x, W, false), b);
    return activation.map(act -> graph.apply(act, y)).orElse(y);
  }

  private static WeightStart bias(WeightStart start) {
    return switch (start) {
      case WeightStart.Uniform uniform -> uniform;
      case WeightStart.Constant c -> new WeightStart.Constant(0);
      case WeightStart.Normal n -> new WeightStart.Constant(0);
      case WeightStart.Orthogonal o -> new WeightStart.Constant(0);
    };
  }

  /** Filters over an image [c x h x w] without a border, then the activation: [filters x h' x w']. */
  public static Tensor convolution(TensorGraph graph, String name, Tensor image, int filters, int kernel, int stride,
      Optional<Unary> activation) {
    int channels = image.shape().sizes().getFirst();
    WeightStart start = new WeightStart.Uniform(1 / Math.sqrt(channels * kernel * kernel));
    Tensor W = graph.weight(name + ".W", List.of(filters, channels, kernel, kernel), start);
    Tensor b = graph.weight(name + ".b", List.of(filters, 1, 1), start);
    Tensor y = graph.plus(graph.convolve(image, W, stride), b);
    return activation.map(act -> graph.apply(act, y)).orElse(y);
  }

  /**
   * Where each channel of an image [c x h x w] is large: the mean place, [2 c], x and y in turn from -1 to 1, of the softmax of the channel times a
   * learned sharpness, {@code name.sharpness}. Source: Levine, Finn, Darrell, Abbeel 2016, section 5.1.
   */
  public static Tensor spatialSoftmax(TensorGraph graph, String name, Tensor image) {
    int channels = image.shape().sizes().get(0);
    int h = image.shape().sizes().get(1);
    int w = image.shape().sizes().get(2);
    List<Double> places = new ArrayList<>();
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < w; j++) {
        places.add(w == 1 ? 0 : -1 + 2.0 * j / (w - 1));
        places.add(h == 1 ? 0 : -1 + 2.0 * i / (h - 1));
      }
    }
    Tensor sharpness = graph.weight(name + ".sharpness", List.of(), new WeightStart.Constant(1));
    Tensor flat = graph.times(graph.reshape(image, List.of(channels, h * w)), sharpness);
    Tensor mean = graph.matrixProduct(graph.softmax(flat), graph.constant(List.of(h * w, 2), places), false);
    return graph.reshape(mean, List.of(2 * channels));
  }

  /** (x - mean) / deviation over the last index, times learned gains, plus learned offsets. Source: Ba, Kiros, Hinton 2016. */
  public static Tensor norm(TensorGraph graph, String name, Tensor x) {
    int n = x.shape().last();
    TensorShape one = x.shape().withLast(1);
    Tensor centred = graph.minus(x, graph.times(graph.sumTo(x, one), 1.0 / n));
    Tensor variance = graph.times(graph.sumTo(graph.square(centred), one), 1.0 / n);
    Tensor deviation = graph.apply(Unary.SQRT, graph.plus(variance, graph.constant(NORM_EPSILON)));
    Tensor gain = graph.weight(name + ".gain", List.of(n), new WeightStart.Constant(1));
    Tensor offset = graph.weight(name + ".offset", List.of(n), new WeightStart.Constant(0));
    return graph.plus(graph.times(graph.divided(centred, deviation), gain), offset);
  }

  /**
   * The next memory of a gated recurrent unit: r = s(x Wr + h Ur + b), z = s(x Wz + h Uz + b), c = tanh(x Wc + bc + r (h Uc + bh)),
   * h' = (1 - z) c + z h. Source: Cho et al. 2014, with PyTorch's place of the reset gate.
   *
   * @param memory [units]
   */
  public static Tensor gru(TensorGraph graph, String name, Tensor x, Tensor memory) {
    int units = memory.shape().last();
    WeightStart start = new WeightStart.Uniform(1 / Math.sqrt(units));
    Tensor given = dense(graph, name + ".input", x, 3 * units, Optional.empty(), start);
    Tensor held = dense(graph, name + ".memory", memory, 3 * units, Optional.empty(), start);
    Tensor reset = graph.apply(Unary.SIGMOID, graph.plus(part(graph, given, 0, units), part(graph, held, 0, units)));
    Tensor keep = graph.apply(Unary.SIGMOID, graph.plus(part(graph, given, 1, units), part(graph, held, 1, units)));
    Tensor candidate = graph.apply(Unary.TANH,
        graph.plus(part(graph, given, 2, units), graph.times(reset, part(graph, held, 2, units))));
    return graph.plus(candidate, graph.times(keep, graph.minus(memory, candidate)));
  }

  private static Tensor part(TensorGraph graph, Tensor x, int gate, int units) {
    return graph.part(x, gate * units, (gate + 1) * units);
  }
}
