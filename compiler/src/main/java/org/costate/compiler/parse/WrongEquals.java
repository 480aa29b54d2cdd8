/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.Optional;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Fix;
import org.costate.grammar.CtlParser;

/** {@code =} where values are compared, or {@code ==} where a name is defined. */
final class WrongEquals {
  private WrongEquals() {}

  static Optional<Diagnostic.Builder> inStatement(Situation at) {
    return switch (at.type()) {
      case CtlParser.EQUAL -> comparesForDefines(at);
      case CtlParser.ASSIGN -> definesForCompares(at);
      default -> Optional.empty();
    };
  }

  private static Optional<Diagnostic.Builder> comparesForDefines(Situation at) {
    if (!at.expected().contains(CtlParser.ASSIGN) && !at.optionName()) {
      return Optional.empty();
    }
    String statement = Phrases.statement(at.statement());
    return Optional.of(
        Diagnostic.at(Code.E0107, at.place(), "`==` compares; this " + statement + " needs `=`")
            .label("`=` defines what stands on its left")
            .fix(Fix.replace(at.place(), "=")));
  }

  private static Optional<Diagnostic.Builder> definesForCompares(Situation at) {
    if (at.statement() instanceof CtlParser.CostItemContext && at.index() == at.start() + 2) {
      return Optional.of(
          Diagnostic.at(Code.E0107, at.place(), "a cost item has a label, not a value, before its formula")
              .label("expected `:` after the label")
              .fix(Fix.replace(at.place(), ":")));
    }
    return comparison(at)
        .map(what -> Diagnostic.at(Code.E0107, at.place(), "`=` defines; " + what + " compares with `==`")
            .label("expected `==`")
            .fix(Fix.replace(at.place(), "==")));
  }

  /** What stands here, if it is something that compares. */
  private static Optional<String> comparison(Situation at) {
    if (at.inside(CtlParser.ConditionalContext.class)) {
      return Optional.of("the condition of an `if`");
    }
    if (at.statement() instanceof CtlParser.ConItemContext) {
      return Optional.of("a constraint");
    }
    if (at.inside(CtlParser.ExpectContext.class) || at.startsWith(CtlParser.EXPECT)) {
      return Optional.of("`expect`");
    }
    if (at.inside(CtlParser.TerminateContext.class)) {
      return Optional.of("`terminate when`");
    }
    return at.startsWith(CtlParser.EQUATION) ? Optional.of("an `equation`") : Optional.empty();
  }
}
