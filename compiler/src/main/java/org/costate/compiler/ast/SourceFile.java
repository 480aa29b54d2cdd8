/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.source.Span;

/**
 * One parsed file.
 *
 * @param docs the text of the {@code ///} lines right above a declaration, keyed by the offset at which the declaration starts
 */
public record SourceFile(
    Optional<ModuleHeader> module, List<Import> imports, List<Item> items, Map<Integer, String> docs, Span span)
    implements Node {
  public SourceFile {
    imports = List.copyOf(imports);
    items = List.copyOf(items);
    docs = Map.copyOf(docs);
  }
}
