/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Aligns the columns of neighbouring lines, and the comments behind them: what starts at most {@link #REACH} columns
 * apart is moved to where the last one starts.
 *
 * <p>Neighbours are statements of a block that no blank line, statement of another kind or block parts; comments behind
 * them are parted by blocks only. Of a statement that takes several lines, the start is aligned.
 */
final class Alignment {
  private static final int REACH = 20;

  /** In this part of a line stand the columns that belong to a statement's start. */
  private static final int START = Line.WIDTH / 2;

  /** How far a comment stands from its statement. */
  static final int COMMENT_GAP = 2;

  private final Joins joins;
  private final Tokens tokens;

  /** Further spaces before a token; before the token that follows a line, those of the comment behind that line. */
  private final int[] spaces;

  private Alignment(Joins joins) {
    this.joins = joins;
    this.tokens = joins.tokens();
    this.spaces = new int[tokens.size()];
  }

  /** A line with the columns it has reached so far. */
  private static final class Row {
    final Line line;
    final int width;

    /** Whether it is one line when it is written. */
    final boolean whole;

    int moved;

    Row(Line line, int width, boolean whole) {
      this.line = line;
      this.width = width;
      this.whole = whole;
    }
  }

  static Alignment of(Joins joins, List<Line> lines) {
    Alignment alignment = new Alignment(joins);
    List<Row> neighbours = new ArrayList<>();
    for (Line line : lines) {
      if (line.kind().statement() && !alignment.tokens.get(line.from()).followsComment()) {
        neighbours.add(alignment.row(line));
      } else {
        alignment.alignBlock(neighbours);
        neighbours.clear();
      }
    }
    alignment.alignBlock(neighbours);
    return alignment;
  }

  /** Spaces before a token besides those of its join. */
  int spaces(int index) {
    return spaces[index];
  }

  /** Spaces between a line that ends before the token {@code to} and the comment behind it. */
  int commentGap(int to) {
    return COMMENT_GAP + spaces[to];
  }

  private Row row(Line line) {
    int width = line.indent() + joins.width(line.from(), line.to());
    boolean whole = width <= Line.WIDTH && IntStream.range(line.from() + 1, line.to()).noneMatch(joins::breaks);
    return new Row(line, width, whole);
  }

  // ---------- groups ----------

  private void alignBlock(List<Row> rows) {
    List<Row> group = new ArrayList<>();
    for (Row row : rows) {
      boolean plain = row.line.kind() == Line.Kind.PLAIN;
      boolean parts = blankBefore(row.line)
          || !plain && !group.isEmpty() && group.getLast().line.kind() != row.line.kind();
      if (parts) {
        alignColumns(group);
        group.clear();
      }
      if (!plain) {
        group.add(row);
      }
    }
    alignColumns(group);
    List<Row> commented = rows.stream().filter(row -> row.whole && commentBehind(row.line)).toList();
    align(commented, row -> row.line.to(), row -> row.width + row.moved + COMMENT_GAP);
  }

  private boolean blankBefore(Line line) {
    Tokens.Token first = tokens.get(line.from());
    return first.newlines() > 1 || first.comments().stream().anyMatch(comment -> comment.newlines() > 1);
  }

  /** Whether comments on one line, and only such, stand behind a line. */
  private boolean commentBehind(Line line) {
    Tokens.Token next = tokens.get(line.to());
    return next.behind() > 0 && next.comments().subList(0, next.behind()).stream().noneMatch(Comment::severalLines);
  }

  private void alignColumns(List<Row> group) {
    for (Join.Column column : Join.Column.values()) {
      if (column != Join.Column.NONE) {
        List<Row> having = group.stream().filter(row -> start(row, column) >= 0).toList();
        align(having, row -> start(row, column), row -> position(row, start(row, column)));
      }
    }
  }

  /** The token with which a column starts, or -1. */
  private int start(Row row, Join.Column column) {
    Line line = row.line;
    for (int i = line.from() + 1; i < line.to() && (row.whole || !joins.breaks(i)); i++) {
      if (joins.get(i).column() == column) {
        return row.whole || joins.width(line.from(), i) <= START ? i : -1;
      }
    }
    return -1;
  }

  private int position(Row row, int index) {
    return row.line.indent() + row.moved + joins.width(row.line.from(), index) + joins.separator(index);
  }

  // ---------- one column ----------

  /** Aligns what lies near enough, from the first row on; a line that would become too long stays as it is. */
  private void align(List<Row> rows, ToIntFunction<Row> token, ToIntFunction<Row> position) {
    int from = 0;
    while (from < rows.size()) {
      int least = position.applyAsInt(rows.get(from));
      int greatest = least;
      int to = from + 1;
      while (to < rows.size()) {
        int next = position.applyAsInt(rows.get(to));
        if (Math.max(greatest, next) - Math.min(least, next) > REACH) {
          break;
        }
        least = Math.min(least, next);
        greatest = Math.max(greatest, next);
        to++;
      }
      for (Row row : rows.subList(from, to)) {
        int missing = greatest - position.applyAsInt(row);
        if (!row.whole || row.width + row.moved + missing <= Line.WIDTH) {
          spaces[token.applyAsInt(row)] = missing;
          row.moved += missing;
        }
      }
      from = to;
    }
  }
}
