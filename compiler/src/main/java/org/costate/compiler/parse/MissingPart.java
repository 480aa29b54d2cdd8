/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.grammar.CtlParser;

/** A part of a statement is missing: a word, a name, a value. */
final class MissingPart {
  private MissingPart() {}

  static Optional<Diagnostic.Builder> timeInParentheses(Situation at) {
    boolean after =
        at.statement() instanceof CtlParser.ConItemContext && at.startsWith(CtlParser.AT)
            && at.index() == at.start() + 1;
    if (!after) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.at(Code.E0101, at.place(), "`at` has its time in parentheses")
            .label("found " + at.found())
            .help("for example: `at(2 [s]) gate: x == 1;`"));
  }

  /** Exactly one word or sign could follow. */
  static Optional<Diagnostic.Builder> word(Situation at) {
    if (at.rule() instanceof CtlParser.FunctionDeclContext && at.type() == CtlParser.RBRACE) {
      return Optional.of(missing(at, "the body of a function ends with `return` and a value",
          "function f(x) { let y = 2*x; return y^2; }"));
    }
    if (at.only() == Token.INVALID_TYPE || TokenKind.spelling(at.only()) == null) {
      boolean assignment = at.optionName()
          || at.expected().contains(CtlParser.ASSIGN) && !at.expected().contains(CtlParser.NUMBER);
      return assignment ? Optional.of(assignment(at)) : Optional.empty();
    }
    String spelling = "`" + TokenKind.spelling(at.only()) + "`";
    return Optional.of(switch (at.only()) {
      case CtlParser.STEPS ->
        missing(at, "a horizon needs " + spelling + " and their number", "horizon 5 [s] steps 250;");
      case CtlParser.USING ->
        missing(at, "a run needs " + spelling + " and a method", "solve SwingUp using ilqr { ... }");
      case CtlParser.FOR ->
        missing(at, "a " + Phrases.statement(at.statement()) + " needs " + spelling + " and what it is for",
            "policy P for SwingUp { ... }");
      case CtlParser.THEN -> missing(at, "an `if` needs " + spelling, "if a > 0 then x else y");
      case CtlParser.ELSE ->
        missing(at, "an `if` needs " + spelling + ", because it always has a value", "if a > 0 then x else y");
      case CtlParser.RATE ->
        missing(at, "a coordinate needs " + spelling + " and a name for its derivative", "coordinate q : rad rate w;");
      case CtlParser.WHEN ->
        missing(at, "`terminate` needs " + spelling + " and a condition", "terminate when fell: abs(x) > 2.4;");
      case CtlParser.TILDE ->
        missing(at, "noise needs " + spelling + " and a distribution", "noise kick : N ~ normal(0, 0.1);");
      case CtlParser.ASSIGN -> assignment(at);
      default -> {
        Diagnostic.Builder problem = missing(at, "expected " + spelling + " after " + at.foundBefore());
        boolean element = at.only() == CtlParser.RPAREN && at.rule() instanceof CtlParser.DerivativeContext
            && at.type() == CtlParser.LBRACKET;
        yield element ? problem.help(example("der(x) = [v, a];")) : problem;
      }
    });
  }

  private static Diagnostic.Builder assignment(Situation at) {
    return switch (at.statement().start.getType()) {
      case CtlParser.LET -> missing(at, "a `let` needs `=` and a value", "let r = sqrt(x^2 + y^2);");
      case CtlParser.CONST -> missing(at, "a `const` needs `=` and a value", "const g : m/s^2 = 9.81;");
      case CtlParser.OBSERVE -> missing(at, "an observation needs `=` and a value", "observe angle : rad = theta;");
      case CtlParser.START ->
        missing(at, "a start value needs `=`, `~` or `free`", "start x = 0, v ~ normal(0, 0.1), w free;");
      case CtlParser.DER, CtlParser.NEXT -> missing(at, "an equation needs `=` and a value", "der(x) = v;");
      default ->
        at.rule() instanceof CtlParser.SettingContext
            ? missing(at, "an option needs `=` or `{`")
            : missing(at, "expected `=` in this " + Phrases.statement(at.statement()));
    };
  }

  static Optional<Diagnostic.Builder> name(Situation at) {
    if (!at.expected().contains(CtlParser.ID) || at.expected().contains(CtlParser.STRING)) {
      return Optional.empty();
    }
    String name = Phrases.name(at.rule());
    boolean next = at.firstOnLine() && at.tokens().starts(at.index());
    return Optional.of(
        TokenKind.keyword(at.type()) && !next
            ? WrongWord.keywordAsName(at, name)
            : missing(at, "expected " + name));
  }

  static Optional<Diagnostic.Builder> value(Situation at) {
    if (!at.expected().contains(CtlParser.NUMBER) || !at.expected().contains(CtlParser.STRING)) {
      return Optional.empty();
    }
    boolean next = at.firstOnLine() || at.tokens().starts(at.index());
    if (TokenKind.keyword(at.type()) && !next && !TokenKind.spelling(at.type()).equals("in")) {
      return Optional.of(WrongWord.keywordAsName(at, "a value"));
    }
    Diagnostic.Builder problem = missing(at, "expected a value after " + at.foundBefore());
    if (at.type() == CtlParser.ASSIGN || at.type() == CtlParser.EQUAL) {
      problem.help("`=` defines and `==` compares; each needs a value on both sides");
    }
    return Optional.of(problem);
  }

  private static Diagnostic.Builder missing(Situation at, String message, String example) {
    return missing(at, message).help(example(example));
  }

  private static Diagnostic.Builder missing(Situation at, String message) {
    return Diagnostic.at(Code.E0101, at.missingPlace(), message).label("found " + at.found());
  }

  private static String example(String program) {
    return "for example: `" + program + "`";
  }
}
