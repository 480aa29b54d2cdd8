/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.Deque;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/**
 * Where the parser got stuck: in {@code rule}, reading {@code statement} from index {@code start}, at {@code token},
 * which stands at {@code index}.
 *
 * @param expected kinds of tokens that could follow; empty if the parser does not know
 * @param only the one kind that could follow, or {@link Token#INVALID_TYPE} if there are several
 */
record Situation(
    Tokens tokens,
    ParserRuleContext rule,
    ParserRuleContext statement,
    Token token,
    int index,
    int start,
    IntervalSet expected,
    int only) {
  static Situation of(Tokens tokens, ParserRuleContext rule, ParserRuleContext statement, RecognitionException error) {
    Token token = error.getOffendingToken();
    IntervalSet expected = error.getExpectedTokens() == null ? new IntervalSet() : error.getExpectedTokens();
    int only = expected.size() == 1 ? expected.getMinElement() : Token.INVALID_TYPE;
    return new Situation(
        tokens, rule, statement, token, token.getTokenIndex(), statement.start.getTokenIndex(), expected, only);
  }

  int type() {
    return token.getType();
  }

  Token previous() {
    return tokens.at(index - 1);
  }

  boolean firstOnLine() {
    return tokens.firstOnLine(index);
  }

  /** The token, as a message shows it. */
  String found() {
    return tokens.found(token);
  }

  /** The token before, as a message shows it. */
  String foundBefore() {
    return tokens.found(previous());
  }

  Span place() {
    return tokens.span(token);
  }

  /** Where to point at what is missing: the token in the way; if that is on another line, the end of what there is. */
  Span missingPlace() {
    boolean elsewhere = type() == Token.EOF || firstOnLine();
    return elsewhere && index > 0 ? tokens.after(previous()) : place();
  }

  /** The brackets that the statement has opened so far, innermost last. */
  Deque<Token> open() {
    return tokens.openBefore(index, start);
  }

  boolean startsWith(int type) {
    return statement.start.getType() == type;
  }

  /** Whether the rule stands in one of {@code kind} that is part of the statement. */
  boolean inside(Class<? extends ParserRuleContext> kind) {
    for (ParserRuleContext outer = rule; outer != null; outer = outer.getParent()) {
      if (kind.isInstance(outer)) {
        return true;
      }
      if (outer.equals(statement)) {
        return false;
      }
    }
    return false;
  }

  /** Whether just the name of an option has been read. */
  boolean optionName() {
    return rule instanceof CtlParser.SettingContext && index == start + 1;
  }

  /** Whether an expression could have ended right before the token. */
  boolean afterExpression() {
    if (!TokenKind.endsOperand(previous().getType())) {
      return false;
    }
    boolean labelled =
        rule instanceof CtlParser.CostItemContext || rule instanceof CtlParser.ConItemContext
            || rule instanceof CtlParser.ViewItemContext || rule instanceof CtlParser.EquationContext
            || rule instanceof CtlParser.DynStmtContext || rule instanceof CtlParser.TerminateContext
            || rule instanceof CtlParser.ArgContext;
    if (labelled || rule.getRuleIndex() >= CtlParser.RULE_expr && rule.getRuleIndex() <= CtlParser.RULE_arg) {
      return true;
    }
    return rule.getChildCount() > 0
        && (rule.getChild(rule.getChildCount() - 1) instanceof CtlParser.ExprContext
            || rule.getChild(rule.getChildCount() - 1) instanceof CtlParser.ComprehensionContext);
  }

  /** Whether a number with its unit, or a type, could have ended right before the token. */
  boolean afterUnit() {
    boolean unit =
        rule instanceof CtlParser.UnitContext || rule instanceof CtlParser.UnitFactorContext
            || rule instanceof CtlParser.UnitAtomContext || rule instanceof CtlParser.NumberContext
            || rule.getChildCount() > 0 && rule.getChild(rule.getChildCount() - 1) instanceof CtlParser.TypeAnnContext;
    return unit && TokenKind.endsOperand(previous().getType());
  }
}
