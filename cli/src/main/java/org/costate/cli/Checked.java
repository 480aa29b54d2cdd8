/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.costate.CompilationException;
import org.costate.Costate;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Severity;
import org.costate.compiler.source.Source;

/**
 * What there is to say about one file.
 *
 * @param findings in source order; of very many errors only the first ones that were found
 * @param errors how many there are, shown or not
 */
record Checked(List<Diagnostic> findings, int errors) {
  Checked {
    findings = List.copyOf(findings);
  }

  static Checked warnings(List<Diagnostic> warnings) {
    return new Checked(warnings, 0);
  }

  static Checked of(CompilationException wrong) {
    return new Checked(wrong.diagnostics(), wrong.errorCount());
  }

  static Checked of(Source source, Map<String, Double> constants) {
    try {
      return warnings(Costate.check(source.name(), source.text(), constants));
    } catch (CompilationException e) {
      return of(e);
    }
  }

  /** A text as if it stood in {@code file}. */
  static Checked of(Path file, Source source, Map<String, Double> constants) {
    try {
      return warnings(Costate.check(file, source.text(), constants));
    } catch (CompilationException e) {
      return of(e);
    }
  }

  int warnings() {
    return (int) findings.stream().filter(d -> d.severity() == Severity.WARNING).count();
  }

  String text(Screen screen) {
    return DiagnosticText.of(findings, errors - (findings.size() - warnings()), screen);
  }
}
