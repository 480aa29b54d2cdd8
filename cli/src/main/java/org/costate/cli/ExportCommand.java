/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.Problems;

/** {@code costate export}: writes the functions of a problem in another language. */
final class ExportCommand implements Command {
  @Override
  public String name() {
    return "export";
  }

  @Override
  public String usage() {
    return "FILE --c [-o FILE.c] [options]";
  }

  @Override
  public String summary() {
    return "writes the functions of a problem and their derivatives in C";
  }

  @Override
  public String details() {
    return """
        One source file of C99 and its header: the step, the costs, the constraints, and
        their exact first and second derivatives. The code needs nothing but math.h,
        takes all memory from its caller and keeps nothing.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Option.builder().longOpt("c").desc("the language: C99").get())
        .addOption(Option.builder("o")
            .longOpt("output")
            .hasArg()
            .argName("FILE.c")
            .desc("the source to write, the header beside it; NAME.c of the problem if not given")
            .get())
        .addOption(Arguments.option("problem", "NAME", "which problem, where the file has several"))
        .addOption(Arguments.constants())
        .addOption(Arguments.fused());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    Path file = Arguments.path(Arguments.positional(this, line, 1, 1).getFirst());
    if (!line.hasOption("c")) {
      throw new UsageException("export: to which language?", "costate export " + file + " --c");
    }
    if (Arguments.isJar(file)) {
      throw new UsageException(file + ": a compiled jar holds no formulas", "name the .ctl file that it was made of");
    }
    String output = line.getOptionValue("output");
    if (output != null && !output.matches(".*[^/\\\\]\\.c")) {
      throw new UsageException("export: " + output + " is no name of a C file", "-o NAME.c");
    }
    Problems problems = Arguments.load(file, line);
    Warnings.print(problems, terminal);
    String problem = problem(problems.names(), file, line.getOptionValue("problem"));
    Path target = Arguments.path(output == null ? problem + ".c" : output);
    problems.exportC(problem, target);
    terminal.line(target + ": " + problem);
    return ExitCode.OK;
  }

  private static String problem(List<String> known, Path file, String wanted) {
    if (known.isEmpty()) {
      throw new UsageException(file + " has no problem");
    }
    if (wanted == null && known.size() > 1) {
      throw new UsageException("export: which problem?", "--problem NAME, one of " + String.join(", ", known));
    }
    if (wanted != null && !known.contains(wanted)) {
      throw UsageException.unknown("problem", wanted, known);
    }
    return known.size() == 1 ? known.getFirst() : wanted;
  }
}
