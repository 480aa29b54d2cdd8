/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;

/** The structural non-zeros of a matrix, row by row. Immutable. */
public final class Sparsity {
  private final int rows;
  private final int columns;
  private final int[] entries;

  /** @param entries flat indices {@code row * columns + column}, ascending, without repetition; copied */
  public Sparsity(int rows, int columns, int[] entries) {
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] < 0 || entries[i] >= rows * columns || i > 0 && entries[i] <= entries[i - 1]) {
        throw new IllegalArgumentException("entry " + entries[i] + " of a " + rows + " x " + columns + " pattern");
      }
    }
    this.rows = rows;
    this.columns = columns;
    this.entries = entries.clone();
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public int nonZeros() {
    return entries.length;
  }

  /** Flat indices of the non-zeros, ascending; a copy. */
  public int[] entries() {
    return entries.clone();
  }

  public boolean contains(int row, int column) {
    return Arrays.binarySearch(entries, row * columns + column) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sparsity s && s.rows == rows && s.columns == columns && Arrays.equals(s.entries, entries);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(entries);
  }

  @Override
  public String toString() {
    return rows + " x " + columns + " with " + entries.length + " non-zeros";
  }
}
