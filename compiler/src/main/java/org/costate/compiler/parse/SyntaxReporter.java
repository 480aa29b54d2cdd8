/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/**
 * Says in words what is wrong where the parser got stuck. Judges by the tokens around the place, not by the parser's
 * sets.
 */
final class SyntaxReporter {
  /** Behind a bare number these are more likely a unit without its brackets than a factor. */
  private static final Set<String> COMMON_UNITS =
      Set.of("s", "ms", "min", "m", "mm", "cm", "km", "kg", "g", "N", "rad", "deg", "Hz", "A", "V", "W", "J", "K",
          "Pa");

  private final Source source;
  private final Scan scan;
  private final Diagnostics diagnostics;
  private final Spans spans;

  SyntaxReporter(Source source, Scan scan, Diagnostics diagnostics) {
    this.source = source;
    this.scan = scan;
    this.diagnostics = diagnostics;
    this.spans = new Spans(source);
  }

  // ---------- tokens ----------

  Token token(int index) {
    return index < scan.tokens().size() ? scan.tokens().get(index) : scan.tokens().getLast();
  }

  boolean firstOnLine(int index) {
    return index == 0 || line(token(index)) > source.line(Math.max(0, token(index - 1).getStopIndex()));
  }

  /** Whether a keyword that starts statements does so here: a name, a number or a bracket follows it, not a sign. */
  boolean starts(int index) {
    int next = token(index + 1).getType();
    return TokenKind.startsStatement(token(index).getType())
        && (TokenKind.word(next) || next == CtlParser.NUMBER || next == CtlParser.LBRACE || next == CtlParser.LPAREN
            || next == CtlParser.LBRACKET);
  }

  /** Whether {@code name =} stands here: the next option or assignment of a list. */
  private boolean assigns(int index) {
    return TokenKind.word(token(index).getType()) && token(index + 1).getType() == CtlParser.ASSIGN;
  }

  /** Whether the token starts its line, no further in than the line that opened the block around it. */
  boolean outdented(Token token) {
    Token opening = openBefore(token.getTokenIndex(), 0).peekLast();
    return opening != null && firstOnLine(token.getTokenIndex()) && indent(token) <= indent(opening);
  }

  private int line(Token token) {
    return source.line(token.getStartIndex());
  }

  private int indent(Token token) {
    String line = source.lineText(line(token));
    return line.length() - line.stripLeading().length();
  }

  private String text(Token token) {
    return spans.text(token);
  }

  private String found(Token token) {
    return Phrases.found(token, text(token));
  }

  /** What was scanned with an error says nothing about the grammar. */
  private boolean reported(int from, int to) {
    int first = scan.reported().nextSetBit(Math.max(0, from));
    return first >= 0 && first <= to;
  }

  /** The brackets opened in {@code [from, index)} and not closed there, innermost last. */
  private Deque<Token> openBefore(int index, int from) {
    Deque<Token> open = new ArrayDeque<>();
    for (int i = from; i < index; i++) {
      Token token = token(i);
      if (TokenKind.opens(token.getType())) {
        open.addLast(token);
      } else if (TokenKind.closes(token.getType())) {
        while (!open.isEmpty() && TokenKind.closerOf(open.peekLast().getType()) != token.getType()
            && open.peekLast().getType() != CtlParser.LBRACE) {
          open.removeLast();
        }
        if (!open.isEmpty() && TokenKind.closerOf(open.peekLast().getType()) == token.getType()) {
          open.removeLast();
        }
      }
    }
    return open;
  }

  // ---------- between statements ----------

  /** A block is open where {@code token} cannot be inside one. */
  void unclosedBlock(Token token) {
    if (reported(token.getTokenIndex(), token.getTokenIndex())) {
      return;
    }
    Token opening = blamedBrace(token.getTokenIndex());
    String here = token.getType() == Token.EOF ? "the file ends here" : found(token) + " cannot stand inside it";
    diagnostics.report(
        Diagnostic.at(Code.E0102, spans.of(opening), "`{` on line " + line(opening) + " is not closed")
            .label("no `}` for this one")
            .second(anchor(token), here));
  }

