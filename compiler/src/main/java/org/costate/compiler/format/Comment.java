/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.List;

/**
 * A comment where it stands.
 *
 * @param lines its lines, without white space at their ends
 * @param newlines how many line breaks are between it and what stands before it
 * @param column the column, from 0, at which it starts
 */
record Comment(List<String> lines, int newlines, int column) {
  Comment {
    lines = List.copyOf(lines);
  }

  /** Whether only a line break ends it. */
  boolean endsLine() {
    return lines.getFirst().startsWith("//");
  }

  boolean documents() {
    return lines.getFirst().startsWith("///");
  }

  boolean severalLines() {
    return lines.size() > 1;
  }

  /** Whether it stands between two tokens of a line, and what follows may stand on that line too. */
  boolean inline() {
    return newlines == 0 && !endsLine() && !severalLines();
  }

  /** One of its lines when the comment starts at {@code target}: lines move along, as far as they are indented. */
  String line(int index, int target) {
    String line = lines.get(index);
    if (index == 0 || line.isEmpty()) {
      return line;
    }
    int indent = line.length() - line.stripLeading().length();
    return " ".repeat(target) + line.substring(Math.min(indent, column));
  }
}
