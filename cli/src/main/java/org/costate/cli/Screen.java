/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.Console;
import java.util.Map;
import org.costate.compiler.diagnostics.TextRenderer;

/**
 * What a stream is shown on.
 *
 * @param terminal whether a person looks on while it is written
 * @param live whether the cursor can go back to the start of a line
 * @param colours whether escape sequences that colour are welcome
 * @param columns how many it has; of no meaning where nobody looks on
 */
record Screen(boolean terminal, boolean live, boolean colours, int columns) {
  /** Of a file or a pipe. */
  static final Screen NONE = new Screen(false, false, false, 0);

  /** Prose is not read across a wide window. */
  private static final int PROSE = 80;

  private static final int USUAL = 80;
  private static final int NARROWEST = 40;

  /** What colours are for. */
  enum Style {
    ERROR("1;31"),
    WARNING("1;33"),
    GOOD("32"),
    PLACE("34"),
    STRONG("1");

    private final String codes;

    Style(String codes) {
      this.codes = codes;
    }
  }

  /**
   * By the conventions of no-color.org and of bixense.com/clicolors.
   *
   * @param terminal whether the stream is one
   * @param environment the variables of the process
   */
  static Screen of(boolean terminal, Map<String, String> environment) {
    boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
    boolean wanted = terminal && !dumb && !environment.getOrDefault("CLICOLOR", "").equals("0");
    boolean forced = set(environment, "CLICOLOR_FORCE") || set(environment, "FORCE_COLOR");
    boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty() && (forced || wanted);
    return new Screen(terminal, terminal && !dumb, colours, columns(environment));
  }

  private static boolean set(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return !value.isEmpty() && !value.equals("0");
  }

  private static int columns(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{0,3}") ? Math.max(Integer.parseInt(columns), NARROWEST) : USUAL;
  }

  /** @param stream {@code out} or {@code err}; the launcher has asked which are terminals, which costs a JVM more than a shell */
  static Screen ofProcess(String stream) {
    Map<String, String> environment = System.getenv();
    String terminals = environment.get("COSTATE_TERMINALS");
    if (terminals != null) {
      return of(terminals.contains(stream), environment);
    }
    Console console = System.console();
    return of(console != null && console.isTerminal(), environment);
  }

  /** In colour, where that is welcome. */
  String paint(Style style, String text) {
    return colours && !text.isEmpty() ? "\u001b[" + style.codes + "m" + text + "\u001b[0m" : text;
  }

  /** How wide diagnostics are. */
  TextRenderer.Layout layout() {
    return terminal
        ? new TextRenderer.Layout(Math.min(columns, TextRenderer.Layout.WIDE.lines()), Math.min(columns, PROSE))
        : TextRenderer.Layout.WIDE;
  }

  /** A message, broken at spaces where somebody reads it; further lines are indented a little more. */
  String prose(String text) {
    return terminal ? broken(text, Math.min(columns, PROSE), text.length() - text.stripLeading().length() + 2) : text;
  }

  /** Breaks a text at spaces into lines of so many columns, where its words are not longer. */
  static String broken(String text, int columns, int indent) {
    StringBuilder lines = new StringBuilder();
    int used = 0;
    for (String word : text.split("(?<=\\S)(?= )", -1)) {
      if (used > 0 && used + word.length() > columns) {
        lines.append('\n').repeat(' ', indent);
        used = indent;
        word = word.stripLeading();
      }
      lines.append(word);
      used += word.length();
    }
    return lines.toString();
  }
}
