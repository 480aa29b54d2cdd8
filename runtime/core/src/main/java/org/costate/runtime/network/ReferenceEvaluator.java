/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Concatenation;
import org.costate.runtime.network.TensorOp.OuterProduct;
import org.costate.runtime.network.TensorOp.Softmax;
import org.costate.runtime.network.TensorOp.Unary;

/** Computes tensors in doubles, one element after the other: the oracle for every back end and every derivative. */
public final class ReferenceEvaluator {
  private final TensorGraph graph;
  private final int rows;
  private final Map<Integer, double[]> values = new HashMap<>();

  private ReferenceEvaluator(TensorGraph graph, int rows) {
    this.graph = graph;
    this.rows = rows;
  }

  /**
   * @param given of inputs and weights by name, row after row
   * @return the numbers of each result, row after row
   * @throws IllegalArgumentException for an input or a weight without a value, and for another size
   */
  public static List<double[]> evaluate(
      TensorGraph graph, List<Tensor> results, int rows, Map<String, double[]> given) {
    ReferenceEvaluator evaluator = new ReferenceEvaluator(graph, rows);
    for (Tensor tensor : graph.needed(results)) {
      evaluator.values.put(tensor.id(), switch (tensor) {
        case Tensor.Input input -> evaluator.given(input, input.name(), given);
        case Tensor.Weight weight -> evaluator.given(weight, weight.name(), given);
        case Tensor.Constant constant -> constant.values().stream().mapToDouble(v -> v).toArray();
        case Tensor.Result result -> evaluator.result(result);
      });
    }
    return results.stream().map(result -> evaluator.values.get(result.id())).toList();
  }

  private double[] given(Tensor tensor, String name, Map<String, double[]> given) {
    double[] value = given.get(name);
    if (value == null || value.length != size(tensor.shape())) {
      throw new IllegalArgumentException(
          name + " has " + (value == null ? "no value" : value.length + " numbers") + "; expected "
              + size(tensor.shape()));
    }
    return value;
  }

  private int size(TensorShape shape) {
    return shape.size() * (shape.rows() ? rows : 1);
  }

  private double[] result(Tensor.Result y) {
    double[] out = new double[size(y.shape())];
    double[] x = value(y, 0);
    int n = shape(y, 0).last();
    int m = y.shape().last();
    switch (y.op()) {
      case Unary op -> each(out, i -> unary(op, x[i]));
      case Binary op -> {
        double[] b = value(y, 1);
        each(out, i -> binary(op, x[at(i, y.shape(), shape(y, 0))], b[at(i, y.shape(), shape(y, 1))]));
      }
      case TensorOp.MatrixProduct op -> {
        double[] W = value(y, 1);
        for (int i = 0; i < out.length; i++) {
          for (int k = 0; k < n; k++) {
            out[i] += x[i / m * n + k] * W[op.transposeRight() ? i % m * n + k : k * m + i % m];
          }
        }
      }
      case OuterProduct op -> {
        double[] b = value(y, 1);
        for (int i = 0; i < out.length; i++) {
          for (int k = 0; k < x.length / n; k++) {
            out[i] += x[k * n + i / m] * b[k * m + i % m];
          }
        }
      }
      case TensorOp.SumTo op -> {
        for (int i = 0; i < x.length; i++) {
          out[at(i, shape(y, 0), y.shape())] += x[i];
        }
      }
      case TensorOp.Repeat op -> each(out, i -> x[at(i, y.shape(), shape(y, 0))]);
      case Concatenation op -> concatenate(y, out);
      case TensorOp.Part op -> each(out, i -> x[i / m * n + op.from() + i % m]);
      case TensorOp.Padded op -> {
        for (int i = 0; i < x.length; i++) {
          out[i / n * m + op.from() + i % n] = x[i];
        }
      }
      case TensorOp.Reshaped op -> System.arraycopy(x, 0, out, 0, out.length);
      case Softmax op -> softmax(op, x, n, out);
      case TensorOp.Convolution op -> convolutions(shape(y, 0), y.shape(), shape(y, 1), op.stride(),
          (image, result, filter) -> out[result] += x[image] * value(y, 1)[filter]);
      case TensorOp.ConvolutionImage op -> convolutions(y.shape(), shape(y, 0), shape(y, 1), op.stride(),
          (image, result, filter) -> out[image] += x[result] * value(y, 1)[filter]);
      case TensorOp.ConvolutionFilters op -> convolutions(shape(y, 0), shape(y, 1), y.shape(), op.stride(),
          (image, result, filter) -> out[filter] += x[image] * value(y, 1)[result]);
    }
    return out;
  }

