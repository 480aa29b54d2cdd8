/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.Arrays;

/**
 * A product of matrices that is to be computed: C = A B, plus what C was or the same start for every row, with A [m x n] of any layout and B
 * [n x p] and C [m x p] row-major. Mutable, so that one object serves all runs of a step.
 */
final class Product {
  /** With what sums start. */
  enum Start {
    ZERO,
    /** What C holds. */
    RESULT,
    /** For each column the number of {@link #bias}. */
    BIAS
  }

  int m;
  int n;
  int p;
  float[] A;
  int aOffset;
  /** From a row of A to the next one, and from a column to the next one. */
  int aRow;
  int aColumn;
  float[] B;
  int bOffset;
  /** From a row of B to the next one. */
  int bRow;
  float[] C;
  int cOffset;
  int cRow;
  Start start = Start.ZERO;
  float[] bias;
  int biasOffset;

  /** A, with the distances from one row and one column to the next. */
  void a(Block block, int row, int column) {
    A = block.values();
    aOffset = block.offset();
    aRow = row;
    aColumn = column;
  }

  /** B, with the distance from one row to the next. */
  void b(Block block, int row) {
    B = block.values();
    bOffset = block.offset();
    bRow = row;
  }

  /** C, with the distance from one row to the next. */
  void c(Block block, int row) {
    C = block.values();
    cOffset = block.offset();
    cRow = row;
  }

  /** Every row of C starts with the row {@code block}. */
  void startWith(Block block) {
    start = Start.BIAS;
    bias = block.values();
    biasOffset = block.offset();
  }

  /** Makes C what the sums start with. */
  void writeStart() {
    for (int i = 0; i < m; i++) {
      int at = cOffset + i * cRow;
      switch (start) {
        case ZERO -> Arrays.fill(C, at, at + p, 0);
        case BIAS -> System.arraycopy(bias, biasOffset, C, at, p);
        case RESULT -> {}
      }
    }
  }
}