  /**
   * The innermost open brace, unless the layout tells of another: a closing brace further out than the line of its
   * opening one was meant for a brace further out, so its own is missing.
   */
  private Token blamedBrace(int index) {
    Deque<Token> open = new ArrayDeque<>();
    Deque<Token> suspects = new ArrayDeque<>();
    for (int i = 0; i < index; i++) {
      Token token = token(i);
      if (token.getType() == CtlParser.LBRACE) {
        open.addLast(token);
      } else if (token.getType() == CtlParser.RBRACE && !open.isEmpty()) {
        Token opening = open.removeLast();
        while (!suspects.isEmpty() && suspects.peekLast().getTokenIndex() > opening.getTokenIndex()) {
          suspects.removeLast();
        }
        if (firstOnLine(i) && indent(token) < indent(opening)) {
          suspects.addLast(opening);
        }
      }
    }
    Token innermost = open.peekLast();
    Token suspect = suspects.peekLast();
    return suspect != null && suspect.getTokenIndex() > innermost.getTokenIndex() ? suspect : innermost;
  }

  /** {@code token} starts no statement of {@code block}. */
  void betweenStatements(ParserRuleContext block, Token token) {
    int index = token.getTokenIndex();
    if (reported(index, index)) {
      return;
    }
    Span place = spans.of(token);
    int type = token.getType();
    if (type == CtlParser.SEMICOLON) {
      diagnostics.report(
          Diagnostic.at(Code.E0101, place, "this `;` ends nothing")
              .help("a block ends with `}` alone")
              .fix(new Fix("delete `;`", List.of(new Fix.Edit(place, "")))));
    } else if (TokenKind.closes(type)) {
      diagnostics.report(
          Diagnostic.at(Code.E0101, place, found(token) + " closes nothing")
              .label("no " + opener(type) + " is open here")
              .fix(new Fix("delete " + found(token), List.of(new Fix.Edit(place, "")))));
    } else if (type == CtlParser.RESERVED) {
      reserved(token);
    } else if (block instanceof CtlParser.FileContext && (type == CtlParser.MODULE || type == CtlParser.IMPORT)) {
      diagnostics.report(
          Diagnostic.at(Code.E0101, place, found(token) + " comes too late")
              .label("this belongs " + Phrases.home(type)));
    } else if (Phrases.home(type) != null && TokenKind.mayStartStatement(type)) {
      diagnostics.report(
          Diagnostic.at(Code.E0101, place, found(token) + " cannot stand in " + Phrases.block(block))
              .label("this belongs " + Phrases.home(type))
              .help(Phrases.holds(block)));
    } else {
      unknownStatement(block, token);
    }
  }

  private void unknownStatement(ParserRuleContext block, Token token) {
    Span place = spans.of(token);
    Optional<String> near =
        TokenKind.word(token.getType())
            ? Suggestions.closest(text(token), Phrases.starters(block))
            : Optional.empty();
    Diagnostic.Builder problem =
        Diagnostic.at(Code.E0101, place, found(token) + " starts no statement of " + Phrases.block(block));
    if (assigns(token.getTokenIndex()) && Phrases.starters(block).contains("let")) {
      problem.label("a definition starts with `let`")
          .fix(new Fix("insert `let`", List.of(new Fix.Edit(before(place), "let "))));
    } else if (near.isPresent()) {
      problem.label("is this `" + near.get() + "`?").fix(Fix.replace(place, near.get()));
    } else {
      problem.label("expected the first word of a statement");
    }
    diagnostics.report(problem.help(Phrases.holds(block)));
  }

  private static Span before(Span place) {
    return new Span(place.source(), place.start(), place.start());
  }

