/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.costate.runtime.network.WeightStart;

/** Graphs in which every operation occurs, with floats for their inputs and weights. */
final class RandomNetworks {
  final TensorGraph graph = new TensorGraph();
  /** Inputs and weights by name, row after row. */
  final Map<String, double[]> given = new HashMap<>();
  final List<Tensor> sources = new ArrayList<>();
  /** Everything that was made, the gradient of a number that depends on all of it, and the gradient of the gradient's length. */
  final List<Tensor> results = new ArrayList<>();
  final int rows;
  private final Random random;
  private final List<Tensor> pool = new ArrayList<>();

  RandomNetworks(long seed) {
    random = new Random(seed);
    rows = 1 + random.nextInt(20);
    int n = 1 + random.nextInt(40);
    source(graph.input("x", TensorShape.rows(n)));
    source(graph.input("y", TensorShape.rows(1)));
    Tensor image = source(graph.input("image", TensorShape.rows(2, 6, 5)));
    source(graph.input("global", TensorShape.fixed(n)));
    source(graph.input("number", TensorShape.fixed()));
    Tensor W = graph.weight("W", List.of(n, n), new WeightStart.Constant(0));
    Tensor wide = graph.weight("wide", List.of(n, 70), new WeightStart.Constant(0));
    Tensor filters = graph.weight("filters", List.of(3, 2, 2, 2), new WeightStart.Constant(0));
    List.of(W, wide, filters).forEach(this::give);
    source(graph.weight("b", List.of(n), new WeightStart.Constant(0)));
    pool.add(graph.convolve(image, filters, 1 + random.nextInt(2)));
    for (int i = 0; i < 25; i++) {
      Tensor made = make(pick(), pick(), W, wide);
      if (made.shape().size() < 500) {
        pool.add(made);
      }
    }
    Tensor number = number();
    List<Tensor> gradients = Reverse.gradient(graph, number, sources);
    Tensor length = graph.constant(0);
    for (Tensor gradient : gradients) {
      length = graph.plus(length, graph.sum(graph.square(gradient)));
    }
    results.addAll(pool);
    results.add(number);
    results.addAll(gradients);
    results.addAll(Reverse.gradient(graph, length, sources));
  }

  private Tensor make(Tensor a, Tensor b, Tensor W, Tensor wide) {
    List<Integer> sizes = a.shape().sizes();
    int last = a.shape().last();
    return switch (random.nextInt(13)) {
      case 0, 1 -> apply(Unary.values()[random.nextInt(Unary.values().length)], a);
      case 2, 3 -> together(a, b, Binary.values()[random.nextInt(Binary.values().length)]);
      case 4 -> last == W.shape().last() && !sizes.isEmpty()
          ? graph.plus(graph.matrixProduct(a, W, random.nextBoolean()),
              graph.weight("b", W.shape().sizes().subList(0, 1),
                  new WeightStart.Constant(0)))
          : a;
      case 5 -> last == W.shape().last() && !sizes.isEmpty() ? graph.matrixProduct(a, wide, false) : a;
      case 6 -> last > 1 ? graph.part(a, 1, last) : a;
      case 7 -> sizes.equals(b.shape().sizes()) && !sizes.isEmpty() ? graph.concatenate(List.of(a, b)) : a;
      case 8 -> sizes.isEmpty() ? a : random.nextBoolean() ? graph.softmax(a) : graph.logSumExp(a);
      case 9 -> graph.sumTo(a, sizes.isEmpty() ? a.shape() : new TensorShape(a.shape().rows(), List.of(1)));
      case 10 -> graph.reshape(a, List.of(a.shape().size()));
      case 11 -> a.shape().equals(b.shape()) && sizes.size() == 1
          ? graph.times(graph.outerProduct(a, b), 1.0 / rows)
          : a;
      default -> graph.times(apply(Unary.TANH, graph.sumOfEach(a)), 0.5);
    };
  }

  private Tensor source(Tensor tensor) {
    give(tensor);
    pool.add(tensor);
    return tensor;
  }

  private void give(Tensor tensor) {
    double[] values =
        random.doubles((long) tensor.shape().size() * (tensor.shape().rows() ? rows : 1), -1, 1).toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) values[i] / Math.sqrt(tensor instanceof Tensor.Weight ? tensor.shape().last() : 1);
      values[i] = (float) values[i];
    }
    given.put(name(tensor), values);
    sources.add(tensor);
  }

  static String name(Tensor source) {
    return switch (source) {
      case Tensor.Input input -> input.name();
      case Tensor.Weight weight -> weight.name();
      case Tensor.Constant c -> throw new IllegalArgumentException(c.toString());
      case Tensor.Result r -> throw new IllegalArgumentException(r.toString());
    };
  }

  private Tensor pick() {
    return pool.get(random.nextInt(pool.size()));
  }

  /** Numbers stay where the function is defined and moderate. */
  private Tensor apply(Unary op, Tensor a) {
    Tensor bounded = graph.apply(Unary.TANH, a);
    return graph.apply(op, switch (op) {
      case EXP -> bounded;
      case LOG, SQRT, RECIPROCAL -> graph.plus(graph.square(bounded), graph.constant(0.5));
      case NEGATE, TANH, SIGMOID, SOFTPLUS, RELU, ELU, SQUARE, SIN, COS, ABS, POSITIVE, HELD -> a;
    });
  }

  /** Denominators stay away from zero. */
  private Tensor together(Tensor a, Tensor b, Binary op) {
    if (TensorShape.together(a.shape(), b.shape()).isEmpty()) {
      return a;
    }
    return switch (op) {
      case DIVIDE -> graph.apply(op, a, graph.plus(graph.square(b), graph.constant(0.5)));
      case ADD, SUBTRACT, MULTIPLY, MINIMUM, MAXIMUM -> graph.apply(op, a, b);
    };
  }

  /** One number that depends on everything that was made. */
  private Tensor number() {
    Tensor sum = graph.constant(0);
    for (int i = 0; i < pool.size(); i++) {
      Tensor bounded = graph.apply(Unary.TANH, graph.times(pool.get(i), 0.1 + 0.01 * i));
      sum = graph.plus(sum, graph.times(graph.sum(bounded), 1.0 / pool.get(i).shape().size() / rows));
    }
    return sum;
  }

  Weights weights() {
    Weights weights = new Weights(graph);
    for (Tensor.Weight weight : weights.layout()) {
      double[] values = given.get(weight.name());
      for (int i = 0; i < values.length; i++) {
        weights.values()[weights.offset(weight.name()) + i] = (float) values[i];
      }
    }
    return weights;
  }

  /** Writes the inputs. */
  void fill(Executable executable) {
    for (Tensor source : sources) {
      if (source instanceof Tensor.Input input) {
        float[] to = executable.input(input.name());
        double[] values = given.get(input.name());
        for (int i = 0; i < values.length; i++) {
          to[i] = (float) values[i];
        }
      }
    }
  }
}
