/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints: results to {@code out}, diagnostics and messages to {@code err}. Always UTF-8 and {@code \n}, whatever the
 * locale and the platform; a reader that has gone away (a broken pipe) is not an error.
 */
record Terminal(PrintStream out, PrintStream err, Screen outScreen, Screen errScreen) {
  private static final int BUFFER = 1 << 14;

  /** Streams at which nobody looks. */
  Terminal(PrintStream out, PrintStream err) {
    this(out, err, Screen.NONE, Screen.NONE);
  }

  /** The streams of this process. */
  static Terminal ofProcess() {
    return new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err), Screen.ofProcess("out"),
        Screen.ofProcess("err"));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), false, StandardCharsets.UTF_8);
  }

  /** A result line. */
  void line(String text) {
    out.print(text);
    out.print('\n');
  }

  /** A line about what went wrong. */
  void complain(String text) {
    err.print(text);
    err.print('\n');
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
