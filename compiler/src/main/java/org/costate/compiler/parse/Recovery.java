package org.costate.compiler.parse;

import static org.costate.grammar.CtlParser.*;

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
 * <p>An error climbs to the rule of its statement, which skips to the {@code ;} or {@code }} that ends it, or to the next word that
 * can only start another statement. Between statements, {@link #sync} deals with what cannot start one. A missing {@code ;} alone is
 * made up, so that its statement is kept.
 */
final class Recovery extends DefaultErrorStrategy {
  /** Rules that stand for one statement: here an error ends. */
  private static final Set<Integer> STATEMENTS =
      Set.of(
          RULE_moduleDecl, RULE_importDecl, RULE_item, RULE_modelItem, RULE_problemItem, RULE_dynStmt, RULE_assignment, RULE_lagStmt,
          RULE_viewItem, RULE_costItem, RULE_conItem, RULE_policyItem, RULE_setting, RULE_letDecl);

  /** Rules that hold a list of statements. */
  private static final Set<Integer> BLOCKS =
      Set.of(
          RULE_file, RULE_modelDecl, RULE_problemDecl, RULE_dynamics, RULE_dynStmt, RULE_lagrangian, RULE_viewDecl, RULE_minimize,
          RULE_constraints, RULE_policyDecl, RULE_block, RULE_functionDecl);

  /** Words whose statement holds a block. */
  private static final Set<Integer> CONTAINERS =
      Set.of(
          MODEL, PROBLEM, POLICY, SOLVE, TRAIN, MPC, DYNAMICS, LAGRANGIAN, VIEW, MINIMIZE, MAXIMIZE, CONSTRAINTS, AFTER, FUNCTION);

  private final SyntaxReporter reporter;

  Recovery(SyntaxReporter reporter) {
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
      this.complete = parser.getContext().getRuleIndex() != RULE_functionDecl;
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
      CommonToken semicolon = new CommonToken(SEMICOLON, ";");
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
    boolean here = error instanceof Unclosed unclosed ? rule == unclosed.resumeAt : statement(rule);
    if (!here) {
      throw error;
    }
    if (!(error instanceof Unclosed)) {
      int at = error.getOffendingToken() == null ? parser.getInputStream().index() : error.getOffendingToken().getTokenIndex();
      int from = rule.start.getTokenIndex();
      boolean container = CONTAINERS.contains(rule.start.getType()) || rule instanceof CtlParser.SettingContext;
      skipStatement(parser, from, Math.max(at, from), container);
    }
    endErrorCondition(parser);
  }

  private static boolean statement(ParserRuleContext rule) {
    return switch (rule.getRuleIndex()) {
      case RULE_modelItem -> !(rule.getParent() instanceof CtlParser.ProblemItemContext);
      case RULE_letDecl -> rule.getParent() instanceof CtlParser.FunctionDeclContext;
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
   * Goes behind the statement that starts at {@code from} and has an error at {@code at}. Its end is the first {@code ;} or closing
   * brace of its own after the error, or what comes before the next statement. Only a {@code container} has statements of its own
   * between its braces.
   */
  private void skipStatement(Parser parser, int from, int at, boolean container) {
    TokenStream tokens = parser.getInputStream();
    int braces = 0;
    int end = from;
    for (; ; end++) {
      int type = reporter.token(end).getType();
      boolean after = end >= at;
      boolean outside = braces == 0 || !container;
      if (type == Token.EOF) {
        break;
      }
      if (after && end > from && (startsNext(end) && outside || startsItem(end))) {
        break;
      }
      if (type == LBRACE) {
        braces++;
      } else if (type == RBRACE) {
        if (braces == 0) {
          break;
        }
        braces--;
        boolean last = after && braces == 0 && reporter.firstOnLine(end + 1);
        if (last) {
          end++;
          break;
        }
      } else if (type == SEMICOLON && after && outside) {
        end++;
        break;
      }
    }
    tokens.seek(Math.max(end, tokens.index()));
  }

  private boolean startsNext(int index) {
    int type = reporter.token(index).getType();
    return reporter.starts(index) || TokenKind.mayStartStatement(type) && reporter.firstOnLine(index);
  }

  private boolean startsItem(int index) {
    return TokenKind.topLevelOnly(reporter.token(index).getType()) && reporter.firstOnLine(index) && !option(index);
  }

  /** {@code model = x;} and {@code policy { ... }} among options are no items. */
  private boolean option(int index) {
    int next = reporter.token(index + 1).getType();
    return next == ASSIGN || next == LBRACE;
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
      if (block instanceof CtlParser.FunctionDeclContext && type == RBRACE) {
        throw new NoViableAltException(parser);
      }
      ParserRuleContext statement = statementOf(block);
      if (nested && reporter.outdented(token) && accepts(parser, statement, type)) {
        reporter.unclosedBlock(token);
        throw new Unclosed(parser, statement);
      }
      reporter.betweenStatements(block, token);
      if (type == RBRACE) {
        parser.getInputStream().consume();
        if (parser.getCurrentToken().getType() == SEMICOLON) {
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
