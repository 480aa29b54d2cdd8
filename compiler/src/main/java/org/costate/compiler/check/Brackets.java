/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;

/**
 * How {@code [a, b; c, d]} joins its parts. Between commas numbers and vectors are joined end to end, matrices side by side; between
 * semicolons rows are put below each other, where a vector is a row. The rounds of a {@code for} are joined with commas if they are numbers
 * and with semicolons if they are arrays.
 */
final class Brackets {
  private Brackets() {}

  /** Parts between commas. */
  static Fit row(List<Shape> parts) {
    if (parts.stream().noneMatch(p -> p.rank() == 2)) {
      return Sizes.vector(parts.stream().mapToDouble(Shape::size).sum());
    }
    int rows = parts.getFirst().rows();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).rank() != 2 || parts.get(i).rows() != rows) {
        return new Fit.Not(i, "beside a matrix stands a matrix with as many rows: this is "
            + parts.get(i).describe() + ", the first is " + parts.getFirst().describe());
      }
    }
    return Sizes.matrix(rows, parts.stream().mapToDouble(Shape::columns).sum());
  }

  /** Rows between semicolons; one row alone stays what it is. */
  static Fit stack(List<Shape> rows) {
    if (rows.size() == 1) {
      return new Fit.Of(rows.getFirst());
    }
    int columns = width(rows.getFirst());
    for (int i = 0; i < rows.size(); i++) {
      if (width(rows.get(i)) != columns) {
        return new Fit.Not(i, "this row has " + counted(width(rows.get(i))) + ", the first has " + counted(columns));
      }
    }
    return Sizes.matrix(rows.stream().mapToDouble(Brackets::height).sum(), columns);
  }

  /** The rounds of a loop. */
  static Fit rounds(List<Shape> rounds) {
    if (rounds.stream().allMatch(Shape::scalar)) {
      return Sizes.vector(rounds.size());
    }
    Fit stacked = stack(rounds);
    return stacked instanceof Fit.Of of && of.shape().rank() == 1 ? Sizes.matrix(1, of.shape().size()) : stacked;
  }

  private static int height(Shape row) {
    return row.rank() == 2 ? row.rows() : 1;
  }

  private static int width(Shape row) {
    return row.rank() == 2 ? row.columns() : row.size();
  }

  private static String counted(int elements) {
    return elements == 1 ? "1 element" : elements + " elements";
  }

  /** Parts that fit, between commas. */
  static <T> Tensor<T> row(List<Tensor<T>> parts, Shape result) {
    List<T> elements = new ArrayList<>(result.size());
    if (result.rank() < 2) {
      parts.forEach(p -> elements.addAll(p.elements()));
    } else {
      IntStream.range(0, result.rows()).forEach(row -> {
        for (Tensor<T> part : parts) {
          int columns = part.shape().columns();
          elements.addAll(part.elements().subList(row * columns, (row + 1) * columns));
        }
      });
    }
    return new Tensor<>(result, elements);
  }

  /** Rows or rounds that fit: row-major storage makes it plain joining. */
  static <T> Tensor<T> joined(List<Tensor<T>> rows, Shape result) {
    return new Tensor<>(result, rows.stream().flatMap(r -> r.elements().stream()).toList());
  }
}
