/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.source.Span;

/** One row of a bracket: {@code a, b, c}, or a single element with a loop. */
public record Row(List<Expression> elements, Optional<Comprehension> loop, Span span) implements Node {
  public Row {
    elements = List.copyOf(elements);
  }
}