  private static String opener(int closer) {
    return switch (closer) {
      case CtlParser.RPAREN -> "`(`";
      case CtlParser.RBRACKET -> "`[`";
      default -> "`{`";
    };
  }

  // ---------- inside a statement ----------

  /** Whether {@code mismatch} is just a missing `;`, which is then reported. */
  boolean missingSemicolon(ParserRuleContext rule, InputMismatchException mismatch) {
    IntervalSet expected = mismatch.getExpectedTokens();
    if (expected == null || expected.size() != 1 || !expected.contains(CtlParser.SEMICOLON)) {
      return false;
    }
    Token token = mismatch.getOffendingToken();
    int index = token.getTokenIndex();
    int start = rule.start.getTokenIndex();
    boolean ends =
        token.getType() == Token.EOF
            || token.getType() == CtlParser.RBRACE
            || starts(index)
            || firstOnLine(index) && TokenKind.word(token.getType())
            || assigns(index)
                && (rule instanceof CtlParser.OptionContext || rule instanceof CtlParser.AssignmentContext);
    if (!ends || clauseMeant(rule, token).isPresent() || !openBefore(index, start).isEmpty() && !function(rule)) {
      return false;
    }
    if (!reported(start, index)) {
      missingSemicolon(index, Phrases.statement(rule));
    }
    return true;
  }

  private static boolean function(ParserRuleContext rule) {
    return rule instanceof CtlParser.FunctionDeclContext;
  }

  /** Shows the next line too: that is where the parser noticed. */
  private void missingSemicolon(int index, String statement) {
    Token previous = token(index - 1);
    Span end = after(previous);
    Diagnostic.Builder problem = Diagnostic.at(Code.E0101, end, "expected `;`")
        .label("here, at the end of the " + statement)
        .fix(Fix.insertAfter(spans.of(previous), ";"));
    if (token(index).getType() != Token.EOF && firstOnLine(index)) {
      problem.second(spans.of(token(index)), "");
    }
    diagnostics.report(problem);
  }

  private Span after(Token token) {
    int end = spans.of(token).end();
    return new Span(source, end, end);
  }

  /** Where to point at what is missing before {@code token}: at the end of the line that lacks it. */
  private Span anchor(Token token) {
    int index = token.getTokenIndex();
    boolean elsewhere = token.getType() == Token.EOF || firstOnLine(index) && !TokenKind.closes(token.getType());
    return elsewhere && index > 0 && token.getType() == Token.EOF ? after(token(index - 1)) : spans.of(token);
  }

  /** Reports the error that stopped {@code rule} while it read {@code statement}. */
  void inStatement(ParserRuleContext rule, ParserRuleContext statement, RecognitionException error) {
    Token token = error.getOffendingToken();
    int index = token.getTokenIndex();
    int start = statement.start.getTokenIndex();
    if (reported(start, index)) {
      return;
    }
    IntervalSet expected = error.getExpectedTokens() == null ? new IntervalSet() : error.getExpectedTokens();
    int only = expected.size() == 1 ? expected.getMinElement() : Token.INVALID_TYPE;
    Situation at = new Situation(rule, statement, token, token(index - 1), index, start, expected, only);
    boolean told =
        reservedWord(at)
            || wrongBracket(at)
            || wrongEquals(at)
            || foreignWord(at)
            || clauseWord(at)
            || numberWithoutDigits(at)
            || endedEarly(at)
            || missingComma(at)
            || missingColon(at)
            || timeWithoutBrackets(at)
            || missingSeparator(at)
            || missingProduct(at)
            || missingWord(at)
            || missingName(at)
            || missingValue(at);
    if (!told) {
      unexpected(at);
    }
  }

