/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.Console;

/** How far a batch is, on one line that is written over again and again; only where a person looks on. */
final class Progress {
  private static final long NANOS_BETWEEN = 200_000_000;

  private final Terminal terminal;
  private final int count;
  private final boolean shown;
  private long last = System.nanoTime();
  private boolean written;

  private Progress(Terminal terminal, int count, boolean shown) {
    this.terminal = terminal;
    this.count = count;
    this.shown = shown;
  }

  /** @param wanted whether to show it where a terminal is */
  static Progress of(Terminal terminal, int count, boolean wanted) {
    Console console = wanted ? System.console() : null;
    return new Progress(terminal, count, console != null && console.isTerminal());
  }

  void reached(int done) {
    if (shown && System.nanoTime() - last > NANOS_BETWEEN) {
      last = System.nanoTime();
      written = true;
      terminal.err().print("\r" + done + " of " + count + " cases");
      terminal.err().flush();
    }
  }

  /** Leaves an empty line to write to. */
  void end() {
    if (written) {
      terminal.err().print("\r\u001b[K");
    }
  }
}
