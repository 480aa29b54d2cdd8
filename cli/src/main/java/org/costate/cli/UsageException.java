/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.Collection;
import java.util.Optional;
import org.costate.compiler.diagnostics.Suggestions;

/** The command line is wrong: one line that says what, and perhaps one that says what to do. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String hint;

  UsageException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  UsageException(String message) {
    this(message, "");
  }

  /** {@code unknown KIND `NAME`}, with the nearest of the known names or, where none is near, all of them. */
  static UsageException unknown(String kind, String name, Collection<String> known) {
    Optional<String> near = Suggestions.closest(name, known);
    String all = known.isEmpty() ? "there is none" : "known: " + String.join(", ", known);
    return new UsageException(
        "unknown " + kind + " `" + name + "`", near.map(n -> "did you mean `" + n + "`?").orElse(all));
  }

  /** What to do; empty if there is nothing to say. */
  String hint() {
    return hint;
  }
}
