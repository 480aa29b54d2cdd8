/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

import java.util.List;
import java.util.function.UnaryOperator;

/** Scalars of some algebra arranged as a shape, row by row: numbers while checking, expressions while lowering. */
public record Tensor<T>(Shape shape, List<T> elements) {
  public Tensor {
    elements = List.copyOf(elements);
    if (elements.size() != shape.size()) {
      throw new IllegalArgumentException(elements.size() + " elements of a shape " + shape);
    }
  }

  public static <T> Tensor<T> scalar(T element) {
    return new Tensor<>(Shape.SCALAR, List.of(element));
  }

  public static <T> Tensor<T> vector(List<T> elements) {
    return new Tensor<>(Shape.vector(elements.size()), elements);
  }

  /** The only element of a scalar. */
  public T value() {
    if (!shape.scalar()) {
      throw new IllegalStateException("one value of a shape " + shape);
    }
    return elements.getFirst();
  }

  /** Element i of an array, or the scalar for every i. */
  public T at(int i) {
    return shape.scalar() ? elements.getFirst() : elements.get(i);
  }

  /** Element of a matrix, from 0; a vector is a column. */
  public T at(int row, int column) {
    return elements.get(row * shape.columns() + column);
  }

  public Tensor<T> map(UnaryOperator<T> each) {
    return new Tensor<>(shape, elements.stream().map(each).toList());
  }

  /** This, or an array of {@code wanted} filled with this scalar. */
  public Tensor<T> filling(Shape wanted) {
    if (shape.equals(wanted)) {
      return this;
    }
    return new Tensor<>(wanted, java.util.Collections.nCopies(wanted.size(), value()));
  }
}
