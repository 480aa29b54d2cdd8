/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.completion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The script that completes {@code costate} in one shell. */
public enum ShellScript {
  BASH {
    @Override
    public String of(List<CommandSyntax> commands) {
      return new BashScript(commands).text();
    }
  },
  ZSH {
    @Override
    public String of(List<CommandSyntax> commands) {
      return new ZshScript(commands).text();
    }
  },
  FISH {
    @Override
    public String of(List<CommandSyntax> commands) {
      return new FishScript(commands).text();
    }
  };

  /** Prints what a file declares behind the keywords {@code $1}; the name of a run is what stands behind {@code as}. */
  static final String DECLARED = """
      sed -nE -e "s/^[[:space:]]*(KEYWORDS)[[:space:]].*[[:space:]]as[[:space:]]+(NAME).*/\\2/p" -e t \\
            -e "s/^[[:space:]]*(KEYWORDS)[[:space:]]+(NAME).*/\\2/p" FILE""".replace("NAME", "[^][[:space:]{}();:=,]+");

  /** The script for all commands. */
  public abstract String of(List<CommandSyntax> commands);

  /** {@code bash}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ShellScript> find(String word) {
    return Stream.of(values()).filter(shell -> shell.word().equals(word)).findFirst();
  }

  /** In single quotes. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
