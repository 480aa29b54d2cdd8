/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;

/** The texts of {@code --help}. */
final class Help {
  static final int COLUMNS = 80;

  /** Of what stands in a first column. */
  private static final int LONGEST = 26;

  private Help() {}

  /** Of {@code costate} itself. */
  static String overview() {
    List<String[]> rows = new ArrayList<>();
    for (Command command : Commands.all()) {
      rows.add(new String[] {command.name(), command.summary()});
    }
    return """
        costate: from a control problem in a .ctl file to an optimal trajectory

        usage: costate COMMAND [arguments]

        commands:
        """
        + table(rows)
        + """

            costate COMMAND --help   tells more about a command
            costate --version        prints the version

            exit codes: 0 converged and every expect holds, 1 wrong program, 2 wrong usage
              or unreadable file, 3 not converged, 4 internal error, 5 an expect does not
              hold, 130 interrupted; the largest of several runs
            """.stripIndent();
  }

  /** Of one command. */
  static String of(Command command) {
    List<String[]> rows = new ArrayList<>();
    for (Option option : command.options().getOptions()) {
      rows.add(new String[] {spelling(option), option.getDescription()});
    }
    String details = command.details().isEmpty() ? "" : "\n" + command.details();
    return "usage: costate " + command.name() + " " + command.usage() + "\n\n" + command.summary() + "\n" + details
        + "\noptions:\n" + table(rows);
  }

  private static String spelling(Option option) {
    StringBuilder text = new StringBuilder();
    if (option.getOpt() != null) {
      text.append('-').append(option.getOpt());
    }
    if (option.getLongOpt() != null) {
      text.append(text.isEmpty() ? "" : ", ").append("--").append(option.getLongOpt());
    }
    if (option.hasArg()) {
      text.append(' ').append(option.getArgName());
    }
    return text.toString();
  }

  /** Two columns, the second one aligned and broken into lines; what is too long for the first one has a line of its own. */
  static String table(List<String[]> rows) {
    int width = rows.stream().mapToInt(row -> row[0].length()).filter(n -> n <= LONGEST).max().orElse(LONGEST);
    int indent = width + 5;
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      text.append("  ").append(row[0]);
      if (row[0].length() > width) {
        text.append('\n').repeat(' ', indent);
      } else {
        text.repeat(' ', indent - 2 - row[0].length());
      }
      text.append(Screen.broken(row[1], COLUMNS - indent, 0).replace("\n", "\n" + " ".repeat(indent))).append('\n');
    }
    return text.toString();
  }
}
