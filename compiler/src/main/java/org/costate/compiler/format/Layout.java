/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.List;

/** Writes joined tokens, line by line, with the comments between them, and breaks the lines that are too long. */
final class Layout {
  /** How far the rest of a broken statement is further in than its first line. */
  private static final int CONTINUATION = 4;

  private final Joins joins;
  private final Tokens tokens;
  private final Alignment alignment;
  private final Page page = new Page();

  /** Where the rest of the row that is written goes on, when it is broken. */
  private int continuation;

  /** The tokens of that row are {@code [rowStart, rowEnd)}. */
  private int rowStart;

  private int rowEnd;

  /** How far the row reaches with each of its tokens, if it is not broken. */
  private final int[] reach;

  private Layout(Outline outline) {
    this.joins = outline.joins();
    this.tokens = joins.tokens();
    this.alignment = Alignment.of(joins, outline.lines());
    this.reach = new int[tokens.size()];
  }

  static String write(Outline outline) {
    Layout layout = new Layout(outline);
    layout.lines(outline.lines());
    return layout.page.text();
  }

  private void lines(List<Line> lines) {
    boolean opened = true;
    for (Line line : lines) {
      boolean closes = line.kind() == Line.Kind.CLOSING;
      int inside = line.indent() + (closes ? Line.INDENT : 0);
      between(line.from(), inside, line.indent(), new Blanks(!opened, !closes));
      line(line);
      opened = line.kind() == Line.Kind.OPENING;
    }
    int end = tokens.size() - 1;
    between(end, 0, 0, new Blanks(!lines.isEmpty(), false));
  }

  // ---------- one line ----------

  /** Writes the tokens of a line, cut into rows where a list stands row by row or a comment ends the line. */
  private void line(Line line) {
    int base = line.indent();
    int from = line.from();
    continuation = base + CONTINUATION;
    for (int i = from + 1; i < line.to(); i++) {
      if (joins.breaks(i)) {
        row(from, i);
        int inside = base;
        switch (joins.get(i).row()) {
          case SAME -> between(i, continuation, continuation, Blanks.NONE);
          case FIRST -> {
            base += Line.INDENT;
            between(i, base, base, Blanks.NONE);
          }
          case NEXT -> between(i, base, base, Blanks.ALL);
          case CLOSE -> {
            base -= Line.INDENT;
            between(i, inside, base, Blanks.NONE);
          }
        }
        continuation = base + CONTINUATION;
        from = i;
      }
    }
    row(from, line.to());
  }

  private void row(int from, int to) {
    rowStart = from;
    rowEnd = to;
    int width = 0;
    for (int i = from; i < to; i++) {
      String piece = piece(i);
      width += (i > from ? separator(i) : 0) + piece.codePointCount(0, piece.length());
      reach[i] = width;
    }
    write(from, to);
  }

  /** Writes tokens from where the page is; if they have no room there, breaks them where they are joined most loosely. */
  private void write(int from, int to) {
    int level = Join.NEVER;
    if (page.column() + width(from, to) > Line.WIDTH) {
      for (int i = from + 1; i < to; i++) {
        Join join = joins.get(i);
        if (join.breaking() == Join.Breaking.FOR_THE_REST && continuation + width(i, to) <= Line.WIDTH) {
          write(from, i);
          page.newLine(continuation);
          put(i, to);
          return;
        }
        level = Math.min(level, join.level());
      }
    }
    if (level == Join.NEVER) {
      put(from, to);
      return;
    }
    for (int start = from; start < to;) {
      int end = start + 1;
      while (end < to && joins.get(end).level() != level) {
        end++;
      }
      place(start, end, start == from);
      start = end;
    }
  }

  /** Writes the tokens between two breaks: behind the part before if they have room there, else on a line of their own. */
  private void place(int from, int to, boolean first) {
    if (!first) {
      boolean room = page.column() + separator(from) + width(from, to) <= Line.WIDTH;
      if (room && joins.get(from).breaking() != Join.Breaking.TOGETHER) {
        page.spaces(separator(from));
      } else {
        page.newLine(continuation);
      }
    }
    write(from, to);
  }

  private void put(int from, int to) {
    for (int i = from; i < to; i++) {
      page.spaces(i > from ? separator(i) : 0);
      page.put(piece(i));
    }
  }

  private String piece(int index) {
    return index + 1 < rowEnd ? joins.piece(index) : tokens.get(index).text();
  }

  private int separator(int index) {
    return joins.separator(index) + alignment.spaces(index);
  }

  private int width(int from, int to) {
    return reach[to - 1] - (from > rowStart ? reach[from - 1] + separator(from) : 0);
  }

  // ---------- between lines ----------

  /** Where one blank line of the author's is kept: before the first of what stands between, or before the token. */
  private record Blanks(boolean first, boolean last) {
    static final Blanks ALL = new Blanks(true, true);
    static final Blanks NONE = new Blanks(false, false);
  }

  /**
   * Writes the comments before a token, and goes to where the token is to stand: comments stay on the line of the token
   * before or of this one, or on lines of their own.
   *
   * @param comments where those on lines of their own start
   * @param indent where the token starts
   */
  private void between(int index, int comments, int indent, Blanks blanks) {
    Tokens.Token token = tokens.get(index);
    List<Comment> before = token.comments();
    int behind = token.behind();
    for (int i = 0; i < behind; i++) {
      page.spaces(i > 0 ? 1 : alignment.commentGap(index));
      page.put(before.get(i));
    }
    for (int i = behind; i < before.size(); i++) {
      Comment comment = before.get(i);
      boolean sameLine = comment.newlines() == 0 && i > 0;
      if (sameLine) {
        page.spaces(1);
      } else if (continues(before, i, behind)) {
        page.newLine(page.lastComment());
        behind++;
      } else {
        startLine(comment.newlines(), comments, i == behind ? blanks.first() : true);
      }
      page.put(comment);
    }
    boolean alone = before.size() == behind;
    if (token.followsComment()) {
      page.spaces(1);
    } else {
      startLine(token.newlines(), indent, blanks.last() && (!alone || blanks.first()));
    }
  }

  private void startLine(int newlines, int indent, boolean blankAllowed) {
    if (newlines > 1 && blankAllowed) {
      page.blankLine();
    }
    page.newLine(indent);
  }

  /** Whether a comment goes on, on the next line and in the same column, with what the one behind the token began. */
  private static boolean continues(List<Comment> comments, int index, int behind) {
    if (index == 0 || index != behind) {
      return false;
    }
    Comment before = comments.get(index - 1);
    Comment comment = comments.get(index);
    return comment.newlines() == 1 && comment.column() == before.column()
        && before.endsLine() && !before.documents() && comment.endsLine() && !comment.documents();
  }
}
