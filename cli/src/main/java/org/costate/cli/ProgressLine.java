/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.time.Duration;
import java.util.Locale;

/** How far something is and how much time is left, on one line that is written over again and again; only where a person looks on. */
final class ProgressLine {
  private static final long NANOS_BETWEEN = 200_000_000;
  private static final int BAR = 20;

  private final Terminal terminal;
  private final String things;
  private final boolean shown;
  private final long begun = System.nanoTime();
  private long last = begun;
  private boolean written;

  /**
   * @param things what is counted, as {@code cases}
   * @param wanted whether to show it where a terminal is
   */
  ProgressLine(Terminal terminal, String things, boolean wanted) {
    this.terminal = terminal;
    this.things = things;
    shown = wanted && terminal.errScreen().live();
  }

  void reached(long done, long count) {
    long now = System.nanoTime();
    if (!shown || now - last < NANOS_BETWEEN) {
      return;
    }
    last = now;
    written = true;
    int full = (int) (BAR * done / Math.max(count, 1));
    String left = done == 0 ? "" : ", " + time((now - begun) * 1e-9 * (count - done) / done) + " left";
    terminal.err()
        .print("\r[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + done + " of " + count + " " + things + left
            + "\u001b[K");
    terminal.err().flush();
  }

  /** Leaves an empty line to write to. */
  void end() {
    if (written) {
      written = false;
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }

  /** {@code 2m 05s}, {@code 1h 20m}. */
  static String time(double seconds) {
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return left.toHours() > 0
        ? String.format(Locale.ROOT, "%dh %02dm", left.toHours(), left.toMinutesPart())
        : String.format(Locale.ROOT, "%dm %02ds", left.toMinutes(), left.toSecondsPart());
  }
}
