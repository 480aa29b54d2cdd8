/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

/** The shape of a generated expression; values are row-major. A vector is a column: {@code columns} is 0, a number has {@code rows} 0 too. */
record Shape(int rows, int columns) {
  static final Shape SCALAR = new Shape(0, 0);

  static Shape vector(int n) {
    return new Shape(n, 0);
  }

  static Shape matrix(int rows, int columns) {
    return new Shape(rows, columns);
  }

  boolean isScalar() {
    return rows == 0;
  }

  boolean isVector() {
    return rows > 0 && columns == 0;
  }

  boolean isMatrix() {
    return columns > 0;
  }

  int size() {
    return isScalar() ? 1 : isVector() ? rows : rows * columns;
  }

  /** As a declaration writes it: empty, {@code [3]}, {@code [2, 3]}. */
  String declared() {
    return isScalar() ? "" : isVector() ? "[" + rows + "]" : "[" + rows + ", " + columns + "]";
  }
}
