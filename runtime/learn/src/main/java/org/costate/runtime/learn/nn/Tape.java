/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.network.TensorOp;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Concatenation;
import org.costate.runtime.network.TensorOp.OuterProduct;
import org.costate.runtime.network.TensorOp.Softmax;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;

/** One step for each tensor that has to be computed, in the order of the graph. */
final class Tape implements Executable {
  /** Computes one tensor. */
  interface Step {
    void run(int rows);
  }

  private final TensorGraph graph;
  private final Kernels kernels;
  private final Memory memory;
  private final int maxRows;
  private final Map<String, float[]> inputs = new HashMap<>();
  private final Step[] steps;
  private final float[][] results;

  Tape(TensorGraph graph, List<Tensor> results, int maxRows, Weights weights, Kernels kernels) {
    if (maxRows < 1) {
      throw new IllegalArgumentException(maxRows + " rows");
    }
    this.graph = graph;
    this.kernels = kernels;
    this.maxRows = maxRows;
    List<Tensor> needed = graph.needed(results);
    memory = new Memory(graph, needed, results, maxRows, weights);
    List<Step> all = new ArrayList<>();
    for (Tensor tensor : needed) {
      if (tensor instanceof Tensor.Input input) {
        inputs.put(input.name(), memory.of(input.id()).data);
      } else if (tensor instanceof Tensor.Result result && !(result.op() instanceof TensorOp.Reshaped)) {
        all.add(step(result));
      }
    }
    // what is given or learned may be a result too, and a weight is not at the beginning of its memory
    this.results = new float[results.size()][];
    for (int i = 0; i < results.size(); i++) {
      Memory.Place place = memory.of(results.get(i).id());
      if (place.at == 0 && !(results.get(i) instanceof Tensor.Weight)) {
        this.results[i] = place.data;
      } else {
        float[] copy = new float[memory.size(results.get(i))];
        this.results[i] = copy;
        all.add(rows -> System.arraycopy(place.data, place.at, copy, 0, copy.length));
      }
    }
    steps = all.toArray(Step[]::new);
  }

  @Override
  public float[] input(String name) {
    float[] input = inputs.get(name);
    if (input == null) {
      throw new IllegalArgumentException("no result depends on an input " + name + "; inputs: " + inputs.keySet());
    }
    return input;
  }

  @Override
  public void run(int rows) {
    if (rows < 0 || rows > maxRows) {
      throw new IllegalArgumentException(rows + " rows; at most " + maxRows);
    }
    for (Step step : steps) {
      step.run(rows);
    }
  }

  @Override
  public float[] result(int i) {
    return results[i];
  }

  private TensorShape shape(Tensor.Result y, int operand) {
    return graph.tensor(y.operands().get(operand)).shape();
  }

  private Step step(Tensor.Result y) {
    Memory.Place x = memory.of(y, 0);
    float[] out = memory.of(y.id()).data;
    TensorShape from = shape(y, 0);
    Extent given = Extent.of(from);
    Extent made = Extent.of(y.shape());
    int n = given.last();
    int m = made.last();
    return switch (y.op()) {
      case Unary op -> rows -> kernels.unary(op, x.data, x.at, out, 0, given.count(rows));
      case Binary op -> new Together(kernels, op, y.shape(), from, x, shape(y, 1), memory.of(y, 1), out);
      case TensorOp.MatrixProduct op -> product(op, given, x, memory.of(y, 1), out, n, m);
      case OuterProduct op -> {
        Memory.Place b = memory.of(y, 1);
        yield rows -> {
          zero(out, n * m);
          kernels.outer(x.data, x.at, b.data, b.at, out, 0, given.vectors(rows), n, m);
        };
      }
      case TensorOp.SumTo op -> new Sums(kernels, from, x, op.shape(), out);
      case TensorOp.Repeat op -> new Together(kernels, Binary.ADD, y.shape(), from, x, TensorShape.fixed(),
          new Memory.Place(new float[1], 0), out);
      case Concatenation op -> concatenation(y, out);
      case TensorOp.Part op -> rows -> {
        for (int i = 0; i < given.vectors(rows); i++) {
          System.arraycopy(x.data, x.at + i * n + op.from(), out, i * m, m);
        }
      };
      case TensorOp.Padded op -> rows -> {
        zero(out, made.count(rows));
        for (int i = 0; i < given.vectors(rows); i++) {
          System.arraycopy(x.data, x.at + i * n, out, i * m + op.from(), n);
        }
      };
      case TensorOp.Reshaped op -> throw new IllegalArgumentException("the same numbers need no step");
      case Softmax op -> rows -> SoftmaxKernel.run(op, x.data, x.at, out, given.vectors(rows), n);
      case TensorOp.Convolution op -> Convolutions.forward(
          kernels, Convolutions.Sizes.of(from, y.shape(), shape(y, 1), op.stride()), x, memory.of(y, 1), out);
      case TensorOp.ConvolutionImage op -> Convolutions.image(
          kernels, Convolutions.Sizes.of(y.shape(), from, shape(y, 1), op.stride()), x, memory.of(y, 1), out);
      case TensorOp.ConvolutionFilters op -> Convolutions.filters(
          kernels, Convolutions.Sizes.of(from, shape(y, 1), y.shape(), op.stride()), x, memory.of(y, 1), out);
    };
  }

  private Step product(
      TensorOp.MatrixProduct op, Extent given, Memory.Place x, Memory.Place W, float[] out, int n, int m) {
    if (!op.transposeRight()) {
      return rows -> {
        int all = given.vectors(rows);
        zero(out, all * m);
        kernels.product(x.data, x.at, W.data, W.at, out, 0, all, n, m);
      };
    }
    float[] transposed = new float[n * m];
    return rows -> {
      for (int i = 0; i < m; i++) {
        for (int k = 0; k < n; k++) {
          transposed[k * m + i] = W.data[W.at + i * n + k];
        }
      }
      int all = given.vectors(rows);
      zero(out, all * m);
      kernels.product(x.data, x.at, transposed, 0, out, 0, all, n, m);
    };
  }

  private Step concatenation(Tensor.Result y, float[] out) {
    Extent made = Extent.of(y.shape());
    int m = made.last();
    Memory.Place[] parts = new Memory.Place[y.operands().size()];
    int[] sizes = new int[parts.length];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = memory.of(y, p);
      sizes[p] = shape(y, p).last();
    }
    return rows -> {
      int vectors = made.vectors(rows);
      int to = 0;
      for (int p = 0; p < parts.length; p++) {
        for (int i = 0; i < vectors; i++) {
          System.arraycopy(parts[p].data, parts[p].at + i * sizes[p], out, i * m + to, sizes[p]);
        }
        to += sizes[p];
      }
    };
  }

  static void zero(float[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = 0;
    }
  }
}
