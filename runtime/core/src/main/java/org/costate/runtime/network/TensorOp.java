/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.List;

/** What makes a tensor of others. The rules of shapes are {@link TensorGraph}'s, of derivatives {@link Reverse}'s and {@link Tangents}'. */
public sealed interface TensorOp {
  /** Element by element, of one tensor. */
  enum Unary implements TensorOp {
    NEGATE, EXP, LOG, TANH, SIGMOID, SOFTPLUS, RELU, ELU, SQUARE, SQRT, RECIPROCAL, SIN, COS, ABS,
    /** 1 where the element is positive, otherwise 0; its derivative is 0. */
    POSITIVE,
    /** The value, with the derivative 0: what is held while other things are differentiated. */
    HELD
  }

  /** Element by element, of two tensors whose shapes fit ({@link TensorShape#together}). */
  enum Binary implements TensorOp {
    ADD, SUBTRACT, MULTIPLY, DIVIDE, MINIMUM, MAXIMUM
  }

  /**
   * Matrix products over the last index: [..., n] times a matrix [n x m] for all samples gives [..., m]. With {@code transposeRight} the matrix is
   * [m x n].
   */
  record MatrixProduct(boolean transposeRight) implements TensorOp {}

  /**
   * A' B over everything but the last index, the samples included: [..., n] and [..., m] give [n x m] for all samples.
   */
  enum OuterProduct implements TensorOp {
    OUTER_PRODUCT
  }

  /** Sums over the samples, if the shape has no rows, and over every index whose size is 1 in it or missing. */
  record SumTo(TensorShape shape) implements TensorOp {}

  /** Repeated to a larger shape, the counterpart of {@link SumTo}. */
  record Repeat(TensorShape shape) implements TensorOp {}

  /** Side by side along the last index. */
  enum Concatenation implements TensorOp {
    CONCATENATION
  }

  /** Elements {@code from, ..., to - 1} of the last index. */
  record Part(int from, int to) implements TensorOp {}

  /** Zeros before and behind along the last index, so that it has the size {@code size}; the counterpart of {@link Part}. */
  record Padded(int from, int size) implements TensorOp {}

  /** The same numbers in the same order with other sizes. */
  record Reshaped(List<Integer> sizes) implements TensorOp {
    public Reshaped {
      sizes = List.copyOf(sizes);
    }
  }

  /** Along the last index. */
  enum Softmax implements TensorOp {
    /** exp(x_i) / sum_j exp(x_j). */
    SOFTMAX,
    /** log sum_j exp(x_j), which leaves 1 of the last index. */
    LOG_SUM_EXP
  }

  /**
   * A correlation of an image [c x h x w] with filters [f x c x k x k] without a border: [f x h' x w'] with
   * h' = (h - k) / stride + 1.
   */
  record Convolution(int stride) implements TensorOp {}

  /** How a convolution's result changes its image: of results [f x h' x w'] and filters, [c x h x w]. */
  record ConvolutionImage(int stride, int height, int width) implements TensorOp {}

  /** How a convolution's result changes its filters: of images and results, [f x c x k x k] for all samples. */
  record ConvolutionFilters(int stride, int kernel) implements TensorOp {}
}
