/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.costate.compiler.parse.Lexeme;
import org.costate.compiler.source.Source;

/** What formatting must keep: the tokens of a source, each with the comments before it. */
final class Tokens {
  /** What stands between two tokens. */
  enum Gap {
    NOTHING,
    SPACES,
    /** Line breaks or comments. */
    MORE
  }

  /**
   * A token; the last one of a source is the end of the file, which has no text.
   *
   * @param start its offset
   * @param comments what stands between the token before and this one
   * @param behind how many of the comments, from the first one on, stand on the line of the token before
   * @param newlines how many line breaks are between it and the last comment or, without one, the token before
   */
  record Token(String text, int start, List<Comment> comments, int behind, int newlines, Gap gap) {
    Token {
      comments = List.copyOf(comments);
    }

    /** Whether it starts a line, be it for a comment's sake. */
    boolean onNewLine() {
      return newlines > 0 || comments.stream().anyMatch(comment -> comment.newlines() > 0 || comment.severalLines());
    }

    /** Whether it stands on the line of the comment before it, which starts that line. */
    boolean followsComment() {
      return comments.size() > behind && newlines == 0 && !comments.getLast().severalLines();
    }
  }

  private final List<Token> tokens = new ArrayList<>();

  Tokens(Source source) {
    List<Comment> comments = new ArrayList<>();
    int end = 0;
    for (Lexeme lexeme : Lexeme.all(source)) {
      int start = lexeme.span().start();
      int newlines = source.line(start) - source.line(end);
      if (lexeme.comment()) {
        List<String> lines = lexeme.text().lines().map(String::stripTrailing).toList();
        comments.add(new Comment(lines, newlines, lexeme.span().column() - 1));
      } else {
        tokens.add(
            new Token(lexeme.text(), start, comments, behind(comments), newlines, gap(comments, newlines, end, start)));
        comments.clear();
      }
      end = lexeme.span().end();
    }
    tokens.add(new Token("", source.text().length(), comments, behind(comments), 1, Gap.MORE));
  }

  private int behind(List<Comment> comments) {
    int count = 0;
    while (!tokens.isEmpty() && count < comments.size() && comments.get(count).newlines() == 0) {
      count++;
    }
    return count;
  }

  private static Gap gap(List<Comment> comments, int newlines, int end, int start) {
    return !comments.isEmpty() || newlines > 0 ? Gap.MORE : start > end ? Gap.SPACES : Gap.NOTHING;
  }

  Token get(int index) {
    return tokens.get(index);
  }

  /** How many there are, the end of the file included. */
  int size() {
    return tokens.size();
  }

  /** The index of the first token that starts at or after an offset. */
  int from(int offset) {
    int found = Collections.binarySearch(tokens, new Token("", offset, List.of(), 0, 0, Gap.NOTHING),
        Comparator.comparingInt(Token::start));
    return found >= 0 ? found : -found - 1;
  }
}
