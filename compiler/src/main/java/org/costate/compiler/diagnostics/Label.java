/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.util.Objects;
import org.costate.compiler.source.Span;

/** A place in a source and what to say about it. The text must make sense alone, in an editor.
 * Without text, a primary place is only underlined, and a secondary one only shows its line, for context. */
public record Label(Span span, String text) {
  public Label {
    Objects.requireNonNull(span);
    Objects.requireNonNull(text);
  }
}
