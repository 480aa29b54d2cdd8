/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.source.Span;

/** A formal parameter of a function: {@code id[shape] : unit}. */
public record Parameter(Name name, List<Expression> shape, Optional<UnitExpression> unit, Span span) implements Node {
  public Parameter {
    shape = List.copyOf(shape);
  }
}
