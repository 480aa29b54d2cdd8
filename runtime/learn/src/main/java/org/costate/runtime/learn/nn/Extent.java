/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import org.costate.runtime.network.TensorShape;

/**
 * How many numbers a tensor has.
 *
 * @param size of a sample
 * @param last along the last index
 * @param rows whether each sample has its own
 */
record Extent(int size, int last, boolean rows) {
  static Extent of(TensorShape shape) {
    return new Extent(shape.size(), shape.last(), shape.rows());
  }

  /** Of all samples. */
  int count(int samples) {
    return rows ? samples * size : size;
  }

  /** Vectors along the last index, of all samples. */
  int vectors(int samples) {
    return count(samples) / last;
  }
}
