/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.costate.compiler.ir.Expr;

/** The derivatives of one node in the wanted symbols: ascending columns, absent where structurally zero. Immutable. */
final class SparseRow {
  static final SparseRow EMPTY = new SparseRow(new int[0], new Expr[0]);

  private final int[] columns;
  private final Expr[] values;

  private SparseRow(int[] columns, Expr[] values) {
    this.columns = columns;
    this.values = values;
  }

  static SparseRow of(int column, Expr value) {
    return new SparseRow(new int[] {column}, new Expr[] {value});
  }

  /** @param dense value of each column, null where it is structurally zero */
  static SparseRow of(Expr[] dense) {
    int size = (int) Arrays.stream(dense).filter(value -> value != null).count();
    if (size == 0) {
      return EMPTY;
    }
    int[] columns = new int[size];
    Expr[] values = new Expr[size];
    int at = 0;
    for (int column = 0; column < dense.length; column++) {
      if (dense[column] != null) {
        columns[at] = column;
        values[at++] = dense[column];
      }
    }
    return new SparseRow(columns, values);
  }

  boolean isEmpty() {
    return columns.length == 0;
  }

  int size() {
    return columns.length;
  }

  /** The column of non-zero {@code i}. */
  int column(int i) {
    return columns[i];
  }

  /** The columns of all non-zeros, ascending. */
  IntStream columns() {
    return Arrays.stream(columns);
  }

  /** The formula of non-zero {@code i}. */
  Expr value(int i) {
    return values[i];
  }

  /** The formula in {@code column}, null where it is structurally zero. */
  Expr at(int column) {
    int i = Arrays.binarySearch(columns, column);
    return i < 0 ? null : values[i];
  }
}
