/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.List;
import java.util.Optional;

/** All commands, in the order in which the help lists them. */
final class Commands {
  private static final List<Command> ALL =
      List.of(
          new CheckCommand(),
          new FmtCommand(),
          new SolveCommand(),
          new CompareCommand(),
          new ViewCommand(),
          new SimulateCommand(),
          new MpcCommand(),
          new TrainCommand(),
          new RolloutCommand(),
          new LinearizeCommand(),
          new DeriveCommand(),
          new CompileCommand(),
          new ExportCommand(),
          new NewCommand(),
          new ExplainCommand(),
          new CompletionCommand(),
          new DumpCommand());

  private Commands() {}

  static List<Command> all() {
    return ALL;
  }

  static Optional<Command> find(String name) {
    for (Command command : ALL) {
      if (command.name().equals(name)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  static List<String> names() {
    return ALL.stream().map(Command::name).toList();
  }
}
