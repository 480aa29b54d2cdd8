/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.ast.Name;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;

/** Places of tokens and rules in their source. */
record Spans(Source source) {
  Span of(Token token) {
    return token.getType() == Token.EOF
        ? new Span(source, source.text().length(), source.text().length())
        : new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }

  Span of(ParserRuleContext rule) {
    return of(rule.start).to(of(rule.stop));
  }

  String text(Token token) {
    return of(token).text();
  }

  Name name(ParserRuleContext rule) {
    return new Name(text(rule.start), of(rule.start));
  }
}
