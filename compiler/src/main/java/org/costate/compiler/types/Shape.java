/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.types;

import java.util.List;
import java.util.stream.Collectors;

/** How numbers are arranged: none for a number, [n] for a vector, [rows, columns] for a matrix, whose elements are stored row by row. */
public record Shape(List<Integer> dimensions) {
  public static final Shape SCALAR = new Shape(List.of());

  public Shape {
    dimensions = List.copyOf(dimensions);
    if (dimensions.size() > 2 || dimensions.stream().anyMatch(d -> d < 0)) {
      throw new IllegalArgumentException("no shape: " + dimensions);
    }
  }

  public static Shape vector(int size) {
    return new Shape(List.of(size));
  }

  public static Shape matrix(int rows, int columns) {
    return new Shape(List.of(rows, columns));
  }

  /** 0 for a number, 1 for a vector, 2 for a matrix. */
  public int rank() {
    return dimensions.size();
  }

  public boolean scalar() {
    return dimensions.isEmpty();
  }

  /** How many numbers there are. */
  public int size() {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }

  /** The rows of a matrix; a vector is a column. */
  public int rows() {
    return rank() == 0 ? 1 : dimensions.getFirst();
  }

  public int columns() {
    return rank() == 2 ? dimensions.getLast() : 1;
  }

  public boolean square() {
    return rank() == 2 && rows() == columns();
  }

  /** What stands in brackets for an element, counted from 1: {@code 2}, {@code 1, 2}. */
  public String index(int element) {
    return rank() == 2 ? (element / columns() + 1) + ", " + (element % columns() + 1) : "" + (element + 1);
  }

  /** To stand in a sentence: {@code a number}, {@code a [4]}, {@code a [2, 3]}. */
  public String describe() {
    return scalar() ? "a number" : "a " + this;
  }

  /** As the language writes it: {@code [4]}; empty for a number. */
  @Override
  public String toString() {
    return scalar() ? "" : dimensions.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
