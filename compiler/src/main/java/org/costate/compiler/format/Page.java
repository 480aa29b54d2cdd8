/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

/** Text that grows at its end, with \n at the end of each line and no white space before it. */
final class Page {
  private final StringBuilder text = new StringBuilder();

  /** Spaces that are written when something follows on the line. */
  private int spaces;

  private int column;
  private int lastComment;

  boolean empty() {
    return text.isEmpty();
  }

  /** How many code points and spaces are on the line. */
  int column() {
    return column + spaces;
  }

  /** The column in which the last comment started. */
  int lastComment() {
    return lastComment;
  }

  void spaces(int count) {
    spaces += count;
  }

  void put(String piece) {
    if (!piece.isEmpty()) {
      text.repeat(' ', spaces).append(piece);
      column += spaces + piece.codePointCount(0, piece.length());
      spaces = 0;
    }
  }

  void put(Comment comment) {
    lastComment = column();
    for (int i = 0; i < comment.lines().size(); i++) {
      if (i > 0) {
        newLine(0);
      }
      put(comment.line(i, lastComment));
    }
  }

  /** Ends the line, if something is on it, and goes to a column of the next one. */
  void newLine(int indent) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    column = 0;
    spaces = indent;
  }

  void blankLine() {
    newLine(0);
  }

  String text() {
    return text.toString();
  }
}
