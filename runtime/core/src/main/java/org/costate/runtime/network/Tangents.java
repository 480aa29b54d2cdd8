/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Concatenation;
import org.costate.runtime.network.TensorOp.OuterProduct;
import org.costate.runtime.network.TensorOp.Softmax;
import org.costate.runtime.network.TensorOp.Unary;

/**
 * Forward mode, graph to graph: how results change when some tensors change in given directions. With {@link Reverse} it makes products with the
 * Fisher matrix without the matrix. Source: Griewank and Walther 2008, chapter 3; Pearlmutter 1994.
 */
public final class Tangents {
  private final TensorGraph graph;
  private final Map<Integer, Tensor> tangents = new HashMap<>();

  private Tangents(TensorGraph graph) {
    this.graph = graph;
  }

  /**
   * The derivatives of the results along {@code directions} of {@code in}, in the same graph.
   *
   * @param directions of the shapes of {@code in}
   * @return of the shapes of the results
   */
  public static List<Tensor> along(TensorGraph graph, List<Tensor> results, List<Tensor> in, List<Tensor> directions) {
    Tangents sweep = new Tangents(graph);
    for (int i = 0; i < in.size(); i++) {
      if (!directions.get(i).shape().equals(in.get(i).shape())) {
        throw new IllegalArgumentException("a direction " + directions.get(i).shape() + " of " + in.get(i).shape());
      }
      sweep.tangents.put(in.get(i).id(), directions.get(i));
    }
    for (Tensor tensor : graph.needed(results)) {
      if (tensor instanceof Tensor.Result result && !sweep.tangents.containsKey(result.id())
          && result.operands().stream().anyMatch(sweep.tangents::containsKey)) {
        sweep.tangents.put(result.id(), graph.repeat(sweep.tangent(result), result.shape()));
      }
    }
    return results.stream().map(sweep::orZero).toList();
  }

  private Tensor orZero(Tensor tensor) {
    Tensor tangent = tangents.get(tensor.id());
    return tangent != null ? tangent : graph.repeat(graph.constant(0), tensor.shape());
  }

  private Tensor tangent(Tensor.Result y) {
    List<Tensor> operands = y.operands().stream().map(graph::tensor).toList();
    List<Tensor> d = new ArrayList<>();
    operands.forEach(operand -> d.add(orZero(operand)));
    Tensor x = operands.getFirst();
    Tensor dx = d.getFirst();
    return switch (y.op()) {
      case Unary op -> graph.times(dx, Reverse.slope(graph, op, x, y));
      case Binary op -> binary(op, y, operands, d);
      case TensorOp.MatrixProduct op -> sum(operands,
          () -> graph.matrixProduct(dx, operands.get(1), op.transposeRight()),
          () -> graph.matrixProduct(x, d.get(1), op.transposeRight()));
      case OuterProduct op -> sum(operands,
          () -> graph.outerProduct(dx, operands.get(1)),
          () -> graph.outerProduct(x, d.get(1)));
      case TensorOp.SumTo op -> graph.sumTo(dx, op.shape());
      case TensorOp.Repeat op -> graph.repeat(dx, op.shape());
      case Concatenation op -> graph.concatenate(d);
      case TensorOp.Part op -> graph.part(dx, op.from(), op.to());
      case TensorOp.Padded op -> graph.padded(dx, op.from(), op.size());
      case TensorOp.Reshaped op -> graph.reshape(dx, op.sizes());
      case Softmax op -> softmax(op, x, y, dx);
      case TensorOp.Convolution op -> sum(operands,
          () -> graph.convolve(dx, operands.get(1), op.stride()),
          () -> graph.convolve(x, d.get(1), op.stride()));
      case TensorOp.ConvolutionImage op -> sum(operands,
          () -> graph.convolutionImage(dx, operands.get(1), op.stride(), y.shape()),
          () -> graph.convolutionImage(x, d.get(1), op.stride(), y.shape()));
      case TensorOp.ConvolutionFilters op -> sum(operands,
          () -> graph.convolutionFilters(dx, operands.get(1), op.stride(), y.shape()),
          () -> graph.convolutionFilters(x, d.get(1), op.stride(), y.shape()));
    };
  }

  private interface Term {
    Tensor make();
  }

  /** Of a product of two: the terms whose factor changes. */
  private Tensor sum(List<Tensor> operands, Term first, Term second) {
    boolean left = tangents.containsKey(operands.get(0).id());
    boolean right = tangents.containsKey(operands.get(1).id());
    if (left && right) {
      return graph.plus(first.make(), second.make());
    }
    return left ? first.make() : second.make();
  }

  private Tensor binary(Binary op, Tensor y, List<Tensor> operands, List<Tensor> d) {
    Tensor a = operands.get(0);
    Tensor b = operands.get(1);
    Tensor da = d.get(0);
    Tensor db = d.get(1);
    return switch (op) {
      case ADD -> graph.plus(da, db);
      case SUBTRACT -> graph.minus(da, db);
      case MULTIPLY -> sum(operands, () -> graph.times(da, b), () -> graph.times(a, db));
      case DIVIDE -> graph.divided(graph.minus(da, graph.times(y, db)), b);
      case MINIMUM -> chosen(graph.minus(a, b), da, db);
      case MAXIMUM -> chosen(graph.minus(b, a), da, db);
    };
  }

  private Tensor chosen(Tensor difference, Tensor da, Tensor db) {
    return graph.plus(
        graph.times(da, Reverse.chosen(graph, difference, 0)), graph.times(db, Reverse.chosen(graph, difference, 1)));
  }

  private Tensor softmax(Softmax op, Tensor x, Tensor y, Tensor dx) {
    return switch (op) {
      case SOFTMAX -> {
        Tensor weighted = graph.times(y, dx);
        yield graph.minus(weighted, graph.times(y, graph.sumTo(weighted, x.shape().withLast(1))));
      }
      case LOG_SUM_EXP -> graph.sumTo(graph.times(graph.softmax(x), dx), y.shape());
    };
  }
}
