/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;

/**
 * What the parser could not read is missing from the tree. So in a file with syntax errors nothing is reported as missing, and a name is
 * not reported as unknown if a line with a syntax error mentions it.
 */
final class SyntaxDamage {
  private final List<String> lines = new ArrayList<>();

  SyntaxDamage(Diagnostics diagnostics) {
    for (Diagnostic diagnostic : diagnostics.sorted()) {
      Span span = diagnostic.primary().span();
      for (int line = span.line(); line <= span.source().line(span.end()); line++) {
        lines.add(span.source().lineText(line));
      }
    }
  }

  boolean any() {
    return !lines.isEmpty();
  }

  boolean mentions(String name) {
    return lines.stream().anyMatch(l -> l.contains(name));
  }
}
