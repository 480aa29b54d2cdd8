/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.costate.grammar.CtlParser;

/**
 * How the parser goes on after an error: it leaves out the statement, and nothing but the statement.
 *
 * <p>An error climbs to the rule of its statement, which skips to the {@code ;} or {@code }} that ends it, or to the
 * next word that can only start another statement. Between statements, {@link #sync} deals with what cannot start one.
 * A missing {@code ;} alone is made up, so that its statement is kept.
 */
final class Recovery extends DefaultErrorStrategy {
  /** Rules that stand for one statement: here an error ends. */
  private static final Set<Integer> STATEMENTS =
      Set.of(
          CtlParser.RULE_moduleDecl, CtlParser.RULE_importDecl, CtlParser.RULE_item, CtlParser.RULE_modelItem,
          CtlParser.RULE_problemItem, CtlParser.RULE_dynStmt, CtlParser.RULE_assignment, CtlParser.RULE_lagStmt,
          CtlParser.RULE_viewItem, CtlParser.RULE_costItem, CtlParser.RULE_conItem, CtlParser.RULE_policyItem,
          CtlParser.RULE_setting, CtlParser.RULE_letDecl);

  /** Rules that hold a list of statements. */
  private static final Set<Integer> BLOCKS =
      Set.of(
          CtlParser.RULE_file, CtlParser.RULE_modelDecl, CtlParser.RULE_problemDecl, CtlParser.RULE_dynamics,
          CtlParser.RULE_dynStmt, CtlParser.RULE_lagrangian, CtlParser.RULE_viewDecl, CtlParser.RULE_minimize,
          CtlParser.RULE_constraints, CtlParser.RULE_policyDecl, CtlParser.RULE_block, CtlParser.RULE_functionDecl);

  /** Words whose statement holds a block. */
  private static final Set<Integer> CONTAINERS =
      Set.of(
          CtlParser.MODEL, CtlParser.PROBLEM, CtlParser.POLICY, CtlParser.SOLVE, CtlParser.TRAIN, CtlParser.MPC,
          CtlParser.DYNAMICS, CtlParser.LAGRANGIAN, CtlParser.VIEW, CtlParser.MINIMIZE, CtlParser.MAXIMIZE,
          CtlParser.CONSTRAINTS, CtlParser.AFTER, CtlParser.FUNCTION);

  private final Tokens tokens;
  private final SyntaxReporter reporter;

  Recovery(Tokens tokens, SyntaxReporter reporter) {
    this.tokens = tokens;
    this.reporter = reporter;
  }

  /** Ends the statements of a block whose closing brace is missing; parsing goes on behind {@code resumeAt}. */
  static final class Unclosed extends RecognitionException {
    private static final long serialVersionUID = 1L;
    private final transient ParserRuleContext resumeAt;
    private final boolean complete;

    Unclosed(Parser parser, ParserRuleContext resumeAt) {
      super(parser, parser.getInputStream(), parser.getContext());
      this.resumeAt = resumeAt;
      this.complete = parser.getContext().getRuleIndex() != CtlParser.RULE_functionDecl;
      setOffendingToken(parser.getCurrentToken());
    }

    /** Whether everything but the closing brace was there. */
    boolean complete() {
      return complete;
    }
  }

  // ---------- inside a statement ----------

  @Override
  public Token recoverInline(Parser parser) {
    InputMismatchException mismatch = new InputMismatchException(parser);
    if (reporter.missingSemicolon(parser.getContext(), mismatch)) {
      CommonToken semicolon = new CommonToken(CtlParser.SEMICOLON, ";");
      semicolon.setTokenIndex(-1);
      return semicolon;
    }
    throw mismatch;
  }

