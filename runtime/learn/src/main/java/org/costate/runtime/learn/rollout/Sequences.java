/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows of a batch as pieces of episodes, which go through time side by side: the longest ones first, so that those that go on at a step are the
 * first ones. Where a piece does not begin an episode, what it remembers then is what it remembered when the batch was gathered.
 */
final class Sequences {
  /** By step: where in the order of rows the pieces are that have that step. */
  private final List<int[]> steps = new ArrayList<>();

  /** Finds the pieces: a row goes on with the next one in the order if that is its next step. */
  Sequences(Batch batch, int[] order, int from, int count) {
    record Piece(int start, int length) {}
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < count; i++) {
      int row = order[from + i];
      if (i + 1 == count || batch.isLast(row) || order[from + i + 1] != row + 1) {
        pieces.add(new Piece(start, i + 1 - start));
        start = i + 1;
      }
    }
    pieces.sort(Comparator.comparingInt(Piece::length).reversed());
    for (int t = 0; !pieces.isEmpty() && t < pieces.getFirst().length; t++) {
      int step = t;
      steps.add(pieces.stream().filter(p -> p.length > step).mapToInt(p -> p.start + step).toArray());
    }
  }

  /** The longest piece. */
  int length() {
    return steps.size();
  }

  /** Places in the order of rows, a piece's place in this array is the same at each step; not modified. */
  int[] at(int step) {
    return steps.get(step);
  }

  /** How many pieces have a step. */
  int active(int step) {
    return step < steps.size() ? steps.get(step).length : 0;
  }
}
