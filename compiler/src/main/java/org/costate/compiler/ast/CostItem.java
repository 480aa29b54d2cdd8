/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.Optional;
import org.costate.compiler.source.Span;

/** {@code running label: value;} or {@code terminal label: value;} */
public record CostItem(Kind kind, Optional<Name> label, Expression value, Span span) implements Node {
  public enum Kind {
    RUNNING,
    TERMINAL
  }
}
