/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;

/** Values of numbers and texts as written. */
final class Literals {
  private final Diagnostics diagnostics;

  Literals(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * The double nearest to the number at {@code span}; one too large for a double is reported, and read as the largest.
   */
  double number(Span span) {
    double value = Double.parseDouble(span.text().replace("_", ""));
    if (Double.isFinite(value)) {
      return value;
    }
    diagnostics.report(
        Diagnostic.at(Code.E0108, span, "this number is too large")
            .label("the largest is about 1.8e308")
            .help("an unlimited bound is written `inf`"));
    return Double.MAX_VALUE;
  }

  /**
   * The text at {@code span}, quotes removed and escapes resolved; an unknown escape is reported and kept as written.
   */
  String text(Span span) {
    String written = span.text();
    boolean closed = written.length() > 1 && written.endsWith("\"");
    StringBuilder value = new StringBuilder();
    int end = closed ? written.length() - 1 : written.length();
    for (int i = 1; i < end; i++) {
      char c = written.charAt(i);
      if (c != '\\' || i + 1 >= end) {
        value.append(c);
        continue;
      }
      i++;
      switch (written.charAt(i)) {
        case '"' -> value.append('"');
        case '\\' -> value.append('\\');
        case 'n' -> value.append('\n');
        case 't' -> value.append('\t');
        default -> {
          int escaped = written.codePointAt(i);
          int length = Character.charCount(escaped);
          Span place = new Span(span.source(), span.start() + i - 1, span.start() + i + length);
          diagnostics.report(
              Diagnostic.at(Code.E0104, place, "unknown escape `" + place.text() + "` in a text")
                  .help("the escapes are `\\\"`, `\\\\`, `\\n` and `\\t`; a lone backslash is written `\\\\`"));
          value.append(place.text());
          i += length - 1;
        }
      }
    }
    return value.toString();
  }
}
