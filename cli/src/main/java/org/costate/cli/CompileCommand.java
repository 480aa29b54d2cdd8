/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.Problems;

/** {@code costate compile}: writes a jar that {@code Costate.load} and {@code costate solve} read without compiling. */
final class CompileCommand implements Command {
  @Override
  public String name() {
    return "compile";
  }

  @Override
  public String usage() {
    return "FILE -o FILE.jar [options]";
  }

  @Override
  public String summary() {
    return "compiles a .ctl file to a jar that needs no compiler";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Option.builder("o").longOpt("output").hasArg().argName("FILE.jar").desc("the jar to write").get())
        .addOption(Arguments.constants())
        .addOption(Arguments.fused());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    Path file = Arguments.path(Arguments.positional(this, line, 1, 1).getFirst());
    if (!line.hasOption("output")) {
      throw new UsageException("compile: no output file", "costate compile " + file + " -o NAME.jar");
    }
    Path jar = Arguments.path(line.getOptionValue("output"));
    if (Arguments.isJar(file) || !Arguments.isJar(jar)) {
      throw new UsageException("compile: from a .ctl file to a .jar file, not from " + file + " to " + jar);
    }
    Problems problems = Arguments.load(file, line);
    Warnings.print(problems, terminal);
    problems.save(jar);
    terminal.line(jar + ": " + String.join(", ", problems.names()));
    return ExitCode.OK;
  }
}
