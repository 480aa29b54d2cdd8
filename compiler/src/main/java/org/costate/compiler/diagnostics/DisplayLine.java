/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.util.List;
import org.costate.compiler.source.Source;

/**
 * One line of a source as a terminal shows it: tabs expanded, wide characters two columns wide, control characters
 * made visible and harmless, and what does not fit cut to the part that matters.
 */
final class DisplayLine {
  private static final int TAB = 4;
  private static final int MARGIN = 20;
  private static final String CUT = "…";

  private final int lineStart;
  private final int lineEnd;
  /** Column, from 0, at which the character at lineStart + i starts; one more entry for the end. */
  private final int[] columns;
  private final String text;
  private final int from;
  private final int to;

  /**
   * @param marks the offsets that should be seen, where not all fits
   * @param width columns there are
   */
  DisplayLine(Source source, int line, List<Integer> marks, int width) {
    String raw = source.lineText(line);
    lineStart = source.lineStart(line);
    lineEnd = lineStart + raw.length();
    columns = new int[raw.length() + 1];
    StringBuilder shown = new StringBuilder();
    StringBuilder window = new StringBuilder();
    int column = 0;
    for (int i = 0; i < raw.length();) {
      int point = raw.codePointAt(i);
      int count = Character.charCount(point);
      for (int k = 0; k < count; k++) {
        columns[i + k] = column;
      }
      column += width(point, column);
      i += count;
    }
    columns[raw.length()] = column;
    int first = marks.stream().mapToInt(this::absoluteColumn).min().orElse(0);
    boolean fits = column <= width;
    from = fits || first < width - MARGIN ? 0 : first - MARGIN;
    to = fits ? column : from + width;
    for (int i = 0; i < raw.length();) {
      int point = raw.codePointAt(i);
      int start = columns[i];
      int size = width(point, start);
      if (start >= from && start + size <= to) {
        window.append(shown(point, size));
      }
      i += Character.charCount(point);
    }
    if (from > 0) {
      shown.append(CUT);
    }
    shown.append(window);
    if (to < column) {
      shown.append(CUT);
    }
    text = shown.toString().stripTrailing();
  }

  /** The visible part, with {@code …} where something was cut. */
  String text() {
    return text;
  }

  /**
   * The column, from 0, at which {@code offset} is shown; an offset of another line or a part not shown goes to the
   * nearer end.
   */
  int column(int offset) {
    int column = Math.clamp(absoluteColumn(offset), from, to);
    return column - from + (from > 0 ? 1 : 0);
  }

  private int absoluteColumn(int offset) {
    return columns[Math.clamp(offset, lineStart, lineEnd) - lineStart];
  }

  private static String shown(int point, int size) {
    if (point == '\t') {
      return " ".repeat(size);
    }
    return harmless(point) ? Character.toString(point) : "\uFFFD";
  }

  /** {@code text} without characters that would move a terminal's cursor or turn the direction of writing. */
  static String sanitized(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(point -> safe.appendCodePoint(point == '\n' || harmless(point) ? point : 0xFFFD));
    return safe.toString();
  }

  private static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
        false;
      default -> true;
    };
  }

  /** How many columns {@code text} takes. */
  static int width(String text) {
    int column = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      column += width(text.codePointAt(i), column);
    }
    return column;
  }

  private static int width(int point, int column) {
    if (point == '\t') {
      return TAB - column % TAB;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> wide(point) ? 2 : 1;
    };
  }

  /** East Asian wide and full-width characters and pictographs, by block. Source: Unicode Standard Annex 11. */
  private static boolean wide(int point) {
    return point >= 0x1100
        && (point <= 0x115F
            || point >= 0x2E80 && point <= 0x303E
            || point >= 0x3041 && point <= 0xA4CF
            || point >= 0xAC00 && point <= 0xD7A3
            || point >= 0xF900 && point <= 0xFAFF
            || point >= 0xFE30 && point <= 0xFE6F
            || point >= 0xFF00 && point <= 0xFF60
            || point >= 0xFFE0 && point <= 0xFFE6
            || point >= 0x1F300 && point <= 0x1F64F
            || point >= 0x1F680 && point <= 0x1F6FF
            || point >= 0x1F900 && point <= 0x1F9FF
            || point >= 0x20000 && point <= 0x3FFFD);
  }
}
