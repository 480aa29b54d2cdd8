/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.data;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.costate.compiler.source.Span;

/**
 * What stands above a column: {@code speed} or {@code speed [km/h]}.
 *
 * @param unit what stands in the brackets
 */
public record Heading(String name, Optional<Span> unit, Cell cell) {
  private static final Pattern WITH_UNIT = Pattern.compile("(.*?)\\s*\\[\\s*(.*?)\\s*\\]");

  private static Span place(Cell cell, String unit) {
    int at = cell.span().start() + cell.span().text().indexOf(unit, cell.span().text().indexOf('['));
    return new Span(cell.span().source(), at, at + unit.length());
  }

  static Heading of(Cell cell) {
    Matcher parts = WITH_UNIT.matcher(cell.text());
    return parts.matches()
        ? new Heading(parts.group(1), Optional.of(place(cell, parts.group(2))), cell)
        : new Heading(cell.text(), Optional.empty(), cell);
  }
}
