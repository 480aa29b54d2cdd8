/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorOp;
import org.costate.runtime.network.TensorOp.Binary;
import org.costate.runtime.network.TensorOp.Concatenation;
import org.costate.runtime.network.TensorOp.OuterProduct;
import org.costate.runtime.network.TensorOp.Softmax;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.network.TensorShape;

/** Makes the step of each operation. */
final class Steps {
  private final Blocks blocks;

  private Steps(Blocks blocks) {
    this.blocks = blocks;
  }

  static Step[] of(Schedule schedule, Blocks blocks) {
    Steps steps = new Steps(blocks);
    List<Step> all = new ArrayList<>();
    for (Schedule.Node node : schedule.nodes()) {
      if (node.op().isPresent() && !node.isAlias()) {
        all.add(steps.step(node, node.op().get()));
      }
    }
    blocks.copied((block, copy) -> all
        .add((kernels, rows) -> System.arraycopy(block.values(), block.offset(), copy, 0, copy.length)));
    return all.toArray(Step[]::new);
  }

  private Step step(Schedule.Node node, TensorOp operation) {
    Tensor y = node.tensor();
    Tensor x = node.operand(0);
    return switch (operation) {
      case Unary op -> unary(op, x, y);
      case Binary op -> binary(op, x, node.operand(1), y);
      case TensorOp.MatrixProduct op -> matrixProduct(op, node);
      case OuterProduct op -> outerProduct(x, node.operand(1), y);
      case TensorOp.SumTo op -> sum(x, y);
      case TensorOp.Repeat op -> repeat(x, y);
      case Concatenation op -> concatenation(node);
      case TensorOp.Part op -> columns(x, op.from(), y, 0, y.shape().last());
      case TensorOp.Padded op -> padded(op, x, y);
      case TensorOp.Reshaped op -> throw new IllegalStateException("a step for " + op);
      case Softmax op -> softmax(op, x, y);
      case TensorOp.Convolution op -> Convolutions.result(
          new Convolutions.Geometry(x.shape(), node.operand(1).shape(), op.stride()),
          x.shape().rows(), blocks.of(x), blocks.of(node.operand(1)), blocks.of(y));
      case TensorOp.ConvolutionImage op -> Convolutions.image(
          new Convolutions.Geometry(y.shape(), node.operand(1).shape(), op.stride()),
          x.shape().rows(), blocks.of(x), blocks.of(node.operand(1)), blocks.of(y));
      case TensorOp.ConvolutionFilters op -> Convolutions.filters(
          new Convolutions.Geometry(x.shape(), y.shape(), op.stride()),
          x.shape().rows(), blocks.of(x), blocks.of(node.operand(1)), blocks.of(y));
    };
  }

  private Step unary(Unary op, Tensor x, Tensor y) {
    Block in = blocks.of(x);
    Block out = blocks.of(y);
    int size = y.shape().size();
    boolean perRow = y.shape().rows();
    return (kernels, rows) -> kernels.unary(
        op, in.values(), in.offset(), out.values(), out.offset(), perRow ? size * rows : size);
  }

  private Step binary(Binary op, Tensor a, Tensor b, Tensor y) {
    Block left = blocks.of(a);
    Block right = blocks.of(b);
    Block out = blocks.of(y);
    Walk walk = Walk.over(y.shape(), a.shape(), b.shape(), y.shape());
    int leftStep = walk.step(0);
    int rightStep = walk.step(1);
    Walk.Body body = (kernels, n, at, bt, yt) -> kernels.binary(op,
        left.values(), left.offset() + at, leftStep, right.values(), right.offset() + bt, rightStep,
        out.values(), out.offset() + yt, n);
    return (kernels, rows) -> walk.run(kernels, rows, body);
  }

  /** [..., n] times [n x p], plus a row if there is a third operand. */
  private Step matrixProduct(TensorOp.MatrixProduct op, Schedule.Node node) {
    TensorShape shape = node.operand(0).shape();
    Block W = blocks.of(node.operand(1));
    Product product = new Product();
    product.n = shape.last();
    product.p = node.tensor().shape().last();
    product.a(blocks.of(node.operand(0)), product.n, 1);
    product.b(W, product.p);
    product.c(blocks.of(node.tensor()), product.p);
    if (node.operands().size() == 3) {
      product.startWith(blocks.of(node.operand(2)));
    }
    int each = shape.size() / product.n;
    boolean perRow = shape.rows();
    Step multiply = (kernels, rows) -> {
      product.m = perRow ? each * rows : each;
      kernels.multiply(product);
    };
    if (!op.transposeRight()) {
      return multiply;
    }
    int n = product.n;
    int p = product.p;
    float[] transposed = new float[n * p];
    product.b(new Block(transposed, 0), p);
    return (kernels, rows) -> {
      transpose(W.values(), W.offset(), p, n, transposed, 0);
      multiply.run(kernels, rows);
    };
  }

  /** @param out of a matrix [m x n], [n x m] */
  static void transpose(float[] matrix, int from, int m, int n, float[] out, int to) {
    for (int i = 0; i < m; i++) {
      int at = from + i * n;
      for (int j = 0; j < n; j++) {
        out[to + j * m + i] = matrix[at + j];
      }
    }
  }

