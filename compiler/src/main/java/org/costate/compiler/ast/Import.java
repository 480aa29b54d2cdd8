/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.source.Span;

/** {@code import a.b;}, {@code import a.b as c;} or {@code import a.b {d, e};} */
public record Import(QualifiedName module, Optional<Name> alias, List<Name> names, Span span) implements Node {
  public Import {
    names = List.copyOf(names);
  }
}
