/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;

/**
 * Comma separated values, or separated by semicolons or tabs: what the first line that counts has of, in the order tab, semicolon, comma.
 * Empty lines and lines that begin with {@code #} do not count. The first that counts is a header if none of its cells is a number. A cell
 * may stand in quotes, with two for one inside. Errors have the code E1002.
 */
public final class CsvReader {
  private final Source source;
  private final Diagnostics diagnostics;

  private CsvReader(Source source, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  /** The content of a file; empty if it is wrong, which was reported. */
  public static Optional<DataFile> read(Source source, Diagnostics diagnostics) {
    return new CsvReader(source, diagnostics).read();
  }

  private Optional<DataFile> read() {
    List<Integer> lines = new ArrayList<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      String text = source.lineText(line);
      if (!text.isBlank() && !text.stripLeading().startsWith("#")) {
        lines.add(line);
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    char separator = lines.isEmpty() ? ',' : separator(source.lineText(lines.getFirst()));
    for (int line : lines) {
      Optional<List<Cell>> row = cells(line, separator);
      if (row.isEmpty() || (!rows.isEmpty() && ragged(rows.getFirst(), row.get()))) {
        return Optional.empty();
      }
      rows.add(row.get());
    }
    boolean header = !rows.isEmpty() && rows.getFirst().stream().allMatch(cell -> cell.number().isEmpty());
    List<Heading> headings = header ? rows.removeFirst().stream().map(Heading::of).toList() : List.of();
    if (rows.isEmpty()) {
      diagnostics.report(Diagnostic
          .at(Code.E1002, new Span(source, 0, 0), "this data file has no numbers")
          .label(header ? "only a header" : "empty"));
      return Optional.empty();
    }
    return Optional.of(new DataFile(source, headings, rows));
  }

  private static char separator(String line) {
    String unquoted = line.replaceAll("\"[^\"]*\"", "");
    return unquoted.indexOf('\t') >= 0 ? '\t' : unquoted.indexOf(';') >= 0 ? ';' : ',';
  }

  private boolean ragged(List<Cell> first, List<Cell> row) {
    if (row.size() == first.size()) {
      return false;
    }
    diagnostics.report(Diagnostic
        .at(Code.E1002, whole(row), "the rows of a data file need equally many cells")
        .label(counted(row))
        .second(whole(first), counted(first)));
    return true;
  }

  private static Span whole(List<Cell> row) {
    return row.getFirst().span().to(row.getLast().span());
  }

  private static String counted(List<Cell> row) {
    return row.size() == 1 ? "1 cell" : row.size() + " cells";
  }

  /** The cells of a line; empty if a quote is not closed, which was reported. */
  private Optional<List<Cell>> cells(int line, char separator) {
    String text = source.lineText(line);
    int offset = source.lineStart(line);
    List<Cell> cells = new ArrayList<>();
    int at = 0;
    while (at <= text.length()) {
      int start = skipBlanks(text, at, separator);
      boolean quoted = start < text.length() && text.charAt(start) == '"';
      int end = quoted ? closing(text, start) : start;
      if (end < 0) {
        diagnostics.report(Diagnostic
            .at(Code.E1002, new Span(source, offset + start, offset + text.length()), "this quote is not closed")
            .label("a cell ends in its line"));
        return Optional.empty();
      }
      int next = text.indexOf(separator, end);
      next = next < 0 ? text.length() : next;
      String content = text.substring(start, next).stripTrailing();
      Span span = new Span(source, offset + start, offset + start + content.length());
      boolean whole = quoted && content.length() == end - start;
      cells.add(
          new Cell(whole ? content.substring(1, content.length() - 1).replace("\"\"", "\"").strip() : content, span));
      at = next + 1;
    }
    return Optional.of(cells);
  }

  private static int skipBlanks(String text, int from, char separator) {
    int at = from;
    while (at < text.length() && text.charAt(at) != separator && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Behind the quote that closes the one at {@code start}; -1 if there is none. */
  private static int closing(String text, int start) {
    int at = start + 1;
    while (at < text.length()) {
      if (text.charAt(at) == '"') {
        if (at + 1 == text.length() || text.charAt(at + 1) != '"') {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    return -1;
  }
}
