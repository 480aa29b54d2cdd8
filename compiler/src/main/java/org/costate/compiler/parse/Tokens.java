/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/** The tokens of a source: what stands next to what, how the lines are laid out, which brackets are open. */
final class Tokens {
  /** A group in brackets with more tokens than this is too long to be shown. */
  private static final int SHORT_GROUP = 20;

  private final Source source;
  private final Scan scan;
  private final Spans spans;

  Tokens(Source source, Scan scan) {
    this.source = source;
    this.scan = scan;
    this.spans = new Spans(source);
  }

  Source source() {
    return source;
  }

  /** The token at {@code index}; behind the last one, the end of the file. */
  Token at(int index) {
    return index < scan.tokens().size() ? scan.tokens().get(index) : scan.tokens().getLast();
  }

  int type(int index) {
    return at(index).getType();
  }

  // ---------- one token ----------

  String text(Token token) {
    return spans.text(token);
  }

  /** The token as a message shows it. */
  String found(Token token) {
    return Phrases.found(token, text(token));
  }

  Span span(Token token) {
    return spans.of(token);
  }

  /** The empty place right behind a token. */
  Span after(Token token) {
    int end = span(token).end();
    return new Span(source, end, end);
  }

  // ---------- layout ----------

  int line(Token token) {
    return source.line(token.getStartIndex());
  }

  int indent(Token token) {
    String line = source.lineText(line(token));
    return line.length() - line.stripLeading().length();
  }

  boolean firstOnLine(int index) {
    return index == 0 || line(at(index)) > source.line(Math.max(0, at(index - 1).getStopIndex()));
  }

  /** Whether the token starts its line, no further in than the line that opened the block around it. */
  boolean outdented(Token token) {
    Token opening = openBefore(token.getTokenIndex(), 0).peekLast();
    return opening != null && firstOnLine(token.getTokenIndex()) && indent(token) <= indent(opening);
  }

  // ---------- neighbours ----------

  /** Whether a keyword that starts statements does so here: a name, a number or a bracket follows it, not a sign. */
  boolean starts(int index) {
    int next = type(index + 1);
    return TokenKind.startsStatement(type(index))
        && (TokenKind.word(next) || next == CtlParser.NUMBER || next == CtlParser.LBRACE || next == CtlParser.LPAREN
            || next == CtlParser.LBRACKET);
  }

  /** Whether {@code name =} stands here: the next option or assignment of a list. */
  boolean assigns(int index) {
    return TokenKind.word(type(index)) && type(index + 1) == CtlParser.ASSIGN;
  }

  /** Whether a token in {@code [from, to]} was scanned with an error: that says nothing about the grammar. */
  boolean reported(int from, int to) {
    int first = scan.reported().nextSetBit(Math.max(0, from));
    return first >= 0 && first <= to;
  }

  /** The brackets opened in {@code [from, index)} and not closed there, innermost last. */
  Deque<Token> openBefore(int index, int from) {
    Deque<Token> open = new ArrayDeque<>();
    for (int i = from; i < index; i++) {
      Token token = at(i);
      if (TokenKind.opens(token.getType())) {
        open.addLast(token);
      } else if (TokenKind.closes(token.getType())) {
        while (!open.isEmpty() && TokenKind.closerOf(open.peekLast().getType()) != token.getType()
            && open.peekLast().getType() != CtlParser.LBRACE) {
          open.removeLast();
        }
        if (!open.isEmpty() && TokenKind.closerOf(open.peekLast().getType()) == token.getType()) {
          open.removeLast();
        }
      }
    }
    return open;
  }

  /** What the bracket at {@code index} encloses, read forwards or backwards ({@code step} 1 or -1), if it is short. */
  Optional<Span> group(int index, int step) {
    int depth = 0;
    for (int i = index; i >= 0 && i < scan.tokens().size() && Math.abs(i - index) < SHORT_GROUP; i += step) {
      int type = type(i);
      depth += TokenKind.opens(type) ? 1 : TokenKind.closes(type) ? -1 : 0;
      if (depth == 0) {
        boolean oneLine = line(at(i)) == line(at(index));
        return oneLine ? Optional.of(span(at(index)).to(span(at(i)))) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
