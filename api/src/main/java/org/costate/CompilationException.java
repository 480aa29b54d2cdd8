/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.List;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Severity;
import org.costate.compiler.diagnostics.TextRenderer;

/** The program is wrong. The message is the report that the command line prints: every error with its place. */
public final class CompilationException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Diagnostic> diagnostics;
  private final int unshown;

  /** @param unshown how many errors there were besides the diagnostics */
  CompilationException(List<Diagnostic> diagnostics, int unshown) {
    super(TextRenderer.render(diagnostics, unshown));
    this.diagnostics = List.copyOf(diagnostics);
    this.unshown = unshown;
  }

  /** The findings in source order, warnings included; of very many errors only the first ones that were found. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** How many errors there are, the ones that are too many to be among {@link #diagnostics()} included. */
  public int errorCount() {
    return unshown + (int) diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).count();
  }
}
