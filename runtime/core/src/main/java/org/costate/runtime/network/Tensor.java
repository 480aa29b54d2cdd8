/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.List;

/** A node of a {@link TensorGraph}; operands have smaller numbers than what is made of them. */
public sealed interface Tensor {
  /** The place in the graph. */
  int id();

  TensorShape shape();

  /** Given for each evaluation. */
  record Input(int id, String name, TensorShape shape) implements Tensor {}

  /** Learned, for all samples. */
  record Weight(int id, String name, TensorShape shape, WeightStart start) implements Tensor {}

  /** For all samples. */
  record Constant(int id, TensorShape shape, List<Double> values) implements Tensor {
    public Constant {
      values = List.copyOf(values);
      if (shape.rows() || values.size() != shape.size()) {
        throw new IllegalArgumentException(values.size() + " numbers for " + shape);
      }
    }
  }

  /** @param operands their ids */
  record Result(int id, TensorOp op, List<Integer> operands, TensorShape shape) implements Tensor {
    public Result {
      operands = List.copyOf(operands);
    }
  }
}
