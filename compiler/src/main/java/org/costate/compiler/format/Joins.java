/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.Arrays;

/** The joins of a source's tokens, written from the first token to the last. */
final class Joins {
  private final Tokens tokens;
  private final Join[] joins;
  private int next;
  private Join pending = Join.TIGHT;

  Joins(Tokens tokens) {
    this.tokens = tokens;
    this.joins = new Join[tokens.size()];
    Arrays.fill(joins, Join.TIGHT);
  }

  Tokens tokens() {
    return tokens;
  }

  // ---------- writing ----------

  /** The index of the token that is taken next. */
  int next() {
    return next;
  }

  Tokens.Token peek() {
    return tokens.get(next);
  }

  /** Goes back to a token, to join what follows in another way. */
  void back(int index) {
    next = index;
    pending = Join.TIGHT;
  }

  /** How the next token is joined; tight if nothing is said. */
  void with(Join join) {
    pending = join;
  }

  void space() {
    with(Join.SPACE);
  }

  void take() {
    joins[next++] = pending;
    pending = Join.TIGHT;
  }

  /** Takes the tokens that start before {@code offset}. */
  void upTo(int offset) {
    while (peek().start() < offset) {
      take();
    }
  }

  /** Joins a token that was taken in another way. */
  void change(int index, Join join) {
    joins[index] = join;
  }

  // ---------- reading ----------

  Join get(int index) {
    return joins[index];
  }

  /** What stands before a token if no line ends there, in columns; a comment needs a space. */
  int separator(int index) {
    return joins[index].space() || !tokens.get(index).comments().isEmpty() ? 1 : 0;
  }

  /** A token with the comments after it that stand on its line whatever happens. */
  String piece(int index) {
    StringBuilder text = new StringBuilder(tokens.get(index).text());
    if (!breaks(index + 1)) {
      tokens.get(index + 1).comments().forEach(comment -> text.append(' ').append(comment.lines().getFirst()));
    }
    return text.toString();
  }

  /** Whether a line ends before the token, be it for the sake of a comment. */
  boolean breaks(int index) {
    return joins[index].row() != Join.Row.SAME || !tokens.get(index).comments().stream().allMatch(Comment::inline);
  }

  /** The columns that the tokens {@code [from, to)} take if all stand on one line. */
  int width(int from, int to) {
    int width = 0;
    for (int i = from; i < to; i++) {
      String text = i + 1 < to ? piece(i) : tokens.get(i).text();
      width += text.codePointCount(0, text.length()) + (i > from ? separator(i) : 0);
    }
    return width;
  }
}
