/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import org.costate.Problems;
import org.costate.compiler.diagnostics.TextRenderer;

/** Shows what the compiler remarked about a program that it accepted. */
final class Warnings {
  private Warnings() {}

  static void print(Problems problems, Terminal terminal) {
    if (!problems.warnings().isEmpty()) {
      terminal.err().print(TextRenderer.render(problems.warnings()));
    }
  }
}
