/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorOp;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Concatenation;
import org.costate.runtime.network.TensorOp.OuterProduct;
import org.costate.runtime.network.TensorOp.Softmax;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Each operation of tensors as operations of ND4J. Arrays have the samples as their first index, where there are some. */
final class Nd4jOps {
  private final INDArray[] values;
  private final List<TensorShape> shapes;

  /**
   * @param values of the tensors that are computed already, by id
   * @param shapes of all tensors, by id
   */
  Nd4jOps(INDArray[] values, List<TensorShape> shapes) {
    this.values = values;
    this.shapes = List.copyOf(shapes);
  }

  /** The sizes of a tensor's array. */
  static long[] sizes(TensorShape shape, int rows) {
    return LongStream.concat(shape.rows() ? LongStream.of(rows) : LongStream.empty(),
        shape.sizes().stream().mapToLong(size -> size)).toArray();
  }

  /** The value of a tensor whose operands have theirs. */
  INDArray compute(Tensor.Result y, int rows) {
    INDArray x = value(y, 0);
    long[] sizes = sizes(y.shape(), rows);
    return switch (y.op()) {
      case Unary op -> unary(op, x);
      case Binary op -> binary(op, aligned(y, 0, rows), aligned(y, 1, rows)).reshape('c', sizes);
      case TensorOp.MatrixProduct op -> {
        INDArray W = value(y, 1);
        yield byLast(y, 0).mmul(op.transposeRight() ? W.transpose() : W).reshape('c', sizes);
      }
      case OuterProduct op -> byLast(y, 0).transpose().mmul(byLast(y, 1)).reshape('c', sizes);
      case TensorOp.SumTo op -> sum(y, rows).reshape('c', sizes);
      case TensorOp.Repeat op -> Nd4j.zeros(DataType.FLOAT, wide(y.shape(), y.shape().sizes().size(), rows))
          .add(aligned(y, 0, rows))
          .reshape('c', sizes);
      case Concatenation op -> concatenated(y).reshape('c', sizes);
      case TensorOp.Part op -> byLast(y, 0)
          .get(NDArrayIndex.all(), NDArrayIndex.interval(op.from(), op.to()))
          .dup('c')
          .reshape('c', sizes);
      case TensorOp.Padded op -> {
        INDArray part = byLast(y, 0);
        INDArray all = Nd4j.zeros(DataType.FLOAT, part.size(0), op.size());
        all.get(NDArrayIndex.all(), NDArrayIndex.interval(op.from(), op.from() + part.size(1))).assign(part);
        yield all.reshape('c', sizes);
      }
      case TensorOp.Reshaped op -> x.reshape('c', sizes);
      case Softmax op -> softmax(op, byLast(y, 0)).reshape('c', sizes);
      case TensorOp.Convolution op -> convolution("conv2d", op.stride(), value(y, 1), images(y, 0), value(y, 1))[0]
          .reshape('c', sizes);
      case TensorOp.ConvolutionImage op -> {
        INDArray change = images(y, 0);
        int channels = y.shape().sizes().get(0);
        INDArray shape = Nd4j.createFromArray((int) change.size(0), channels, op.height(), op.width());
        yield convolution("conv2d_input_bp", op.stride(), value(y, 1), shape, value(y, 1), change)[0]
            .reshape('c', sizes);
      }
      case TensorOp.ConvolutionFilters op -> {
        INDArray filters = Nd4j.zeros(DataType.FLOAT, sizes);
        yield convolution("conv2d_bp", op.stride(), filters, images(y, 0), filters, images(y, 1))[1];
      }
    };
  }

  private INDArray value(Tensor.Result y, int operand) {
    return values[y.operands().get(operand)];
  }

  private TensorShape shape(Tensor.Result y, int operand) {
    return shapes.get(y.operands().get(operand));
  }

  private static INDArray one(String name, INDArray... operands) {
    return Nd4j.exec(DynamicCustomOp.builder(name).addInputs(operands).build())[0];
  }