  private Step outerProduct(Tensor a, Tensor b, Tensor y) {
    Product product = new Product();
    product.m = a.shape().last();
    product.p = b.shape().last();
    product.a(blocks.of(a), 1, product.m);
    product.b(blocks.of(b), product.p);
    product.c(blocks.of(y), product.p);
    int each = a.shape().size() / product.m;
    boolean perRow = a.shape().rows();
    return (kernels, rows) -> {
      product.n = perRow ? each * rows : each;
      kernels.multiply(product);
    };
  }

  private Step sum(Tensor x, Tensor y) {
    Block in = blocks.of(x);
    Block out = blocks.of(y);
    int size = y.shape().size();
    boolean perRow = y.shape().rows();
    Walk walk = Walk.over(x.shape(), x.shape(), y.shape());
    boolean toOne = walk.step(1) == 0;
    Walk.Body body = (kernels, n, from, to, _) -> {
      if (toOne) {
        out.values()[out.offset() + to] += sum(in.values(), in.offset() + from, n);
      } else {
        kernels.accumulate(in.values(), in.offset() + from, out.values(), out.offset() + to, n);
      }
    };
    return (kernels, rows) -> {
      Arrays.fill(out.values(), out.offset(), out.offset() + (perRow ? size * rows : size), 0);
      walk.run(kernels, rows, body);
    };
  }

  /** Four sums next to each other, which is faster than one and loses less. */
  private static float sum(float[] x, int from, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = from;
    for (; i + 3 < from + n; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < from + n; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private Step repeat(Tensor x, Tensor y) {
    Block in = blocks.of(x);
    Block out = blocks.of(y);
    Walk walk = Walk.over(y.shape(), x.shape(), y.shape());
    boolean one = walk.step(0) == 0;
    Walk.Body body = (kernels, n, from, to, _) -> {
      if (one) {
        Arrays.fill(out.values(), out.offset() + to, out.offset() + to + n, in.values()[in.offset() + from]);
      } else {
        System.arraycopy(in.values(), in.offset() + from, out.values(), out.offset() + to, n);
      }
    };
    return (kernels, rows) -> walk.run(kernels, rows, body);
  }

  private Step concatenation(Schedule.Node node) {
    List<Step> parts = new ArrayList<>();
    int to = 0;
    for (Tensor part : node.operands()) {
      parts.add(columns(part, 0, node.tensor(), to, part.shape().last()));
      to += part.shape().last();
    }
    Step[] all = parts.toArray(Step[]::new);
    return (kernels, rows) -> {
      for (Step part : all) {
        part.run(kernels, rows);
      }
    };
  }

  private Step padded(TensorOp.Padded op, Tensor x, Tensor y) {
    Block out = blocks.of(y);
    int size = y.shape().size();
    boolean perRow = y.shape().rows();
    Step columns = columns(x, 0, y, op.from(), x.shape().last());
    return (kernels, rows) -> {
      Arrays.fill(out.values(), out.offset(), out.offset() + (perRow ? size * rows : size), 0);
      columns.run(kernels, rows);
    };
  }

  /** Copies {@code width} elements of the last index of {@code x}, from the element {@code from} on, to those of {@code y} from {@code to} on. */
  private Step columns(Tensor x, int from, Tensor y, int to, int width) {
    Block in = blocks.of(x);
    Block out = blocks.of(y);
    int n = x.shape().last();
    int m = y.shape().last();
    int each = x.shape().size() / n;
    boolean perRow = x.shape().rows();
    return (kernels, rows) -> {
      int count = perRow ? each * rows : each;
      int at = in.offset() + from;
      int place = out.offset() + to;
      for (int i = 0; i < count; i++) {
        System.arraycopy(in.values(), at, out.values(), place, width);
        at += n;
        place += m;
      }
    };
  }

  /** Over e^(x - max x), which is never too large. */
  private Step softmax(Softmax op, Tensor x, Tensor y) {
    Block in = blocks.of(x);
    Block out = blocks.of(y);
    int n = x.shape().last();
    int each = x.shape().size() / n;
    boolean perRow = x.shape().rows();
    int most = blocks.capacity(x.shape()) / n;
    float[] largest = new float[most];
    float[] sums = new float[most];
    Block powers = op == Softmax.SOFTMAX ? out : new Block(new float[most * n], 0);
    return (kernels, rows) -> {
      int count = perRow ? each * rows : each;
      for (int i = 0; i < count; i++) {
        largest[i] = largest(in.values(), in.offset() + i * n, n);
        kernels.binary(Binary.SUBTRACT, in.values(), in.offset() + i * n, 1, largest, i, 0,
            powers.values(), powers.offset() + i * n, n);
      }
      kernels.unary(Unary.EXP, powers.values(), powers.offset(), powers.values(), powers.offset(), count * n);
      for (int i = 0; i < count; i++) {
        sums[i] = sum(powers.values(), powers.offset() + i * n, n);
      }
      switch (op) {
        case SOFTMAX -> {
          for (int i = 0; i < count; i++) {
            kernels.binary(Binary.DIVIDE, out.values(), out.offset() + i * n, 1, sums, i, 0,
                out.values(), out.offset() + i * n, n);
          }
        }
        case LOG_SUM_EXP -> {
          kernels.unary(Unary.LOG, sums, 0, out.values(), out.offset(), count);
          kernels.accumulate(largest, 0, out.values(), out.offset(), count);
        }
      }
    };
  }

  private static float largest(float[] x, int from, int n) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, x[from + i]);
    }
    return largest;
  }
}
