/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlLexer;
import org.costate.grammar.CtlParser;

/** From text to syntax tree. Holds no state, so any number of threads may parse at once. */
public final class Parser {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*(\\.[\\p{L}_][\\p{L}\\p{Nd}_]*)*");

  private Parser() {}

  /**
   * The tree of {@code source}: statements that could not be read are left out, each reported once. Nothing is thrown
   * whatever the text is; a text beyond the {@link Limits} gives an empty tree and a diagnostic.
   */
  public static SourceFile parse(Source source, Diagnostics diagnostics) {
    Optional<Scan> scan = Scan.of(source, diagnostics);
    if (scan.isEmpty()) {
      return empty(source);
    }
    Optional<Token> tooDeep = Nesting.firstTooDeep(scan.get().tokens());
    if (tooDeep.isPresent()) {
      Token token = tooDeep.get();
      Span place = new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
      diagnostics.report(
          Diagnostic.at(Code.E0902, place, "more than " + Limits.MAX_DEPTH + " levels of nesting")
              .label("this opens one level too many")
              .note("brackets, signs before a value, `not`, `^` and `if` count")
              .help("give the inner parts names with `let`"));
      return empty(source);
    }
    CtlParser parser = parserOf(scan.get());
    parser.removeErrorListeners();
    Tokens tokens = new Tokens(source, scan.get());
    parser.setErrorHandler(new Recovery(tokens, new SyntaxReporter(tokens, diagnostics)));
    return new TreeBuilder(source, scan.get().docs(), diagnostics).file(parser.file());
  }

  /** The name in the module header of {@code source}, if it begins with a whole one. Reads no further. */
  public static Optional<String> moduleName(Source source) {
    CtlLexer lexer = new CtlLexer(new Utf16Stream(source));
    lexer.removeErrorListeners();
    StringBuilder name = new StringBuilder();
    boolean header = false;
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL || !header && token.getType() == CtlLexer.BAD) {
        continue;
      }
      if (token.getType() == CtlLexer.SEMICOLON) {
        return header && NAME.matcher(name).matches() ? Optional.of(name.toString()) : Optional.empty();
      }
      if (header) {
        name.append(token.getText());
      } else if (token.getType() != CtlLexer.MODULE) {
        return Optional.empty();
      }
      header = true;
    }
    return Optional.empty();
  }

  /** A parser at the start of what was scanned. */
  static CtlParser parserOf(Scan scan) {
    return new CtlParser(new CommonTokenStream(new ListTokenSource(scan.tokens())));
  }

  private static SourceFile empty(Source source) {
    return new SourceFile(
        Optional.empty(), List.of(), List.of(), Map.of(), new Span(source, 0, source.text().length()));
  }
}