  @Override
  public void reportError(Parser parser, RecognitionException error) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    beginErrorCondition(parser);
    if (!(error instanceof Unclosed)) {
      reporter.inStatement(parser.getContext(), statementOf(parser.getContext()), error);
    }
  }

  @Override
  public void recover(Parser parser, RecognitionException error) {
    ParserRuleContext rule = parser.getContext();
    boolean here = error instanceof Unclosed unclosed ? rule.equals(unclosed.resumeAt) : statement(rule);
    if (!here) {
      throw error;
    }
    if (!(error instanceof Unclosed)) {
      int at = error.getOffendingToken() == null ? parser.getInputStream().index()
          : error.getOffendingToken().getTokenIndex();
      int from = rule.start.getTokenIndex();
      boolean container = CONTAINERS.contains(rule.start.getType()) || rule instanceof CtlParser.SettingContext;
      skipStatement(parser, from, Math.max(at, from), container);
    }
    endErrorCondition(parser);
  }

  private static boolean statement(ParserRuleContext rule) {
    return switch (rule.getRuleIndex()) {
      case CtlParser.RULE_modelItem -> !(rule.getParent() instanceof CtlParser.ProblemItemContext);
      case CtlParser.RULE_letDecl -> rule.getParent() instanceof CtlParser.FunctionDeclContext;
      default -> STATEMENTS.contains(rule.getRuleIndex());
    };
  }

  private static ParserRuleContext statementOf(ParserRuleContext rule) {
    ParserRuleContext outer = rule;
    while (!statement(outer) && outer.getParent() != null) {
      outer = outer.getParent();
    }
    return outer;
  }

  /**
   * Goes behind the statement that starts at {@code from} and has an error at {@code at}. Its end is the first {@code
   * ;} or closing brace of its own after the error, or what comes before the next statement. Only a {@code container}
   * has statements of its own between its braces.
   */
  private void skipStatement(Parser parser, int from, int at, boolean container) {
    TokenStream input = parser.getInputStream();
    int braces = 0;
    int end = from;
    for (;; end++) {
      int type = tokens.type(end);
      boolean after = end >= at;
      boolean outside = braces == 0 || !container;
      if (type == Token.EOF) {
        break;
      }
      if (after && end > from && (startsNext(end) && outside || startsItem(end))) {
        break;
      }
      if (type == CtlParser.LBRACE) {
        braces++;
      } else if (type == CtlParser.RBRACE) {
        if (braces == 0) {
          break;
        }
        braces--;
        boolean last = after && braces == 0 && tokens.firstOnLine(end + 1);
        if (last) {
          end++;
          break;
        }
      } else if (type == CtlParser.SEMICOLON && after && outside) {
        end++;
        break;
      }
    }
    input.seek(Math.max(end, input.index()));
  }

  private boolean startsNext(int index) {
    int type = tokens.type(index);
    return tokens.starts(index) || TokenKind.mayStartStatement(type) && tokens.firstOnLine(index);
  }

  private boolean startsItem(int index) {
    return TokenKind.topLevelOnly(tokens.type(index)) && tokens.firstOnLine(index) && !option(index);
  }

  /** {@code model = x;} and {@code policy { ... }} among options are no items. */
  private boolean option(int index) {
    int next = tokens.type(index + 1);
    return next == CtlParser.ASSIGN || next == CtlParser.LBRACE;
  }

  // ---------- between statements ----------

  @Override
  public void sync(Parser parser) {
    ATNState state = parser.getInterpreter().atn.states.get(parser.getState());
    boolean loop = state.getStateType() == ATNState.STAR_LOOP_ENTRY || state.getStateType() == ATNState.STAR_LOOP_BACK;
    ParserRuleContext block = parser.getContext();
    if (!loop || !BLOCKS.contains(block.getRuleIndex())) {
      return;
    }
    IntervalSet next = parser.getInterpreter().atn.nextTokens(state);
    while (true) {
      Token token = parser.getCurrentToken();
      int index = token.getTokenIndex();
      int type = token.getType();
      boolean nested = !(block instanceof CtlParser.FileContext);
      boolean nextItem = nested && startsItem(index);
      if (next.contains(type) && !nextItem) {
        return;
      }
      if (nested && (type == Token.EOF || nextItem || TokenKind.topLevelOnly(type) && !option(index))) {
        reporter.unclosedBlock(token);
        throw new Unclosed(parser, itemOf(block));
      }
      if (block instanceof CtlParser.FunctionDeclContext && type == CtlParser.RBRACE) {
        throw new NoViableAltException(parser);
      }
      ParserRuleContext statement = statementOf(block);
      if (nested && tokens.outdented(token) && accepts(parser, statement, type)) {
        reporter.unclosedBlock(token);
        throw new Unclosed(parser, statement);
      }
      reporter.betweenStatements(block, token);
      if (type == CtlParser.RBRACE) {
        parser.getInputStream().consume();
        if (parser.getCurrentToken().getType() == CtlParser.SEMICOLON) {
          parser.getInputStream().consume();
        }
      } else {
        skipStatement(parser, index, index, true);
        if (parser.getInputStream().index() == index) {
          parser.getInputStream().consume();
        }
      }
    }
  }

  private static ParserRuleContext itemOf(ParserRuleContext rule) {
    ParserRuleContext outer = rule;
    while (!(outer instanceof CtlParser.ItemContext)) {
      outer = outer.getParent();
    }
    return outer;
  }

  /** Whether the block around {@code statement} could go on with a token of {@code type}. */
  private static boolean accepts(Parser parser, ParserRuleContext statement, int type) {
    return statement.invokingState >= 0
        && parser.getInterpreter().atn.nextTokens(followOf(parser, statement)).contains(type);
  }

  private static ATNState followOf(Parser parser, ParserRuleContext rule) {
    ATNState caller = parser.getInterpreter().atn.states.get(rule.invokingState);
    return ((RuleTransition) caller.transition(0)).followState;
  }
}
