/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.stream.Collectors;
import org.costate.compiler.source.Span;

/** A dotted name. */
public record QualifiedName(List<Name> parts, Span span) implements Node {
  public QualifiedName {
    parts = List.copyOf(parts);
  }

  public String text() {
    return parts.stream().map(Name::text).collect(Collectors.joining("."));
  }

  @Override
  public String toString() {
    return text();
  }
}
