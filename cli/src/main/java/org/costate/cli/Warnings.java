/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import org.costate.Problems;

/** Shows what the compiler remarked about a program that it accepted. */
final class Warnings {
  private Warnings() {}

  static void print(Problems problems, Terminal terminal) {
    if (!problems.warnings().isEmpty()) {
      terminal.report(problems.warnings(), 0);
    }
  }
}