  /**
   * The parser is in {@code rule}, reading {@code statement} from index {@code start}, stuck at {@code token} =
   * tokens[index].
   */
  private record Situation(
      ParserRuleContext rule,
      ParserRuleContext statement,
      Token token,
      Token previous,
      int index,
      int start,
      IntervalSet expected,
      int only) {
    int type() {
      return token.getType();
    }

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
  }

  /** Whether just the name of an option has been read. */
  private static boolean optionName(Situation at) {
    return at.rule instanceof CtlParser.SettingContext && at.index == at.start + 1;
  }

  private boolean reservedWord(Situation at) {
    if (at.type() != CtlParser.RESERVED) {
      return false;
    }
    reserved(at.token);
    return true;
  }

  private void reserved(Token token) {
    diagnostics.report(
        Diagnostic.at(Code.E0106, spans.of(token), found(token) + " is reserved for a later version of the language")
            .help("another name, such as `" + text(token) + "_`, is free"));
  }

  private boolean wrongBracket(Situation at) {
    Deque<Token> open = openBefore(at.index, at.start);
    Token opening = open.peekLast();
    boolean closes = TokenKind.closes(at.type());
    if (opening == null || opening.getType() == CtlParser.LBRACE && container(at)) {
      if (!closes || at.type() == CtlParser.RBRACE) {
        return false;
      }
      Span place = spans.of(at.token);
      diagnostics.report(
          Diagnostic.at(Code.E0101, place, found(at.token) + " closes nothing")
              .label("no " + opener(at.type()) + " is open here")
              .fix(new Fix("delete " + found(at.token), List.of(new Fix.Edit(place, "")))));
      return true;
    }
    int closer = TokenKind.closerOf(opening.getType());
    boolean mismatch = closes && at.type() != closer;
    boolean ends =
        at.type() == Token.EOF
            || at.type() == CtlParser.SEMICOLON
            || starts(at.index) && firstOnLine(at.index)
            || TokenKind.mayStartStatement(at.type()) && firstOnLine(at.index)
                && token(at.index - 1).getType() == CtlParser.SEMICOLON;
    if (!mismatch && !ends) {
      return false;
    }
    String close = TokenKind.spelling(closer);
    diagnostics.report(
        Diagnostic.at(Code.E0102, spans.of(opening), found(opening) + " is not closed")
            .label("opened here")
            .second(anchor(at.token), "expected `" + close + "` before " + found(at.token)));
    return true;
  }

  /** Whether the statement has a block of statements, so that an open brace in it is nothing special. */
  private static boolean container(Situation at) {
    return at.rule instanceof CtlParser.FunctionDeclContext || at.statement instanceof CtlParser.ItemContext;
  }

  private boolean wrongEquals(Situation at) {
    Span place = spans.of(at.token);
    if (at.type() == CtlParser.EQUAL && (at.expected.contains(CtlParser.ASSIGN) || optionName(at))) {
      diagnostics.report(
          Diagnostic.at(Code.E0107, place, "`==` compares; this " + Phrases.statement(at.statement) + " needs `=`")
              .label("`=` defines what stands on its left")
              .fix(Fix.replace(place, "=")));
      return true;
    }
    if (at.type() != CtlParser.ASSIGN) {
      return false;
    }
    boolean cost = at.statement instanceof CtlParser.CostItemContext;
    if (cost && at.index == at.start + 2) {
      diagnostics.report(
          Diagnostic.at(Code.E0107, place, "a cost item has a label, not a value, before its formula")
              .label("expected `:` after the label")
              .fix(Fix.replace(place, ":")));
      return true;
    }
    String what =
        at.inside(CtlParser.ConditionalContext.class) ? "the condition of an `if`"
            : at.statement instanceof CtlParser.ConItemContext ? "a constraint"
                : at.inside(CtlParser.ExpectContext.class) || startsWith(at, CtlParser.EXPECT) ? "`expect`"
                    : at.inside(CtlParser.TerminateContext.class) ? "`terminate when`"
                        : startsWith(at, CtlParser.EQUATION) ? "an `equation`"
                            : null;
    if (what == null) {
      return false;
    }
    diagnostics.report(
        Diagnostic.at(Code.E0107, place, "`=` defines; " + what + " compares with `==`")
            .label("expected `==`")
            .fix(Fix.replace(place, "==")));
    return true;
  }

