/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.Console;
import java.util.Map;

/**
 * What a stream is shown on.
 *
 * @param terminal whether a person looks on while it is written
 * @param live whether the cursor can go back to the start of a line
 * @param colours whether escape sequences that colour are welcome
 * @param width the columns that prose may take; there is no limit where nobody looks on
 */
record Screen(boolean terminal, boolean live, boolean colours, int width) {
  /** Of a file or a pipe. */
  static final Screen NONE = new Screen(false, false, false, Integer.MAX_VALUE);

  /** Prose is not read across a wide window. */
  private static final int WIDEST = 80;

  private static final int NARROWEST = 40;

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
    return new Screen(terminal, terminal && !dumb, colours, terminal ? width(environment) : Integer.MAX_VALUE);
  }

  private static boolean set(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return !value.isEmpty() && !value.equals("0");
  }

  private static int width(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{0,3}") ? Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST) : WIDEST;
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
}
