/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Concatenation;
import org.costate.runtime.network.TensorOp.OuterProduct;
import org.costate.runtime.network.TensorOp.Softmax;
import org.costate.runtime.network.TensorOp.Unary;

/**
 * Reverse mode, graph to graph: for results y with given weights s, the gradient of sum s y in each tensor that is asked for. One rule for each
 * operation. Source: Griewank and Walther 2008, chapter 3.
 */
public final class Reverse {
  private final TensorGraph graph;
  private final Map<Integer, Tensor> adjoints = new HashMap<>();

  private Reverse(TensorGraph graph) {
    this.graph = graph;
  }

  /** The gradient of one number in {@code in}, in the same graph. */
  public static List<Tensor> gradient(TensorGraph graph, Tensor number, List<Tensor> in) {
    if (number.shape().rows() || number.shape().size() != 1) {
      throw new IllegalArgumentException("the gradient of " + number.shape() + "; expected one number");
    }
    return gradients(graph, List.of(number),
        List.of(graph.repeat(graph.constant(1), number.shape())), in);
  }

  /**
   * The gradient of sum_i sum(seeds_i results_i) in each of {@code in}, in the same graph.
   *
   * @param seeds of the shapes of the results
   * @return of the shapes of {@code in}
   */
  public static List<Tensor> gradients(
      TensorGraph graph, List<Tensor> results, List<Tensor> seeds, List<Tensor> in) {
    return new Reverse(graph).sweep(results, seeds, in);
  }

  private List<Tensor> sweep(List<Tensor> results, List<Tensor> seeds, List<Tensor> in) {
    for (int i = 0; i < results.size(); i++) {
      if (!seeds.get(i).shape().equals(results.get(i).shape())) {
        throw new IllegalArgumentException("a seed " + seeds.get(i).shape() + " of " + results.get(i).shape());
      }
      add(results.get(i), seeds.get(i));
    }
    Dependence dependence = Dependence.on(graph, in);
    List<Tensor> needed = graph.needed(results);
    for (Tensor tensor : needed.reversed()) {
      Tensor adjoint = adjoints.get(tensor.id());
      if (adjoint != null && tensor instanceof Tensor.Result result && dependence.of(result)) {
        List<Tensor> operands = result.operands().stream().map(graph::tensor).toList();
        for (int i = 0; i < operands.size(); i++) {
          if (dependence.of(operands.get(i))) {
            propagate(result, adjoint, operands, i);
          }
        }
      }
    }
    return in.stream().map(this::adjoint).toList();
  }

  private Tensor adjoint(Tensor tensor) {
    Tensor adjoint = adjoints.get(tensor.id());
    return adjoint != null ? adjoint : graph.repeat(graph.constant(0), tensor.shape());
  }

  private void add(Tensor tensor, Tensor change) {
    adjoints.merge(tensor.id(), change, graph::plus);
  }

  private void propagate(Tensor.Result y, Tensor g, List<Tensor> operands, int i) {
    Tensor x = operands.get(i);
    switch (y.op()) {
      case Unary op -> {
        if (op != Unary.HELD && op != Unary.POSITIVE) {
          add(x, graph.times(g, slope(graph, op, x, y)));
        }
      }
      case Binary op -> add(x, graph.sumTo(share(op, g, operands, i), x.shape()));
      case TensorOp.MatrixProduct op -> add(x, matrixProduct(op, g, operands, i));
      case OuterProduct op -> add(x, i == 0
          ? graph.matrixProduct(operands.get(1), g, true)
          : graph.matrixProduct(operands.get(0), g, false));
      case TensorOp.SumTo op -> add(x, graph.repeat(g, x.shape()));
      case TensorOp.Repeat op -> add(x, graph.sumTo(g, x.shape()));
      case Concatenation op -> {
        int from = operands.subList(0, i).stream().mapToInt(part -> part.shape().last()).sum();
        add(x, graph.part(g, from, from + x.shape().last()));
      }
      case TensorOp.Part op -> add(x, graph.padded(g, op.from(), x.shape().last()));
      case TensorOp.Padded op -> add(x, graph.part(g, op.from(), op.from() + x.shape().last()));
      case TensorOp.Reshaped op -> add(x, graph.reshape(g, x.shape().sizes()));
      case Softmax op -> add(x, softmax(op, x, y, g));
      case TensorOp.Convolution op -> add(x, i == 0
          ? graph.convolutionImage(g, operands.get(1), op.stride(), x.shape())
          : graph.convolutionFilters(operands.get(0), g, op.stride(), x.shape()));
      case TensorOp.ConvolutionImage op -> add(x, i == 0
          ? graph.convolve(g, operands.get(1), op.stride())
          : graph.convolutionFilters(g, operands.get(0), op.stride(), x.shape()));
      case TensorOp.ConvolutionFilters op -> add(x, i == 0
          ? graph.convolutionImage(operands.get(1), g, op.stride(), x.shape())
          : graph.convolve(operands.get(0), g, op.stride()));
    }
  }

