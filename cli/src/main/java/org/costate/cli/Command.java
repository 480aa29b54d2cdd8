/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** One word after {@code costate}. */
interface Command {
  String name();

  /** The arguments, as the first line of the help shows them: {@code FILE [NAME] [options]}. */
  String usage();

  /** What it does, in one line. */
  String summary();

  /** What else the command's own help tells; empty if nothing. */
  default String details() {
    return "";
  }

  Options options();

  /** The place of the first argument, for {@link #words}. */
  String ARGUMENT = "";

  /** The words that an option takes, or the first argument; empty where they cannot be listed. */
  default List<String> words(String place) {
    return List.of();
  }

  /** The keywords behind which a program declares the names that are a second argument, joined with |; empty if there are none. */
  default String names() {
    return "";
  }

  /**
   * Does it.
   *
   * @return an {@link ExitCode}
   * @throws UsageException if the arguments make no sense
   * @throws IOException if a file cannot be read or written
   */
  int run(CommandLine line, Terminal terminal) throws IOException;
}
