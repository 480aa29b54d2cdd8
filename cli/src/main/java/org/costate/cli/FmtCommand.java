/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.CompilationException;
import org.costate.compiler.format.Formatter;
import org.costate.compiler.format.Formatting;
import org.costate.compiler.source.Source;
import org.costate.runtime.file.AtomicFile;

/** {@code costate fmt}: gives programs the one layout, or tells which do not have it. */
final class FmtCommand implements Command {
  private static final String CHECK = "check";

  @Override
  public String name() {
    return "fmt";
  }

  @Override
  public String usage() {
    return "FILE... [options]";
  }

  @Override
  public String summary() {
    return "formats .ctl files";
  }

  @Override
  public String details() {
    return """
        FILE is a .ctl file, a folder of which every .ctl file is meant, or - for
        standard input, which is written to standard output. Files that change are
        listed. What a program means and its comments stay as they are; a file with
        syntax errors is not touched.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Option.builder()
            .longOpt(CHECK)
            .desc("writes nothing, lists the files that would change, and ends with code 1 if there are any")
            .get());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    boolean check = line.hasOption(CHECK);
    int changed = 0;
    List<String> reports = new ArrayList<>();
    for (String file : programs(Arguments.positional(this, line, 1, Integer.MAX_VALUE))) {
      try {
        Source source = Arguments.source(file);
        Formatting formatting = Formatter.format(source);
        if (formatting.text().isEmpty()) {
          reports.add(DiagnosticText.of(formatting.diagnostics(), formatting.unshown(), terminal.errScreen()));
          continue;
        }
        String text = formatting.text().get();
        boolean changes = !text.equals(source.text());
        changed += changes ? 1 : 0;
        if (!check) {
          write(file, text, changes, terminal);
        }
        if (changes && (check || !file.equals(Arguments.STDIN))) {
          terminal.line(source.name());
        }
      } catch (CompilationException e) {
        reports.add(e.getMessage());
      }
    }
    terminal.err().print(String.join("\n", reports));
    if (check && changed > 0) {
      terminal.complain((changed == 1 ? "1 file is" : changed + " files are") + " not formatted");
      terminal.complain("  hint: run costate fmt");
    }
    return reports.isEmpty() && !(check && changed > 0) ? ExitCode.OK : ExitCode.WRONG_PROGRAM;
  }

  private static void write(String file, String text, boolean changes, Terminal terminal) throws IOException {
    if (file.equals(Arguments.STDIN)) {
      terminal.out().print(text);
    } else if (changes) {
      AtomicFile.rewrite(Arguments.path(file), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** The files that are meant, those of a folder in the order of their names; no link inside a folder is followed. */
  private static List<String> programs(List<String> arguments) throws IOException {
    List<String> programs = new ArrayList<>();
    for (String argument : arguments) {
      if (!argument.equals(Arguments.STDIN) && Files.isDirectory(Arguments.path(argument))) {
        programs.addAll(inside(Arguments.path(argument)));
      } else {
        programs.add(argument);
      }
    }
    return programs;
  }

  private static List<String> inside(Path folder) throws IOException {
    Path start = Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(Path::toString)
          .filter(file -> file.endsWith(".ctl"))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
