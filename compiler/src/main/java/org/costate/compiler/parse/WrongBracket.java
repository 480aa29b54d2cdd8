/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/** Brackets that are not closed, or close nothing. */
final class WrongBracket {
  private WrongBracket() {}

  /** A bracket of the statement is closed by another kind of bracket, or not at all. */
  static Optional<Diagnostic.Builder> inStatement(Situation at) {
    Token opening = at.open().peekLast();
    boolean closes = TokenKind.closes(at.type());
    if (opening == null || opening.getType() == CtlParser.LBRACE && container(at)) {
      boolean stray = closes && at.type() != CtlParser.RBRACE;
      return stray ? Optional.of(closesNothing(at.tokens(), at.token())) : Optional.empty();
    }
    int closer = TokenKind.closerOf(opening.getType());
    boolean mismatch = closes && at.type() != closer;
    if (!mismatch && !ends(at)) {
      return Optional.empty();
    }
    String close = TokenKind.spelling(closer);
    return Optional.of(
        Diagnostic.at(Code.E0102, at.tokens().span(opening), at.tokens().found(opening) + " is not closed")
            .label("opened here")
            .second(anchor(at.tokens(), at.token()), "expected `" + close + "` before " + at.found()));
  }

  /** Whether the statement has a block of statements, so that an open brace in it is nothing special. */
  private static boolean container(Situation at) {
    return at.rule() instanceof CtlParser.FunctionDeclContext || at.statement() instanceof CtlParser.ItemContext;
  }

  /** Whether no statement can go on behind the token. */
  private static boolean ends(Situation at) {
    return at.type() == Token.EOF
        || at.type() == CtlParser.SEMICOLON
        || at.tokens().starts(at.index()) && at.firstOnLine()
        || TokenKind.mayStartStatement(at.type()) && at.firstOnLine()
            && at.previous().getType() == CtlParser.SEMICOLON;
  }

  static Diagnostic.Builder closesNothing(Tokens tokens, Token closer) {
    Span place = tokens.span(closer);
    return Diagnostic.at(Code.E0101, place, tokens.found(closer) + " closes nothing")
        .label("no " + opener(closer.getType()) + " is open here")
        .fix(new Fix("delete " + tokens.found(closer), List.of(new Fix.Edit(place, ""))));
  }

  private static String opener(int closer) {
    return switch (closer) {
      case CtlParser.RPAREN -> "`(`";
      case CtlParser.RBRACKET -> "`[`";
      default -> "`{`";
    };
  }

  /** A block is open where {@code token} cannot be inside one. */
  static Diagnostic.Builder openBlock(Tokens tokens, Token token) {
    Token opening = blamedBrace(tokens, token.getTokenIndex());
    String here =
        token.getType() == Token.EOF ? "the file ends here" : tokens.found(token) + " cannot stand inside it";
    return Diagnostic.at(Code.E0102, tokens.span(opening), "`{` on line " + tokens.line(opening) + " is not closed")
        .label("no `}` for this one")
        .second(anchor(tokens, token), here);
  }

  /**
   * The innermost open brace, unless the layout tells of another: a closing brace further out than the line of its
   * opening one was meant for a brace further out, so its own is missing.
   */
  private static Token blamedBrace(Tokens tokens, int index) {
    Deque<Token> open = new ArrayDeque<>();
    Deque<Token> suspects = new ArrayDeque<>();
    for (int i = 0; i < index; i++) {
      Token token = tokens.at(i);
      if (token.getType() == CtlParser.LBRACE) {
        open.addLast(token);
      } else if (token.getType() == CtlParser.RBRACE && !open.isEmpty()) {
        Token opening = open.removeLast();
        while (!suspects.isEmpty() && suspects.peekLast().getTokenIndex() > opening.getTokenIndex()) {
          suspects.removeLast();
        }
        if (tokens.firstOnLine(i) && tokens.indent(token) < tokens.indent(opening)) {
          suspects.addLast(opening);
        }
      }
    }
    Token innermost = open.peekLast();
    Token suspect = suspects.peekLast();
    return suspect != null && suspect.getTokenIndex() > innermost.getTokenIndex() ? suspect : innermost;
  }

  /** The token before which a bracket is missing; for the end of the file, the end of what there is. */
  private static Span anchor(Tokens tokens, Token token) {
    int index = token.getTokenIndex();
    return token.getType() == Token.EOF && index > 0 ? tokens.after(tokens.at(index - 1)) : tokens.span(token);
  }
}
