/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.Optional;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.parse.Limits;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;

/** The one layout of a program. Holds no state, so any number of threads may format at once. */
public final class Formatter {
  private Formatter() {}

  /**
   * Formats a program: what it means and its comments stay, and formatting the result changes nothing.
   *
   * @return the text, or the diagnostics of a program with syntax errors
   * @throws InternalCompilerError if the result is not the same program, which is a bug of the formatter
   */
  public static Formatting format(Source source) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile tree = Parser.parse(source, diagnostics);
    if (diagnostics.hasErrors()) {
      return refused(diagnostics);
    }
    String text = Layout.write(Outline.of(tree, new Tokens(source)));
    if (text.length() > Limits.MAX_CHARACTERS) {
      diagnostics.report(
          Diagnostic.at(Code.E0902, new Span(source, 0, 0), "formatted, the file would have " + text.length()
              + " characters")
              .label("a file may have " + Limits.MAX_CHARACTERS)
              .help("split it into modules, and import them"));
      return refused(diagnostics);
    }
    Verification.verify(source, tree, new Source(source.name(), text));
    return new Formatting(Optional.of(text), diagnostics.sorted(), 0);
  }

  private static Formatting refused(Diagnostics diagnostics) {
    return new Formatting(Optional.empty(), diagnostics.sorted(), diagnostics.unshown());
  }
}
