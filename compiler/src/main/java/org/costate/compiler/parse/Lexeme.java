/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlLexer;

/** A word, number, text, sign or comment of a source; a source is its lexemes and the white space between them. */
public record Lexeme(Kind kind, Span span) {
  /** What it is, as far as the lexer knows: some keywords may be names where they stand. */
  public enum Kind {
    COMMENT,
    KEYWORD,
    NUMBER,
    TEXT,
    /** A name or a sign. */
    OTHER
  }

  /** All lexemes, in order, of a source that the parser accepts; a byte order mark is none. */
  public static List<Lexeme> all(Source source) {
    CtlLexer lexer = new CtlLexer(new Utf16Stream(source));
    lexer.removeErrorListeners();
    List<Lexeme> lexemes = new ArrayList<>();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      switch (token.getType()) {
        case CtlLexer.WS, CtlLexer.BAD -> {}
        case CtlLexer.COMMENT, CtlLexer.DOC -> lexemes.add(new Lexeme(Kind.COMMENT, new Spans(source).of(token)));
        case CtlLexer.NUMBER -> lexemes.add(new Lexeme(Kind.NUMBER, new Spans(source).of(token)));
        case CtlLexer.STRING -> lexemes.add(new Lexeme(Kind.TEXT, new Spans(source).of(token)));
        default -> lexemes.add(new Lexeme(word(token) ? Kind.KEYWORD : Kind.OTHER, new Spans(source).of(token)));
      }
    }
    return lexemes;
  }

  /** Whether it is a word that the grammar writes out. */
  private static boolean word(Token token) {
    return token.getType() != CtlLexer.ID && Character.isLetter(token.getText().charAt(0));
  }

  public boolean comment() {
    return kind == Kind.COMMENT;
  }

  public String text() {
    return span.text();
  }
}
