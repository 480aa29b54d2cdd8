/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.costate.Costate;
import org.costate.ModuleFiles;
import org.costate.Problems;
import org.costate.Rounding;
import org.costate.SourceFiles;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.driver.PhaseListener;
import org.costate.compiler.source.Source;

/** What the commands' arguments have in common. */
final class Arguments {
  /** What stands for standard input. */
  static final String STDIN = "-";

  private Arguments() {}

  /** {@code --const NAME=VALUE}, of every command that compiles. */
  static Option constants() {
    return Option.builder()
        .longOpt("const")
        .hasArg()
        .argName("NAME=VALUE")
        .desc("gives a const another value, for example a size; may be repeated")
        .get();
  }

  /** {@code --fma}, of the commands that run what they compile, or write it. */
  static Option fused() {
    return Option.builder()
        .longOpt("fma")
        .desc("rounds a product and its sum once: faster on machines with fused multiply-add, slow on others")
        .get();
  }

  /** An option {@code --name NAME=VALUE}. */
  static Option assignment(String name, String description) {
    return option(name, "NAME=VALUE", description);
  }

  /** An option with a value. */
  static Option option(String name, String value, String description) {
    return Option.builder().longOpt(name).hasArg().argName(value).desc(description).get();
  }

  /** The positional arguments, checked for their number. */
  static List<String> positional(Command command, CommandLine line, int least, int most) {
    List<String> arguments = line.getArgList();
    String usage = "usage: costate " + command.name() + " " + command.usage();
    if (arguments.size() < least) {
      throw new UsageException(command.name() + ": an argument is missing", usage);
    }
    if (arguments.size() > most) {
      throw new UsageException(command.name() + ": unexpected argument `" + arguments.get(most) + "`", usage);
    }
    return arguments;
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("`" + text + "` is not a path: " + e.getReason());
    }
  }

  static boolean isJar(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }

  /** The text of a {@code .ctl} file or of standard input. */
  static Source source(String file) throws IOException {
    if (file.equals(STDIN)) {
      return SourceFiles.read("<stdin>", System.in);
    }
    Path path = path(file);
    if (isJar(path)) {
      throw new UsageException(file + ": a compiled jar holds no formulas", "name the .ctl file that it was made of");
    }
    return SourceFiles.read(path);
  }

  /** Compiles a {@code .ctl} file with the constants of the command line, for commands that look into the compiler. */
  static CompilationResult compile(String file, CommandLine line, PhaseListener listener) throws IOException {
    Source source = source(file);
    Path path = path(file);
    Map<String, Double> constants = Assignment.constants(line.getOptionValues("const"));
    ModuleFiles files = ModuleFiles.of(path, source);
    return Compiler.compile(source, new CompilerOptions(constants, files, files), listener);
  }

  /** Compiles or loads the file, with the constants of the command line. */
  static Problems load(Path file, CommandLine line) throws IOException {
    Map<String, Double> constants = Assignment.constants(line.getOptionValues("const"));
    if (isJar(file) && !constants.isEmpty()) {
      throw new UsageException(file + ": constants of a compiled jar are fixed", "compile it again with --const");
    }
    if (isJar(file) && line.hasOption("fma")) {
      throw new UsageException(file + ": a compiled jar keeps its rounding", "compile it again with --fma");
    }
    return Costate.load(file, constants, line.hasOption("fma") ? Rounding.FUSED : Rounding.EACH);
  }
}
