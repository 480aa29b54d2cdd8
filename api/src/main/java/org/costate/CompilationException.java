/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.List;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.TextRenderer;

/** The program is wrong. The message is the report that the command line prints: every error with its place. */
public final class CompilationException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Diagnostic> diagnostics;

  CompilationException(List<Diagnostic> diagnostics) {
    super(TextRenderer.render(diagnostics));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** All findings in source order, warnings included. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