  private static boolean startsWith(Situation at, int type) {
    return at.statement.start.getType() == type;
  }

  private boolean foreignWord(Situation at) {
    String text = text(at.token);
    if (at.type() != CtlParser.ID || !Set.of("elseif", "elif", "elsif").contains(text)) {
      return false;
    }
    diagnostics.report(
        Diagnostic.at(Code.E0105, spans.of(at.token), found(at.token) + " is written `else if`")
            .help("every `if` is a value: `if a then x else if b then y else z`")
            .fix(Fix.replace(spans.of(at.token), "else if")));
    return true;
  }

  /** The word of a clause that {@code token} is a misspelling of. */
  private Optional<String> clauseMeant(ParserRuleContext rule, Token token) {
    if (token.getType() != CtlParser.ID || text(token).length() < 3) {
      return Optional.empty();
    }
    return Suggestions.closest(text(token), Phrases.clauses(rule).stream().filter(word -> word.length() > 2).toList());
  }

  private boolean clauseWord(Situation at) {
    for (ParserRuleContext rule = at.rule; rule != null && !rule.equals(at.statement.getParent());
        rule = rule.getParent()) {
      Optional<String> meant = clauseMeant(rule, at.token);
      if (meant.isPresent()) {
        diagnostics.report(
            Diagnostic
                .at(Code.E0101, spans.of(at.token),
                    found(at.token) + " means nothing in this " + Phrases.statement(at.statement))
                .label("is this `" + meant.get() + "`?")
                .fix(Fix.replace(spans.of(at.token), meant.get())));
        return true;
      }
    }
    return false;
  }

  private boolean numberWithoutDigits(Situation at) {
    Token dot = at.type() == CtlParser.DOT ? at.token : at.previous;
    Token number = at.type() == CtlParser.DOT ? at.previous : token(Math.max(0, at.index - 2));
    boolean bare = dot.getType() == CtlParser.DOT && number.getType() == CtlParser.NUMBER
        && number.getStopIndex() + 1 == dot.getStartIndex();
    if (!bare) {
      return false;
    }
    if (source.text().startsWith("..", dot.getStartIndex())) {
      Span dots = new Span(source, dot.getStartIndex(), dot.getStartIndex() + 2);
      diagnostics.report(
          Diagnostic.at(Code.E0105, dots, "`..` is written `:`")
              .label("a range is `from:to`")
              .fix(Fix.replace(dots, ":")));
      return true;
    }
    Span place = spans.of(number).to(spans.of(dot));
    diagnostics.report(
        Diagnostic.at(Code.E0101, place, "a number needs a digit after its point")
            .fix(Fix.replace(place, place.text() + "0")));
    return true;
  }

  /** The statement was complete, and the next one has begun. */
  private boolean endedEarly(Situation at) {
    boolean next =
        at.type() == Token.EOF
            || at.type() == CtlParser.RBRACE
            || starts(at.index)
            || TokenKind.mayStartStatement(at.type()) && firstOnLine(at.index);
    boolean could =
        at.only == CtlParser.SEMICOLON
            || at.only == Token.INVALID_TYPE && !at.expected.contains(CtlParser.ASSIGN) && afterExpression(at);
    if (!next || !could || at.index <= at.start + 1 || !openBefore(at.index, at.start).isEmpty()) {
      return false;
    }
    missingSemicolon(at.index, Phrases.statement(at.statement));
    return true;
  }

