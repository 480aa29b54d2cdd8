/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.Optional;
import org.costate.compiler.source.Span;

/** {@code path|initial|terminal|at(time) label: condition for i in a:b soft weight;}; {@code time} is present for {@code at} only. */
public record ConstraintItem(
    Kind kind,
    Optional<Expression> time,
    Optional<Name> label,
    Expression condition,
    Optional<Comprehension> loop,
    Optional<Expression> soft,
    Span span)
    implements Node {
  public enum Kind {
    PATH,
    INITIAL,
    TERMINAL,
    AT
  }
}
