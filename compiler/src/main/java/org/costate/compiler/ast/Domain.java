/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import org.costate.compiler.source.Span;

/** {@code [lower, upper]} or {@code {a, b, c}}. */
public sealed interface Domain extends Node {
  record Interval(Expression lower, Expression upper, Span span) implements Domain {}

  record Choices(List<Expression> values, Span span) implements Domain {
    public Choices {
      values = List.copyOf(values);
    }
  }
}
