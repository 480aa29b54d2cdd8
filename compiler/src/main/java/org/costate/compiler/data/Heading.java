/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.data;

import java.util.Optional;
import org.costate.compiler.source.Span;

/**
 * What stands above a column: {@code speed} or {@code speed [km/h]}.
 *
 * @param unit what stands in the brackets
 */
public record Heading(String name, Optional<Span> unit, Cell cell) {
  /** Where the unit stands; the whole cell if a doubled quote in the unit makes it differ from what is written. */
  private static Span place(Cell cell, String unit) {
    Span whole = cell.span();
    int at = whole.text().indexOf(unit, whole.text().indexOf('['));
    return at < 0 ? whole : new Span(whole.source(), whole.start() + at, whole.start() + at + unit.length());
  }

  static Heading of(Cell cell) {
    String text = cell.text();
    int bracket = text.indexOf('[');
    if (bracket < 0 || !text.endsWith("]")) {
      return new Heading(text, Optional.empty(), cell);
    }
    String unit = text.substring(bracket + 1, text.length() - 1).strip();
    return new Heading(text.substring(0, bracket).strip(), Optional.of(place(cell, unit)), cell);
  }
}