  /** ND4J's functions work in place, so they get copies. */
  private static INDArray unary(Unary op, INDArray x) {
    return switch (op) {
      case NEGATE -> x.neg();
      case EXP -> Nd4j.math().exp(x.dup());
      case LOG -> Nd4j.math().log(x.dup());
      case TANH -> Nd4j.math().tanh(x.dup());
      case SIGMOID -> one("sigmoid", x);
      // log(1 + exp(x)) without overflow
      case SOFTPLUS -> Nd4j.math().log1p(Nd4j.math().exp(Nd4j.math().abs(x.dup()).neg())).add(positivePart(x));
      case RELU -> positivePart(x);
      case ELU -> positivePart(x).add(Nd4j.math().expm1(positivePart(x.neg()).neg()));
      case SQUARE -> x.mul(x);
      case SQRT -> Nd4j.math().sqrt(x.dup());
      case RECIPROCAL -> x.rdiv(1);
      case SIN -> Nd4j.math().sin(x.dup());
      case COS -> Nd4j.math().cos(x.dup());
      case ABS -> Nd4j.math().abs(x.dup());
      case POSITIVE -> x.gt(0).castTo(DataType.FLOAT);
      case HELD -> x;
    };
  }

  private static INDArray positivePart(INDArray x) {
    return binary(Binary.MAXIMUM, x, Nd4j.scalar(0f));
  }

  private static INDArray binary(Binary op, INDArray a, INDArray b) {
    return one(switch (op) {
      case ADD -> "add";
      case SUBTRACT -> "subtract";
      case MULTIPLY -> "multiply";
      case DIVIDE -> "divide";
      case MINIMUM -> "minimum";
      case MAXIMUM -> "maximum";
    }, a, b);
  }

  /** Sizes with one for the samples, 1 where there are none, and with leading ones up to a rank without it. */
  private static long[] wide(TensorShape shape, int rank, int rows) {
    long[] sizes = new long[rank + 1];
    sizes[0] = shape.rows() ? rows : 1;
    for (int i = 0; i < rank; i++) {
      sizes[i + 1] = shape.sizeFrom(rank, i);
    }
    return sizes;
  }

  /** An operand with as many indices as the result. */
  private INDArray aligned(Tensor.Result y, int operand, int rows) {
    return value(y, operand).reshape('c', wide(shape(y, operand), y.shape().sizes().size(), rows));
  }

  /** An operand as a matrix whose rows go along the last index. */
  private INDArray byLast(Tensor.Result y, int operand) {
    INDArray x = value(y, operand);
    int last = shape(y, operand).last();
    return x.reshape('c', x.length() / last, last);
  }

  private INDArray sum(Tensor.Result y, int rows) {
    TensorShape from = shape(y, 0);
    int rank = from.sizes().size();
    List<Integer> along = new ArrayList<>();
    if (from.rows() && !y.shape().rows()) {
      along.add(0);
    }
    for (int i = 0; i < rank; i++) {
      if (y.shape().sizeFrom(rank, i) == 1 && from.sizes().get(i) > 1) {
        along.add(i + 1);
      }
    }
    INDArray x = value(y, 0).reshape('c', wide(from, rank, rows));
    return along.isEmpty() ? x : x.sum(true, along.stream().mapToInt(i -> i).toArray());
  }

  private INDArray concatenated(Tensor.Result y) {
    INDArray[] parts = new INDArray[y.operands().size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = byLast(y, i);
    }
    return Nd4j.concat(1, parts);
  }

  private static INDArray softmax(Softmax op, INDArray x) {
    INDArray largest = x.max(true, 1);
    INDArray parts = Nd4j.math().exp(one("subtract", x, largest));
    INDArray sum = parts.sum(true, 1);
    return switch (op) {
      case SOFTMAX -> one("divide", parts, sum);
      case LOG_SUM_EXP -> Nd4j.math().log(sum).add(largest);
    };
  }

  /** Images with an index of samples, of size 1 where there is one image for all. */
  private INDArray images(Tensor.Result y, int operand) {
    INDArray x = value(y, operand);
    List<Integer> sizes = shape(y, operand).sizes();
    return x.reshape('c', x.length() / shape(y, operand).size(), sizes.get(0), sizes.get(1), sizes.get(2));
  }

  /** @param filters [f x c x k x k], for their size */
  private static INDArray[] convolution(String name, int stride, INDArray filters, INDArray... operands) {
    int k = (int) filters.size(2);
    int noBorder = 0;
    int dilation = 1;
    int channelsFirst = 0;
    int filtersFirst = 1;
    return Nd4j.exec(DynamicCustomOp.builder(name)
        .addInputs(operands)
        .addIntegerArguments(
            k, k, stride, stride, 0, 0, dilation, dilation, noBorder, channelsFirst, filtersFirst)
        .build());
  }
}
