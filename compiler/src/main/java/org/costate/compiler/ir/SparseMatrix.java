/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import java.util.Objects;

/**
 * A matrix of formulas of which only the structural non-zeros exist.
 *
 * @param elements row by row, each place at most once; what is absent is zero for every input
 */
public record SparseMatrix(int rows, int columns, List<Element> elements) {
  /** One structural non-zero. */
  public record Element(int row, int column, Expr value) {}

  public SparseMatrix {
    elements = List.copyOf(elements);
    int last = -1;
    for (Element element : elements) {
      Objects.checkIndex(element.row, rows);
      Objects.checkIndex(element.column, columns);
      int place = element.row * columns + element.column;
      if (place <= last) {
        throw new IllegalArgumentException("element (" + element.row + ", " + element.column + ") is out of order");
      }
      last = place;
    }
  }

  public int nonZeros() {
    return elements.size();
  }

  /** The formulas alone, in order. */
  public List<Expr> values() {
    return elements.stream().map(Element::value).toList();
  }
}
