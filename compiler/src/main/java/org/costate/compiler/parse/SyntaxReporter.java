/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;

/**
 * Says in words what is wrong where the parser got stuck. Judges by the tokens around the place, not by the parser's
 * sets. Says nothing where a token was scanned with an error: that has been told.
 */
final class SyntaxReporter {
  /** The first that fits is told: those that show in the token itself come before what is missing in front of it. */
  private static final List<Mistake> MISTAKES =
      List.of(
          WrongWord::reserved, WrongBracket::inStatement, WrongEquals::inStatement, WrongWord::elseIf,
          WrongWord::clause, WrongWord::numberWithoutDigits, MissingSemicolon::beforeNext, MissingSign::comma,
          MissingSign::colon, MissingPart::timeInParentheses, MissingSign::commaOrOperator, MissingSign::times,
          MissingPart::word, MissingPart::name, MissingPart::value);

  private final Tokens tokens;
  private final Diagnostics diagnostics;

  SyntaxReporter(Tokens tokens, Diagnostics diagnostics) {
    this.tokens = tokens;
    this.diagnostics = diagnostics;
  }

  /** A block is open where {@code token} cannot be inside one. */
  void unclosedBlock(Token token) {
    int index = token.getTokenIndex();
    if (!tokens.reported(index, index)) {
      diagnostics.report(WrongBracket.openBlock(tokens, token));
    }
  }

  /** {@code token} starts no statement of {@code block}. */
  void betweenStatements(ParserRuleContext block, Token token) {
    int index = token.getTokenIndex();
    if (!tokens.reported(index, index)) {
      diagnostics.report(NoStatement.of(tokens, block, token));
    }
  }

  /** Whether {@code mismatch} is just a missing {@code ;}, which is then reported. */
  boolean missingSemicolon(ParserRuleContext rule, InputMismatchException mismatch) {
    if (!MissingSemicolon.alone(tokens, rule, mismatch)) {
      return false;
    }
    int index = mismatch.getOffendingToken().getTokenIndex();
    if (!tokens.reported(rule.start.getTokenIndex(), index)) {
      diagnostics.report(MissingSemicolon.before(tokens, index, rule));
    }
    return true;
  }

  /** Reports the error that stopped {@code rule} while it read {@code statement}. */
  void inStatement(ParserRuleContext rule, ParserRuleContext statement, RecognitionException error) {
    Situation at = Situation.of(tokens, rule, statement, error);
    if (!tokens.reported(at.start(), at.index())) {
      diagnostics.report(
          MISTAKES.stream()
              .map(mistake -> mistake.in(at))
              .flatMap(Optional::stream)
              .findFirst()
              .orElseGet(() -> unexpected(at)));
    }
  }

  private static Diagnostic.Builder unexpected(Situation at) {
    return Diagnostic
        .at(Code.E0101, at.missingPlace(), "unexpected " + at.found() + " after " + at.foundBefore())
        .label("while reading the " + Phrases.statement(at.statement()));
  }
}
