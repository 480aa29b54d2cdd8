/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.costate.compiler.diagnostics.Diagnostic;

/**
 * Where a command prints: results to {@code out}, diagnostics and messages to {@code err}. Always UTF-8 and {@code \n}, whatever the
 * locale and the platform; a reader that has gone away (a broken pipe) is not an error.
 */
record Terminal(PrintStream out, PrintStream err, Screen outScreen, Screen errScreen) {
  private static final int BUFFER = 1 << 14;
  private static final String NAME = "costate: ";

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

  /** A line of a result for people. */
  void say(String text) {
    line(outScreen.prose(text));
  }

  /** The same, with a first word that stands out. */
  void say(Screen.Style style, String first, String rest) {
    String text = outScreen.prose(first + rest);
    line(text.startsWith(first) ? outScreen.paint(style, first) + text.substring(first.length()) : text);
  }

  /** A line about what went wrong; {@code costate: } stands out. */
  void complain(String text) {
    String message = errScreen.prose(text);
    String head = message.startsWith(NAME) ? NAME : "";
    err.print(errScreen.paint(Screen.Style.ERROR, head) + message.substring(head.length()) + '\n');
  }

  /** What is wrong with a program. */
  void report(List<Diagnostic> diagnostics, int unshown) {
    err.print(DiagnosticText.of(diagnostics, unshown, errScreen));
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
