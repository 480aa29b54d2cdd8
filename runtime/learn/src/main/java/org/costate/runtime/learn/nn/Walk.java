/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.network.TensorShape;

/**
 * Visits the elements of a tensor in order, and with each the elements of other tensors that are repeated to it. Indices that lie one behind the
 * other in all of them are walked as one, so that runs of elements are as long as possible: equal shapes are one run over the whole batch.
 */
final class Walk {
  /** One run. */
  interface Body {
    /**
     * @param kernels by which to compute
     * @param n how many elements
     * @param at0 where it begins in the first of the tensors; of tensors that are not there, 0
     */
    void run(Kernels kernels, int n, int at0, int at1, int at2);
  }

  private static final int MOST = 3;

  /** Whether the slowest index counts the samples. */
  private final boolean perRow;
  private final int[] sizes;
  /** For each index, from one element to the next in each tensor. */
  private final int[][] strides;

  private Walk(boolean perRow, int[] sizes, int[][] strides) {
    this.perRow = perRow;
    this.sizes = sizes;
    this.strides = strides;
  }

  /**
   * @param whole the shape whose elements are visited
   * @param shapes those that are repeated to it, at most three
   */
  static Walk over(TensorShape whole, TensorShape... shapes) {
    int rank = whole.sizes().size() + 1; // the samples first
    int[] sizes = new int[rank];
    int[][] strides = new int[rank][MOST];
    sizes[0] = 1;
    for (int d = 1; d < rank; d++) {
      sizes[d] = whole.sizes().get(d - 1);
    }
    for (int s = 0; s < shapes.length; s++) {
      List<Integer> own = shapes[s].sizes();
      int stride = 1;
      for (int d = rank - 1; d >= 1; d--) {
        int at = d - rank + own.size();
        int size = at < 0 ? 1 : own.get(at);
        strides[d][s] = size == 1 ? 0 : stride;
        stride *= size;
      }
      strides[0][s] = shapes[s].rows() ? stride : 0;
    }
    return merged(whole.rows(), sizes, strides);
  }

  private static Walk merged(boolean perRow, int[] sizes, int[][] strides) {
    int[] mergedSizes = new int[sizes.length];
    int[][] mergedStrides = new int[sizes.length][];
    int count = 0;
    for (int d = perRow ? 0 : 1; d < sizes.length; d++) {
      if (sizes[d] == 1 && !(perRow && d == 0)) {
        continue;
      }
      if (count > 0 && follows(mergedStrides[count - 1], strides[d], sizes[d])) {
        mergedSizes[count - 1] *= sizes[d];
        mergedStrides[count - 1] = strides[d];
      } else {
        mergedSizes[count] = sizes[d];
        mergedStrides[count++] = strides[d];
      }
    }
    if (count == 0) {
      mergedSizes[count] = 1;
      mergedStrides[count++] = new int[MOST];
    }
    return new Walk(perRow, Arrays.copyOf(mergedSizes, count), Arrays.copyOf(mergedStrides, count));
  }

  private static boolean follows(int[] slow, int[] fast, int size) {
    for (int s = 0; s < MOST; s++) {
      if (slow[s] != fast[s] * size) {
        return false;
      }
    }
    return true;
  }

  /** From an element of a run to the next one in tensor {@code s}: 1, or 0 if the run has the same element throughout. */
  int step(int s) {
    return strides[sizes.length - 1][s];
  }

  void run(Kernels kernels, int rows, Body body) {
    descend(kernels, perRow ? rows : 1, body, 0, 0, 0, 0);
  }

  private void descend(Kernels kernels, int times, Body body, int d, int at0, int at1, int at2) {
    int n = times * sizes[d];
    if (d == sizes.length - 1) {
      body.run(kernels, n, at0, at1, at2);
      return;
    }
    int[] stride = strides[d];
    for (int i = 0; i < n; i++) {
      descend(kernels, 1, body, d + 1, at0 + i * stride[0], at1 + i * stride[1], at2 + i * stride[2]);
    }
  }
}
