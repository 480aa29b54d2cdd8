/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlLexer;

/** A word, number, text, sign or comment of a source; a source is its lexemes and the white space between them. */
public record Lexeme(boolean comment, Span span) {
  /** All lexemes, in order, of a source that the parser accepts; a byte order mark is none. */
  public static List<Lexeme> all(Source source) {
    CtlLexer lexer = new CtlLexer(new Utf16Stream(source));
    lexer.removeErrorListeners();
    List<Lexeme> lexemes = new ArrayList<>();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      switch (token.getType()) {
        case CtlLexer.WS, CtlLexer.BAD -> {}
        case CtlLexer.COMMENT, CtlLexer.DOC -> lexemes.add(new Lexeme(true, new Spans(source).of(token)));
        default -> lexemes.add(new Lexeme(false, new Spans(source).of(token)));
      }
    }
    return lexemes;
  }

  public String text() {
    return span.text();
  }
}
