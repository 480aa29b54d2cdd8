/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.util.List;
import java.util.Objects;
import org.costate.compiler.source.Span;

/** A change that a machine can apply; the edits do not overlap. */
public record Fix(String text, List<Edit> edits) {
  public Fix {
    Objects.requireNonNull(text);
    edits = List.copyOf(edits);
    if (edits.isEmpty()) {
      throw new IllegalArgumentException("a fix without an edit is a help: " + text);
    }
  }

  /** Replaces the text of {@code span} (empty: inserts there). */
  public record Edit(Span span, String replacement) {}

  public static Fix replace(Span span, String replacement) {
    return new Fix("replace `" + span.text() + "` with `" + replacement + "`", List.of(new Edit(span, replacement)));
  }

  /** Inserts {@code text} at the end of {@code span}. */
  public static Fix insertAfter(Span span, String text) {
    return new Fix(
        "insert `" + text.strip() + "`", List.of(new Edit(new Span(span.source(), span.end(), span.end()), text)));
  }
}
