/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import org.costate.compiler.source.Span;

/** A variable, or a part of it: {@code x}, {@code x[2]}, {@code x[1:3]}; {@code slices} is empty for the whole. */
public record Element(Name name, List<Slice> slices, Span span) implements Node {
  public Element {
    slices = List.copyOf(slices);
  }
}