  /** Whether an expression could have ended right before the token. */
  private static boolean afterExpression(Situation at) {
    if (!TokenKind.endsOperand(at.previous.getType())) {
      return false;
    }
    ParserRuleContext rule = at.rule;
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

  private static boolean afterUnit(Situation at) {
    ParserRuleContext rule = at.rule;
    boolean unit =
        rule instanceof CtlParser.UnitContext || rule instanceof CtlParser.UnitFactorContext
            || rule instanceof CtlParser.UnitAtomContext || rule instanceof CtlParser.NumberContext
            || rule.getChildCount() > 0 && rule.getChild(rule.getChildCount() - 1) instanceof CtlParser.TypeAnnContext;
    return unit && TokenKind.endsOperand(at.previous.getType());
  }

  private boolean missingProduct(Situation at) {
    boolean place = afterExpression(at) || afterUnit(at);
    boolean sure = at.only == Token.INVALID_TYPE || !TokenKind.keyword(at.only) && !TokenKind.name(at.only);
    boolean factor = TokenKind.startsOperand(at.type()) && TokenKind.endsOperand(at.previous.getType());
    if (!place || !sure || !factor || firstOnLine(at.index) || at.type() == CtlParser.STRING
        || at.previous.getType() == CtlParser.STRING) {
      return false;
    }
    Span left = TokenKind.closes(at.previous.getType()) ? group(at.index - 1, -1).orElse(spans.of(at.previous))
        : spans.of(at.previous);
    Span right = spans.of(at.token);
    if (at.type() == CtlParser.LPAREN) {
      right = group(at.index, 1).orElse(right);
    }
    Span both = left.to(right);
    String product = left.text() + "*" + right.text();
    Diagnostic.Builder problem =
        Diagnostic.at(Code.E0103, both, "a product needs `*`").label("is this `" + product + "`?");
    if (at.previous.getType() == CtlParser.NUMBER && COMMON_UNITS.contains(text(at.token)) && !afterUnit(at)) {
      problem.help("a unit stands in brackets: `" + left.text() + " [" + text(at.token) + "]`");
    }
    diagnostics.report(problem.fix(Fix.replace(both, product)));
    return true;
  }

  private boolean missingComma(Situation at) {
    int statement = at.statement.start.getType();
    boolean list = statement == CtlParser.START || statement == CtlParser.GUESS
        || at.rule.getParent() instanceof CtlParser.StartDeclContext;
    boolean next = assigns(at.index) || TokenKind.name(at.type()) && token(at.index + 1).getType() == CtlParser.TILDE;
    if (!list || !next || !TokenKind.endsOperand(at.previous.getType())) {
      return false;
    }
    diagnostics.report(
        Diagnostic
            .at(Code.E0101, after(at.previous),
                "expected `,` between " + (statement == CtlParser.GUESS ? "guesses" : "start values"))
            .label("here, before " + found(at.token))
            .fix(Fix.insertAfter(spans.of(at.previous), ",")));
    return true;
  }

  /** A word that is more likely a label than a factor. */
  private boolean missingColon(Situation at) {
    int first = switch (at.statement) {
      case CtlParser.CostItemContext _,CtlParser.ConItemContext _ -> at.start + 1;
      case CtlParser.ViewItemContext _ -> at.start;
      default -> -1;
    };
    boolean label = at.index - 1 == first && at.previous.getType() == CtlParser.ID && TokenKind.word(at.type());
    if (!label || firstOnLine(at.index)) {
      return false;
    }
    diagnostics.report(
        Diagnostic
            .at(Code.E0101, after(at.previous),
                "expected `:` or an operator between " + found(at.previous) + " and " + found(at.token))
            .label("a label ends with `:`")
            .fix(Fix.insertAfter(spans.of(at.previous), ":")));
    return true;
  }

  private boolean timeWithoutBrackets(Situation at) {
    boolean after =
        at.statement instanceof CtlParser.ConItemContext && startsWith(at, CtlParser.AT) && at.index == at.start + 1;
    if (!after) {
      return false;
    }
    diagnostics.report(
        Diagnostic.at(Code.E0101, spans.of(at.token), "`at` has its time in parentheses")
            .label("found " + found(at.token))
            .help("for example: `at(2 [s]) gate: x == 1;`"));
    return true;
  }

  /** Two values side by side in a list are elements rather than factors. */
  private boolean missingSeparator(Situation at) {
    boolean values = TokenKind.startsOperand(at.type()) && TokenKind.endsOperand(at.previous.getType());
    boolean apart = at.previous.getStopIndex() + 1 < at.token.getStartIndex();
    boolean numbers = at.previous.getType() == CtlParser.NUMBER && at.type() == CtlParser.NUMBER;
    boolean list = !openBefore(at.index, at.start).isEmpty() && at.previous.getType() != CtlParser.NUMBER
        && at.type() != CtlParser.LPAREN;
    if (!values || !apart || !numbers && !list || !afterExpression(at)) {
      return false;
    }
    diagnostics.report(
        Diagnostic
            .at(Code.E0101, after(at.previous),
                "expected `,` or an operator between " + found(at.previous) + " and " + found(at.token))
            .label("here"));
    return true;
  }

  /** What the bracket at {@code index} encloses, read forwards or backwards ({@code step} 1 or -1), if it is short. */
  private Optional<Span> group(int index, int step) {
    int depth = 0;
    for (int i = index; i >= 0 && i < scan.tokens().size() && Math.abs(i - index) < 20; i += step) {
      int type = token(i).getType();
      depth += TokenKind.opens(type) ? 1 : TokenKind.closes(type) ? -1 : 0;
      if (depth == 0) {
        boolean oneLine = line(token(i)) == line(token(index));
        return oneLine ? Optional.of(spans.of(token(index)).to(spans.of(token(i)))) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Exactly one word or sign could follow. */
  private boolean missingWord(Situation at) {
    if (at.rule instanceof CtlParser.FunctionDeclContext && at.type() == CtlParser.RBRACE) {
      missing(at, "the body of a function ends with `return` and a value",
          "function f(x) { let y = 2*x; return y^2; }");
      return true;
    }
    if (at.only == Token.INVALID_TYPE || TokenKind.spelling(at.only) == null) {
      return (optionName(at) || at.expected.contains(CtlParser.ASSIGN) && !at.expected.contains(CtlParser.NUMBER))
          && missingAssignment(at);
    }
    String spelling = "`" + TokenKind.spelling(at.only) + "`";
    String statement = Phrases.statement(at.statement);
    switch (at.only) {
      case CtlParser.STEPS ->
        missing(at, "a horizon needs " + spelling + " and their number", "horizon 5 [s] steps 250;");
      case CtlParser.USING ->
        missing(at, "a run needs " + spelling + " and a method", "solve SwingUp using ilqr { ... }");
      case CtlParser.FOR ->
        missing(at, "a " + statement + " needs " + spelling + " and what it is for", "policy P for SwingUp { ... }");
      case CtlParser.THEN -> missing(at, "an `if` needs " + spelling, "if a > 0 then x else y");
      case CtlParser.ELSE ->
        missing(at, "an `if` needs " + spelling + ", because it always has a value", "if a > 0 then x else y");
      case CtlParser.RATE ->
        missing(at, "a coordinate needs " + spelling + " and a name for its derivative", "coordinate q : rad rate w;");
      case CtlParser.WHEN ->
        missing(at, "`terminate` needs " + spelling + " and a condition", "terminate when fell: abs(x) > 2.4;");
      case CtlParser.TILDE ->
        missing(at, "noise needs " + spelling + " and a distribution", "noise kick : N ~ normal(0, 0.1);");
      case CtlParser.ASSIGN -> missingAssignment(at);
      case CtlParser.RPAREN -> {
        boolean element = at.rule instanceof CtlParser.DerivativeContext && at.type() == CtlParser.LBRACKET;
        missing(at, "expected " + spelling + " after " + found(at.previous), element ? "der(x) = [v, a];" : null);
      }
      default -> missing(at, "expected " + spelling + " after " + found(at.previous), null);
    }
    return true;
  }

  private boolean missingAssignment(Situation at) {
    switch (at.statement.start.getType()) {
      case CtlParser.LET -> missing(at, "a `let` needs `=` and a value", "let r = sqrt(x^2 + y^2);");
      case CtlParser.CONST -> missing(at, "a `const` needs `=` and a value", "const g : m/s^2 = 9.81;");
      case CtlParser.OBSERVE -> missing(at, "an observation needs `=` and a value", "observe angle : rad = theta;");
      case CtlParser.START ->
        missing(at, "a start value needs `=`, `~` or `free`", "start x = 0, v ~ normal(0, 0.1), w free;");
      case CtlParser.DER, CtlParser.NEXT -> missing(at, "an equation needs `=` and a value", "der(x) = v;");
      default -> {
        boolean option = at.rule instanceof CtlParser.SettingContext;
        missing(at, option ? "an option needs `=` or `{`" : "expected `=` in this " + Phrases.statement(at.statement),
            null);
      }
    }
    return true;
  }

  private void missing(Situation at, String message, String example) {
    Diagnostic.Builder problem =
        Diagnostic.at(Code.E0101, missingPlace(at), message).label("found " + found(at.token));
    if (example != null) {
      problem.help("for example: `" + example + "`");
    }
    diagnostics.report(problem);
  }

  /** The token in the way; if that is on another line, the end of what there is. */
  private Span missingPlace(Situation at) {
    boolean elsewhere = at.type() == Token.EOF || firstOnLine(at.index);
    return elsewhere && at.index > 0 ? after(at.previous) : spans.of(at.token);
  }

  private boolean missingName(Situation at) {
    if (!at.expected.contains(CtlParser.ID) || at.expected.contains(CtlParser.STRING)) {
      return false;
    }
    String name = Phrases.name(at.rule);
    if (TokenKind.keyword(at.type()) && !(firstOnLine(at.index) && starts(at.index))) {
      keywordAsName(at, name);
    } else {
      diagnostics.report(
          Diagnostic.at(Code.E0101, missingPlace(at), "expected " + name).label("found " + found(at.token)));
    }
    return true;
  }

  private void keywordAsName(Situation at, String name) {
    diagnostics.report(
        Diagnostic.at(Code.E0106, spans.of(at.token), found(at.token) + " is a keyword, so it cannot be a name")
            .label("expected " + name)
            .help("another name, such as `" + text(at.token) + "_`, is free"));
  }

  private boolean missingValue(Situation at) {
    if (!at.expected.contains(CtlParser.NUMBER) || !at.expected.contains(CtlParser.STRING)) {
      return false;
    }
    boolean next = firstOnLine(at.index) || starts(at.index);
    if (TokenKind.keyword(at.type()) && !next && !TokenKind.spelling(at.type()).equals("in")) {
      keywordAsName(at, "a value");
      return true;
    }
    List<String> help = new ArrayList<>();
    if (at.type() == CtlParser.ASSIGN || at.type() == CtlParser.EQUAL) {
      help.add("`=` defines and `==` compares; each needs a value on both sides");
    }
    Diagnostic.Builder problem =
        Diagnostic.at(Code.E0101, missingPlace(at), "expected a value after " + found(at.previous))
            .label("found " + found(at.token));
    help.forEach(problem::help);
    diagnostics.report(problem);
    return true;
  }

  private void unexpected(Situation at) {
    diagnostics.report(
        Diagnostic.at(Code.E0101, missingPlace(at), "unexpected " + found(at.token) + " after " + found(at.previous))
            .label("while reading the " + Phrases.statement(at.statement)));
  }
}
