/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlParser;

/** Two things stand side by side, and a sign belongs between them. */
final class MissingSign {
  /** Behind a bare number these are more likely a unit without its brackets than a factor. */
  private static final Set<String> COMMON_UNITS =
      Set.of("s", "ms", "min", "m", "mm", "cm", "km", "kg", "g", "N", "rad", "deg", "Hz", "A", "V", "W", "J", "K",
          "Pa");

  private MissingSign() {}

  /** {@code ,} between the values of a start or a guess. */
  static Optional<Diagnostic.Builder> comma(Situation at) {
    boolean guess = at.startsWith(CtlParser.GUESS);
    boolean list =
        at.startsWith(CtlParser.START) || guess || at.rule().getParent() instanceof CtlParser.StartDeclContext;
    boolean next = at.tokens().assigns(at.index())
        || TokenKind.name(at.type()) && at.tokens().type(at.index() + 1) == CtlParser.TILDE;
    if (!list || !next || !TokenKind.endsOperand(at.previous().getType())) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.at(Code.E0101, before(at), "expected `,` between " + (guess ? "guesses" : "start values"))
            .label("here, before " + at.found())
            .fix(Fix.insertAfter(at.tokens().span(at.previous()), ",")));
  }

  /** {@code :} behind a word that is more likely a label than a factor. */
  static Optional<Diagnostic.Builder> colon(Situation at) {
    int first = switch (at.statement()) {
      case CtlParser.CostItemContext _,CtlParser.ConItemContext _ -> at.start() + 1;
      case CtlParser.ViewItemContext _ -> at.start();
      default -> -1;
    };
    boolean label =
        at.index() - 1 == first && at.previous().getType() == CtlParser.ID && TokenKind.word(at.type());
    if (!label || at.firstOnLine()) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.at(Code.E0101, before(at), "expected `:` or an operator " + between(at))
            .label("a label ends with `:`")
            .fix(Fix.insertAfter(at.tokens().span(at.previous()), ":")));
  }

  /** Two values side by side in a list are elements rather than factors. */
  static Optional<Diagnostic.Builder> commaOrOperator(Situation at) {
    int previous = at.previous().getType();
    boolean values = TokenKind.startsOperand(at.type()) && TokenKind.endsOperand(previous);
    boolean apart = at.previous().getStopIndex() + 1 < at.token().getStartIndex();
    boolean numbers = previous == CtlParser.NUMBER && at.type() == CtlParser.NUMBER;
    boolean list = !at.open().isEmpty() && previous != CtlParser.NUMBER && at.type() != CtlParser.LPAREN;
    if (!values || !apart || !numbers && !list || !at.afterExpression()) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.at(Code.E0101, before(at), "expected `,` or an operator " + between(at)).label("here"));
  }

  /** {@code *} between factors. */
  static Optional<Diagnostic.Builder> times(Situation at) {
    int previous = at.previous().getType();
    boolean place = at.afterExpression() || at.afterUnit();
    boolean sure = at.only() == Token.INVALID_TYPE || !TokenKind.keyword(at.only()) && !TokenKind.name(at.only());
    boolean factor = TokenKind.startsOperand(at.type()) && TokenKind.endsOperand(previous);
    boolean text = at.type() == CtlParser.STRING || previous == CtlParser.STRING;
    if (!place || !sure || !factor || at.firstOnLine() || text) {
      return Optional.empty();
    }
    Span left = at.tokens().span(at.previous());
    if (TokenKind.closes(previous)) {
      left = at.tokens().group(at.index() - 1, -1).orElse(left);
    }
    Span right = at.place();
    if (at.type() == CtlParser.LPAREN) {
      right = at.tokens().group(at.index(), 1).orElse(right);
    }
    Span both = left.to(right);
    String product = left.text() + "*" + right.text();
    Diagnostic.Builder problem =
        Diagnostic.at(Code.E0103, both, "a product needs `*`").label("is this `" + product + "`?");
    String word = at.tokens().text(at.token());
    if (previous == CtlParser.NUMBER && COMMON_UNITS.contains(word) && !at.afterUnit()) {
      problem.help("a unit stands in brackets: `" + left.text() + " [" + word + "]`");
    }
    return Optional.of(problem.fix(Fix.replace(both, product)));
  }

  private static Span before(Situation at) {
    return at.tokens().after(at.previous());
  }

  private static String between(Situation at) {
    return "between " + at.foundBefore() + " and " + at.found();
  }
}
