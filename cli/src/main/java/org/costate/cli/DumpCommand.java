/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Phase;

/** {@code costate dump}: what the compiler has made of a file after one of its phases, for those who work on the compiler. */
final class DumpCommand implements Command {
  @Override
  public String name() {
    return "dump";
  }

  @Override
  public String usage() {
    return "FILE --after=PHASE [options]";
  }

  @Override
  public String summary() {
    return "prints what the compiler has made of a file after a phase";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Option.builder()
            .longOpt("after")
            .hasArg()
            .argName("PHASE")
            .desc("one of " + String.join(", ", words()))
            .get())
        .addOption(Arguments.constants());
  }

  private static List<String> words() {
    return Arrays.stream(Phase.values()).map(Phase::word).toList();
  }

  @Override
  public List<String> words(String place) {
    return place.equals("after") ? words() : List.of();
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    String file = Arguments.positional(this, line, 1, 1).getFirst();
    if (!line.hasOption("after")) {
      throw new UsageException("dump: after which phase?", "--after=PHASE, " + words());
    }
    String word = line.getOptionValue("after");
    Phase wanted = Phase.find(word).orElseThrow(() -> UsageException.unknown("phase", word, words()));
    CompilationResult result = Arguments.compile(file, line, (phase, print) -> {
      if (phase == wanted) {
        terminal.line(print.get().stripTrailing());
      }
    });
    terminal.report(result.diagnostics(), result.unshown());
    return result.hasErrors() ? ExitCode.WRONG_PROGRAM : ExitCode.OK;
  }
}