  private double[] value(Tensor.Result y, int operand) {
    return values.get(y.operands().get(operand));
  }

  private TensorShape shape(Tensor.Result y, int operand) {
    return graph.tensor(y.operands().get(operand)).shape();
  }

  private static void each(double[] out, ToDoubleFunction<Integer> element) {
    for (int i = 0; i < out.length; i++) {
      out[i] = element.applyAsDouble(i);
    }
  }

  /** Where element {@code i} of {@code larger} lies in a tensor that is repeated to it. */
  private static int at(int i, TensorShape larger, TensorShape repeated) {
    int rank = larger.sizes().size();
    int index = 0;
    int stride = 1;
    int rest = i;
    for (int d = rank - 1; d >= 0; d--) {
      int size = larger.sizes().get(d);
      int own = repeated.sizeFrom(rank, d);
      index += own == 1 ? 0 : rest % size * stride;
      stride *= own;
      rest /= size;
    }
    return repeated.rows() ? index + rest * stride : index;
  }

  private static double unary(Unary op, double x) {
    return switch (op) {
      case NEGATE -> -x;
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case RELU -> Math.max(x, 0);
      case ELU -> x > 0 ? x : Math.expm1(x);
      case SQUARE -> x * x;
      case SQRT -> Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case ABS -> Math.abs(x);
      case POSITIVE -> x > 0 ? 1 : 0;
      case HELD -> x;
    };
  }

  private static double binary(Binary op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MINIMUM -> a - b > 0 ? b : a;
      case MAXIMUM -> b - a > 0 ? b : a;
    };
  }

  private void concatenate(Tensor.Result y, double[] out) {
    int total = y.shape().last();
    int from = 0;
    for (int k = 0; k < y.operands().size(); k++) {
      double[] part = value(y, k);
      int n = shape(y, k).last();
      for (int i = 0; i < part.length; i++) {
        out[i / n * total + from + i % n] = part[i];
      }
      from += n;
    }
  }

  private static void softmax(Softmax op, double[] x, int n, double[] out) {
    for (int r = 0; r < x.length / n; r++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        max = Math.max(max, x[r * n + i]);
      }
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.exp(x[r * n + i] - max);
      }
      switch (op) {
        case SOFTMAX -> {
          for (int i = 0; i < n; i++) {
            out[r * n + i] = Math.exp(x[r * n + i] - max) / sum;
          }
        }
        case LOG_SUM_EXP -> out[r] = max + Math.log(sum);
      }
    }
  }

  private interface Product {
    void add(int image, int result, int filter);
  }

  /** Every product of a pixel of an image and an element of a filter, with the element of the result that it belongs to. */
  private void convolutions(
      TensorShape image, TensorShape result, TensorShape filters, int stride, Product product) {
    int channels = image.sizes().get(0);
    int h = image.sizes().get(1);
    int w = image.sizes().get(2);
    int count = result.sizes().get(0);
    int rh = result.sizes().get(1);
    int rw = result.sizes().get(2);
    int size = filters.sizes().get(2);
    int samples = image.rows() ? rows : 1;
    for (int r = 0; r < samples * count * rh * rw; r++) {
      int j = r % rw;
      int i = r / rw % rh;
      int f = r / (rw * rh) % count;
      int sample = r / (rw * rh * count);
      for (int e = 0; e < channels * size * size; e++) {
        int b = e % size;
        int a = e / size % size;
        int c = e / (size * size);
        product.add(
            ((sample * channels + c) * h + i * stride + a) * w + j * stride + b, r, f * channels * size * size + e);
      }
    }
  }
}
