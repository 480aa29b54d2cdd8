/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The shape of a tensor: its sizes, slowest index first, and whether there is one for each sample of a batch (a row) or one for all.
 *
 * @param rows whether each sample has its own
 * @param sizes without the batch; empty for a number
 */
public record TensorShape(boolean rows, List<Integer> sizes) {
  public TensorShape {
    sizes = List.copyOf(sizes);
    if (sizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("sizes " + sizes + "; expected positive ones");
    }
  }

  /** One tensor for each sample. */
  public static TensorShape rows(Integer... sizes) {
    return new TensorShape(true, Arrays.asList(sizes));
  }

  /** One tensor for all samples. */
  public static TensorShape fixed(Integer... sizes) {
    return new TensorShape(false, Arrays.asList(sizes));
  }

  /** How many numbers one tensor has. */
  public int size() {
    return sizes.stream().reduce(1, Math::multiplyExact);
  }

  /** The size of the fastest index, 1 for a number. */
  public int last() {
    return sizes.isEmpty() ? 1 : sizes.getLast();
  }

  /** With another size of the fastest index. */
  TensorShape withLast(int last) {
    List<Integer> all = new ArrayList<>(sizes);
    all.set(all.size() - 1, last);
    return new TensorShape(rows, all);
  }

  /**
   * What an operation element by element makes of two tensors: sizes are compared from the fastest index on, must be equal or 1, and a tensor
   * for all samples meets each of them. Empty where they do not fit.
   */
  public static Optional<TensorShape> together(TensorShape a, TensorShape b) {
    int rank = Math.max(a.sizes.size(), b.sizes.size());
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int left = a.sizeFrom(rank, i);
      int right = b.sizeFrom(rank, i);
      if (left != right && left != 1 && right != 1) {
        return Optional.empty();
      }
      all.add(Math.max(left, right));
    }
    return Optional.of(new TensorShape(a.rows || b.rows, all));
  }

  /** The size of index {@code i} of {@code rank}, where this has leading sizes of 1. */
  public int sizeFrom(int rank, int i) {
    int at = i - (rank - sizes.size());
    return at < 0 ? 1 : sizes.get(at);
  }

  @Override
  public String toString() {
    return (rows ? "rows of " : "") + sizes;
  }
}
