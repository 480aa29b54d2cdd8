/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.source;

import java.util.Objects;

/** The half-open range {@code [start, end)} of offsets in a source. */
public record Span(Source source, int start, int end) {
  public Span {
    Objects.requireNonNull(source);
    if (start < 0 || end < start || end > source.text().length()) {
      throw new IllegalArgumentException("span [" + start + ", " + end + ") outside " + source);
    }
  }

  /** The line, from 1, of the first character. */
  public int line() {
    return source.line(start);
  }

  /** The column, from 1, of the first character. */
  public int column() {
    return source.column(start);
  }

  /** The smallest span that holds this one and {@code other}, which must be of the same source. */
  public Span to(Span other) {
    if (source != other.source) {
      throw new IllegalArgumentException("spans of " + source + " and " + other.source);
    }
    return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** The source text that the span covers. */
  public String text() {
    return source.text().substring(start, end);
  }

  @Override
  public String toString() {
    return source + ":" + line() + ":" + column();
  }
}
