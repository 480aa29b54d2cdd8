/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts joined tokens into lines: each statement is one, and so are the opening and the end of a block.
 *
 * <p>A block stays on one line if the author has put it there, it has room, and neither blocks nor comments are in it.
 */
final class Lines {
  private final Joins joins;
  private final ExpressionOutline expressions;
  private final List<Line> lines = new ArrayList<>();
  private int depth;

  /** Whether the statements that come belong to a block on one line, and are no lines themselves. */
  private boolean onOneLine;

  Lines(Joins joins, ExpressionOutline expressions) {
    this.joins = joins;
    this.expressions = expressions;
  }

  List<Line> all() {
    return List.copyOf(lines);
  }

  /** A statement: what {@code content} joins, and the semicolon. */
  void statement(Line.Kind kind, Runnable content) {
    if (onOneLine) {
      joins.space();
      content.run();
      joins.take();
      return;
    }
    int from = joins.next();
    expressions.begin();
    content.run();
    joins.take();
    expressions.end(from, joins.next(), room());
    lines.add(new Line(kind, depth, from, joins.next()));
  }

  /** A block that ends before the offset {@code end}: what {@code header} joins, and the contents in braces. */
  void block(int end, Runnable header, List<Runnable> contents) {
    int from = joins.next();
    int close = joins.tokens().from(end - 1);
    header.run();
    joins.space();
    joins.take();
    int inside = joins.next();
    if (mayStandOnOneLine(inside, close)) {
      onOneLine = true;
      contents.forEach(Runnable::run);
      onOneLine = false;
      joins.with(contents.isEmpty() ? Join.TIGHT : Join.SPACE);
      joins.take();
      if (joins.width(from, joins.next()) <= room()) {
        lines.add(new Line(Line.Kind.BLOCK, depth, from, joins.next()));
        return;
      }
      joins.back(inside);
    }
    lines.add(new Line(Line.Kind.OPENING, depth, from, inside));
    depth++;
    contents.forEach(Runnable::run);
    depth--;
    joins.take();
    lines.add(new Line(Line.Kind.CLOSING, depth, close, joins.next()));
  }

  private int room() {
    return Line.WIDTH - depth * Line.INDENT;
  }

  /** Of the tokens from the first one in a block to its closing brace. */
  private boolean mayStandOnOneLine(int inside, int close) {
    for (int i = inside; i <= close; i++) {
      Tokens.Token token = joins.tokens().get(i);
      boolean opensBlock = token.text().equals("{") && !joins.tokens().get(i - 1).text().equals("in");
      if (opensBlock || !token.comments().isEmpty() || token.newlines() > 0 && inside < close) {
        return false;
      }
    }
    return true;
  }
}
