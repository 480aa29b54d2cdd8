/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/** Words, and numbers, that are not of this language, or not of this place. */
final class WrongWord {
  private static final Set<String> ELSE_IF = Set.of("elseif", "elif", "elsif");
  /** Shorter words resemble too much. */
  private static final int SHORTEST_MISSPELT = 3;

  private WrongWord() {}

  static Optional<Diagnostic.Builder> reserved(Situation at) {
    return at.type() == CtlParser.RESERVED ? Optional.of(reserved(at.tokens(), at.token())) : Optional.empty();
  }

  static Diagnostic.Builder reserved(Tokens tokens, Token token) {
    return Diagnostic
        .at(Code.E0106, tokens.span(token), tokens.found(token) + " is reserved for a later version of the language")
        .help(freeName(tokens, token));
  }

  /** A word of the language where only {@code name} could stand. */
  static Diagnostic.Builder keywordAsName(Situation at, String name) {
    return Diagnostic.at(Code.E0106, at.place(), at.found() + " is a keyword, so it cannot be a name")
        .label("expected " + name)
        .help(freeName(at.tokens(), at.token()));
  }

  private static String freeName(Tokens tokens, Token token) {
    return "another name, such as `" + tokens.text(token) + "_`, is free";
  }

  static Optional<Diagnostic.Builder> elseIf(Situation at) {
    if (at.type() != CtlParser.ID || !ELSE_IF.contains(at.tokens().text(at.token()))) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.at(Code.E0105, at.place(), at.found() + " is written `else if`")
            .help("every `if` is a value: `if a then x else if b then y else z`")
            .fix(Fix.replace(at.place(), "else if")));
  }

  /** A misspelt word of a clause of the statement. */
  static Optional<Diagnostic.Builder> clause(Situation at) {
    for (ParserRuleContext rule = at.rule(); rule != null && !rule.equals(at.statement().getParent());
        rule = rule.getParent()) {
      Optional<String> meant = clauseMeant(at.tokens(), rule, at.token());
      if (meant.isPresent()) {
        String statement = Phrases.statement(at.statement());
        return Optional.of(
            Diagnostic.at(Code.E0101, at.place(), at.found() + " means nothing in this " + statement)
                .label("is this `" + meant.get() + "`?")
                .fix(Fix.replace(at.place(), meant.get())));
      }
    }
    return Optional.empty();
  }

  /** The word of a clause of {@code rule} that {@code token} is a misspelling of. */
  static Optional<String> clauseMeant(Tokens tokens, ParserRuleContext rule, Token token) {
    String text = tokens.text(token);
    if (token.getType() != CtlParser.ID || text.length() < SHORTEST_MISSPELT) {
      return Optional.empty();
    }
    return Suggestions.closest(
        text, Phrases.clauses(rule).stream().filter(word -> word.length() >= SHORTEST_MISSPELT).toList());
  }

  /** A point behind a number, with no digit after it; two points are the range of other languages. */
  static Optional<Diagnostic.Builder> numberWithoutDigits(Situation at) {
    boolean here = at.type() == CtlParser.DOT;
    Token dot = here ? at.token() : at.previous();
    Token number = here ? at.previous() : at.tokens().at(Math.max(0, at.index() - 2));
    boolean bare = dot.getType() == CtlParser.DOT && number.getType() == CtlParser.NUMBER
        && number.getStopIndex() + 1 == dot.getStartIndex();
    if (!bare) {
      return Optional.empty();
    }
    if (at.tokens().source().text().startsWith("..", dot.getStartIndex())) {
      Span dots = new Span(at.tokens().source(), dot.getStartIndex(), dot.getStartIndex() + 2);
      return Optional.of(
          Diagnostic.at(Code.E0105, dots, "`..` is written `:`")
              .label("a range is `from:to`")
              .fix(Fix.replace(dots, ":")));
    }
    Span place = at.tokens().span(number).to(at.tokens().span(dot));
    return Optional.of(
        Diagnostic.at(Code.E0101, place, "a number needs a digit after its point")
            .fix(Fix.replace(place, place.text() + "0")));
  }
}
