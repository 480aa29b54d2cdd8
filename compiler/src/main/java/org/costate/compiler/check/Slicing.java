/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;

/**
 * Which elements of an array an index takes.
 *
 * @param shape of what is taken
 * @param elements their places in the array's storage, from 0
 */
public record Slicing(Shape shape, List<Integer> elements) {
  public Slicing {
    elements = List.copyOf(elements);
  }

  /** One dimension of an index: positions from..to, from 1, both included; a single position drops the dimension. */
  record Part(int from, int to, boolean single) {
    int size() {
      return to - from + 1;
    }
  }

  /** All of an array. */
  static Slicing all(Shape shape) {
    return new Slicing(shape, java.util.stream.IntStream.range(0, shape.size()).boxed().toList());
  }

  /** The parts, one for each dimension of {@code base} and inside it. */
  static Slicing of(Shape base, List<Part> parts) {
    List<Integer> dimensions = parts.stream().filter(p -> !p.single()).map(Part::size).toList();
    Part rows = parts.getFirst();
    Part columns = parts.size() == 2 ? parts.get(1) : new Part(1, 1, true);
    List<Integer> elements = new ArrayList<>();
    for (int row = rows.from(); row <= rows.to(); row++) {
      for (int column = columns.from(); column <= columns.to(); column++) {
        elements.add((row - 1) * base.columns() + column - 1);
      }
    }
    return new Slicing(new Shape(dimensions), elements);
  }

  <T> Tensor<T> take(Tensor<T> from) {
    return new Tensor<>(shape, elements.stream().map(from.elements()::get).toList());
  }
}
