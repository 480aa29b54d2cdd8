/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.diagnostics.Diagnostic;

/**
 * What came of formatting a source.
 *
 * @param text the formatted program, or nothing if the source has syntax errors
 * @param diagnostics the syntax errors, in source order
 * @param unshown how many errors there were besides these
 */
public record Formatting(Optional<String> text, List<Diagnostic> diagnostics, int unshown) {
  public Formatting {
    diagnostics = List.copyOf(diagnostics);
  }
}
