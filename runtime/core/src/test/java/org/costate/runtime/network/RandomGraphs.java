/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Unary;

/** Graphs in which every operation occurs, with values for their inputs and weights. */
public final class RandomGraphs {
  /** Those that have a derivative everywhere on the numbers that occur here. */
  private static final List<Unary> SMOOTH = List.of(
      Unary.NEGATE, Unary.TANH, Unary.SIGMOID, Unary.SOFTPLUS, Unary.ELU, Unary.SQUARE, Unary.SIN, Unary.COS,
      Unary.RELU, Unary.ABS);

  private final TensorGraph graph = new TensorGraph();
  private final Map<String, double[]> given = new HashMap<>();
  private final List<Tensor> sources = new ArrayList<>();
  private final int rows;
  private final Random random;
  private final List<Tensor> pool = new ArrayList<>();

  public RandomGraphs(long seed) {
    random = new Random(seed);
    rows = 1 + random.nextInt(3);
    source(graph.input("x", TensorShape.rows(3)));
    source(graph.input("y", TensorShape.rows(1)));
    source(graph.input("image", TensorShape.rows(2, 5, 4)));
    source(graph.input("global", TensorShape.fixed(3)));
    WeightStart start = new WeightStart.Constant(0);
    Tensor W = source(graph.weight("W", List.of(3, 3), start));
    Tensor filters = source(graph.weight("filters", List.of(3, 2, 2, 2), start));
    pool.remove(W);
    pool.remove(filters);
    pool.add(graph.convolve(graph.tensor(2), filters, 1 + random.nextInt(2)));
    for (int i = 0; i < 25; i++) {
      Tensor a = pick();
      Tensor b = pick();
      Tensor made = switch (random.nextInt(11)) {
        case 0, 1 -> graph.apply(SMOOTH.get(random.nextInt(SMOOTH.size())), a);
        case 2 -> together(a, b, Binary.values()[random.nextInt(Binary.values().length)]);
        case 3 -> a.shape().last() == 3 ? graph.matrixProduct(a, W, random.nextBoolean()) : a;
        case 4 -> a.shape().last() > 1 ? graph.part(a, 1, a.shape().last()) : a;
        case 5 -> a.shape().sizes().equals(b.shape().sizes()) && !a.shape().sizes().isEmpty()
            ? graph.concatenate(List.of(a, b))
            : a;
        case 6 -> a.shape().sizes().isEmpty() ? a : random.nextBoolean() ? graph.softmax(a) : graph.logSumExp(a);
        case 7 -> graph.sumTo(a, a.shape().sizes().isEmpty() ? a.shape() : a.shape().withLast(1));
        case 8 -> graph.reshape(a, List.of(a.shape().size()));
        case 9 -> a.shape().equals(b.shape()) && a.shape().sizes().size() == 1 ? graph.outerProduct(a, b) : a;
        default -> graph.times(graph.apply(Unary.TANH, graph.sumOfEach(a)), 0.5);
      };
      if (made.shape().size() < 200) {
        pool.add(made);
      }
    }
  }

  public TensorGraph graph() {
    return graph;
  }

  /** Inputs and weights. */
  public List<Tensor> sources() {
    return sources;
  }

  /** Their values by name. */
  public Map<String, double[]> given() {
    return given;
  }

  public int rows() {
    return rows;
  }

  /** Everything, inputs included. */
  public List<Tensor> made() {
    return pool;
  }

  private Tensor source(Tensor tensor) {
    String name = switch (tensor) {
      case Tensor.Input input -> input.name();
      case Tensor.Weight weight -> weight.name();
      case Tensor.Constant c -> throw new IllegalArgumentException();
      case Tensor.Result r -> throw new IllegalArgumentException();
    };
    given.put(name, random.doubles((long) tensor.shape().size() * (tensor.shape().rows() ? rows : 1), -1, 1).toArray());
    sources.add(tensor);
    pool.add(tensor);
    return tensor;
  }

  private Tensor pick() {
    return pool.get(random.nextInt(pool.size()));
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

  /** One number that depends on everything that was made: sum_i tanh(0.1 t_i) with weights of its own for each. */
  public Tensor number() {
    Tensor sum = graph.constant(0);
    for (int i = 0; i < pool.size(); i++) {
      Tensor bounded = graph.apply(Unary.TANH, graph.times(pool.get(i), 0.1 + 0.01 * i));
      sum = graph.plus(sum, graph.sum(bounded));
    }
    return sum;
  }
}
