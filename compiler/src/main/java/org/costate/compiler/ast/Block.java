/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import org.costate.compiler.source.Span;

/** The options of a run, or of a part of it. */
public record Block(List<Setting> settings, Span span) implements Node {
  public Block {
    settings = List.copyOf(settings);
  }
}
