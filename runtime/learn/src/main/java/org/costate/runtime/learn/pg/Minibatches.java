/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.pg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.costate.runtime.learn.rollout.Batch;
import org.costate.runtime.stats.RandomStream;

/**
 * Rows of a batch in a random order, some at a time. For a policy that remembers it is the order of pieces of episodes, whose rows stay together, and as
 * many whole ones make a minibatch as it has room for.
 */
final class Minibatches {
  private final boolean sequences;
  private final int size;
  private int[] order = new int[0];

  /** @param size most rows of one, {@code sequences} whether rows of an episode stay together */
  Minibatches(boolean sequences, int size) {
    this.sequences = sequences;
    this.size = size;
  }

  /** The rows as they were drawn last. */
  int[] order() {
    return order;
  }

  /** Draws a new order. @return where each minibatch ends */
  int[] draw(Batch batch, RandomStream stream) {
    int rows = batch.rows();
    if (!sequences) {
      order = ValueFunction.shuffled(rows, stream, order);
      return IntStream.rangeClosed(1, Math.ceilDiv(rows, size)).map(i -> Math.min(i * size, rows)).toArray();
    }
    int[] begins = begins(batch);
    int[] drawn = ValueFunction.shuffled(begins.length, stream, new int[0]);
    order = new int[rows];
    List<Integer> ends = new ArrayList<>();
    int from = 0;
    int at = 0;
    for (int piece : drawn) {
      int end = piece + 1 < begins.length ? begins[piece + 1] : rows;
      if (at + end - begins[piece] - from > size) {
        ends.add(at);
        from = at;
      }
      for (int row = begins[piece]; row < end; row++) {
        order[at++] = row;
      }
    }
    ends.add(rows);
    return ends.stream().mapToInt(i -> i).toArray();
  }

  /** First rows of pieces of episodes, none longer than a minibatch. */
  private int[] begins(Batch batch) {
    int[] begins = new int[batch.rows()];
    int count = 0;
    for (int row = 0; row < batch.rows(); row++) {
      if (row == 0 || batch.isLast(row - 1) || row - begins[count - 1] == size) {
        begins[count++] = row;
      }
    }
    return Arrays.copyOf(begins, count);
  }
}
