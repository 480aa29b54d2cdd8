/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/** Between the statements of a block stands a token that starts none. */
final class NoStatement {
  private NoStatement() {}

  static Diagnostic.Builder of(Tokens tokens, ParserRuleContext block, Token token) {
    Span place = tokens.span(token);
    int type = token.getType();
    if (type == CtlParser.SEMICOLON) {
      return Diagnostic.at(Code.E0101, place, "this `;` ends nothing")
          .help("a block ends with `}` alone")
          .fix(new Fix("delete `;`", List.of(new Fix.Edit(place, ""))));
    }
    if (TokenKind.closes(type)) {
      return WrongBracket.closesNothing(tokens, token);
    }
    if (type == CtlParser.RESERVED) {
      return WrongWord.reserved(tokens, token);
    }
    if (block instanceof CtlParser.FileContext && (type == CtlParser.MODULE || type == CtlParser.IMPORT)) {
      return Diagnostic.at(Code.E0101, place, tokens.found(token) + " comes too late")
          .label("this belongs " + Phrases.home(type));
    }
    if (Phrases.home(type) != null && TokenKind.mayStartStatement(type)) {
      return Diagnostic.at(Code.E0101, place, tokens.found(token) + " cannot stand in " + Phrases.block(block))
          .label("this belongs " + Phrases.home(type))
          .help(Phrases.holds(block));
    }
    return unknown(tokens, block, token);
  }

  private static Diagnostic.Builder unknown(Tokens tokens, ParserRuleContext block, Token token) {
    Span place = tokens.span(token);
    Optional<String> near =
        TokenKind.word(token.getType())
            ? Suggestions.closest(tokens.text(token), Phrases.starters(block))
            : Optional.empty();
    Diagnostic.Builder problem =
        Diagnostic.at(Code.E0101, place, tokens.found(token) + " starts no statement of " + Phrases.block(block));
    if (tokens.assigns(token.getTokenIndex()) && Phrases.starters(block).contains("let")) {
      Span before = new Span(place.source(), place.start(), place.start());
      problem.label("a definition starts with `let`")
          .fix(new Fix("insert `let`", List.of(new Fix.Edit(before, "let "))));
    } else if (near.isPresent()) {
      problem.label("is this `" + near.get() + "`?").fix(Fix.replace(place, near.get()));
    } else {
      problem.label("expected the first word of a statement");
    }
    return problem.help(Phrases.holds(block));
  }
}
