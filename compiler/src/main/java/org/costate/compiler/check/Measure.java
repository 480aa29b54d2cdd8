/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.stream.Stream;
import org.costate.compiler.ast.Expression;

/**
 * One number of an expression, seen by the {@link UnitChecker}.
 *
 * @param sources whose values, converted, convert this one; none for a product, whose factors would have to share the conversion
 */
record Measure(Quantity quantity, List<Source> sources) {
  /** Element {@code element} of the {@code size} elements of an expression. */
  record Source(Expression expression, int size, int element) {}

  /** A sum of more numbers than this does not remember all of them. */
  private static final int MAX_SOURCES = 100;

  Measure {
    sources = List.copyOf(sources);
  }

  static Measure of(Quantity quantity) {
    return new Measure(quantity, List.of());
  }

  Measure with(Quantity other) {
    return new Measure(other, sources);
  }

  /** Something of the same kind as both, as a sum is. */
  Measure and(Measure other, Quantity result) {
    boolean known = !sources.isEmpty() && !other.sources.isEmpty() && sources.size() <= MAX_SOURCES;
    return new Measure(result,
        known ? Stream.concat(sources.stream(), other.sources.stream()).toList() : List.of());
  }
}