  /** dy/dx of an operation element by element. */
  static Tensor slope(TensorGraph graph, Unary op, Tensor x, Tensor y) {
    Tensor one = graph.constant(1);
    return switch (op) {
      case NEGATE -> graph.constant(-1);
      case EXP -> y;
      case LOG -> graph.apply(Unary.RECIPROCAL, x);
      case TANH -> graph.minus(one, graph.square(y));
      case SIGMOID -> graph.times(y, graph.minus(one, y));
      case SOFTPLUS -> graph.apply(Unary.SIGMOID, x);
      case RELU -> graph.apply(Unary.POSITIVE, x);
      // exp(x) = y + 1 where x < 0, and y - relu(y) = 0 where it is not
      case ELU -> graph.plus(one, graph.minus(y, graph.apply(Unary.RELU, y)));
      case SQUARE -> graph.times(x, 2);
      case SQRT -> graph.divided(graph.constant(0.5), y);
      case RECIPROCAL -> graph.apply(Unary.NEGATE, graph.square(y));
      case SIN -> graph.apply(Unary.COS, x);
      case COS -> graph.apply(Unary.NEGATE, graph.apply(Unary.SIN, x));
      case ABS -> graph.minus(graph.times(graph.apply(Unary.POSITIVE, x), 2), one);
      case POSITIVE, HELD -> graph.constant(0);
    };
  }

  /** What of {@code g} comes to operand {@code i}, in the shape of the result; equal operands of MINIMUM and MAXIMUM: the first one. */
  private Tensor share(Binary op, Tensor g, List<Tensor> operands, int i) {
    Tensor a = operands.get(0);
    Tensor b = operands.get(1);
    return switch (op) {
      case ADD -> g;
      case SUBTRACT -> i == 0 ? g : graph.apply(Unary.NEGATE, g);
      case MULTIPLY -> graph.times(g, operands.get(1 - i));
      case DIVIDE -> i == 0
          ? graph.divided(g, b)
          : graph.apply(Unary.NEGATE, graph.divided(graph.times(g, graph.divided(a, b)), b));
      case MINIMUM -> graph.times(g, chosen(graph, graph.minus(a, b), i));
      case MAXIMUM -> graph.times(g, chosen(graph, graph.minus(b, a), i));
    };
  }

  /** For operand 0: 1 where the difference is not positive; for operand 1 the rest. */
  static Tensor chosen(TensorGraph graph, Tensor difference, int i) {
    Tensor second = graph.apply(Unary.POSITIVE, difference);
    return i == 1 ? second : graph.minus(graph.constant(1), second);
  }

  private Tensor matrixProduct(TensorOp.MatrixProduct op, Tensor g, List<Tensor> operands, int i) {
    if (i == 0) {
      return graph.matrixProduct(g, operands.get(1), !op.transposeRight());
    }
    Tensor a = operands.get(0);
    return op.transposeRight() ? graph.outerProduct(g, a) : graph.outerProduct(a, g);
  }

  private Tensor softmax(Softmax op, Tensor x, Tensor y, Tensor g) {
    return switch (op) {
      case SOFTMAX -> {
        Tensor weighted = graph.times(g, y);
        yield graph.minus(weighted, graph.times(y, graph.sumTo(weighted, x.shape().withLast(1))));
      }
      case LOG_SUM_EXP -> graph.times(g, graph.softmax(x));
    };
  }
}
