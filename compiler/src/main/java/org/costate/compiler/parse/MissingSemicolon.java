/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.Optional;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/** A statement lacks nothing but the {@code ;} at its end. */
final class MissingSemicolon {
  private MissingSemicolon() {}

  /** Whether {@code mismatch} in {@code rule} is just a missing {@code ;}, so that one can be made up. */
  static boolean alone(Tokens tokens, ParserRuleContext rule, InputMismatchException mismatch) {
    IntervalSet expected = mismatch.getExpectedTokens();
    if (expected == null || expected.size() != 1 || !expected.contains(CtlParser.SEMICOLON)) {
      return false;
    }
    Token token = mismatch.getOffendingToken();
    int index = token.getTokenIndex();
    boolean ends =
        token.getType() == Token.EOF
            || token.getType() == CtlParser.RBRACE
            || tokens.starts(index)
            || tokens.firstOnLine(index) && TokenKind.word(token.getType())
            || tokens.assigns(index)
                && (rule instanceof CtlParser.OptionContext || rule instanceof CtlParser.AssignmentContext);
    boolean complete =
        rule instanceof CtlParser.FunctionDeclContext
            || tokens.openBefore(index, rule.start.getTokenIndex()).isEmpty();
    return ends && complete && WrongWord.clauseMeant(tokens, rule, token).isEmpty();
  }

  /** The statement was complete, and the next one has begun. */
  static Optional<Diagnostic.Builder> beforeNext(Situation at) {
    boolean next =
        at.type() == Token.EOF
            || at.type() == CtlParser.RBRACE
            || at.tokens().starts(at.index())
            || TokenKind.mayStartStatement(at.type()) && at.firstOnLine();
    boolean could =
        at.only() == CtlParser.SEMICOLON
            || at.only() == Token.INVALID_TYPE && !at.expected().contains(CtlParser.ASSIGN) && at.afterExpression();
    if (!next || !could || at.index() <= at.start() + 1 || !at.open().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(before(at.tokens(), at.index(), at.statement()));
  }

  /** Shows the next line too: that is where the parser noticed. */
  static Diagnostic.Builder before(Tokens tokens, int index, ParserRuleContext statement) {
    Token previous = tokens.at(index - 1);
    Span end = tokens.after(previous);
    Diagnostic.Builder problem = Diagnostic.at(Code.E0101, end, "expected `;`")
        .label("here, at the end of the " + Phrases.statement(statement))
        .fix(Fix.insertAfter(tokens.span(previous), ";"));
    boolean nextLine = tokens.type(index) != Token.EOF && tokens.firstOnLine(index);
    return nextLine ? problem.second(tokens.span(tokens.at(index)), "") : problem;
  }
}
