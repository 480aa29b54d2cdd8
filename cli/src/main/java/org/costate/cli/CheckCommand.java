/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.CompilationException;
import org.costate.Costate;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.JsonRenderer;
import org.costate.compiler.source.Source;
import org.costate.runtime.file.AtomicFile;

/** {@code costate check}: compiles, keeps nothing, reports every error and warning, and mends what can be mended. */
final class CheckCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json");

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String usage() {
    return "FILE... [options]";
  }

  @Override
  public String summary() {
    return "reports every error and warning of .ctl files, and can fix some";
  }

  @Override
  public String details() {
    return """
        FILE is a .ctl file, or - for standard input, which --fix writes to standard
        output. A file is rewritten as a whole or not at all, and never if it would have
        more errors than before.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Option.builder()
            .longOpt("format")
            .hasArg()
            .argName("text|json")
            .desc("how to print: text to standard error, or JSON to standard output, one finding a line")
            .get())
        .addOption(flag("json", "the same as --format json"))
        .addOption(flag("fix", "applies every fix to the files and reports what is left"))
        .addOption(flag("diff", "prints what --fix would change as a unified diff, and writes nothing"))
        .addOption(flag("deny-warnings", "warnings count as errors for the exit code"))
        .addOption(Arguments.constants());
  }

  private static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  @Override
  public List<String> words(String place) {
    return place.equals("format") ? FORMATS : List.of();
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> files = Arguments.positional(this, line, 1, Integer.MAX_VALUE);
    boolean json = json(line);
    boolean fix = line.hasOption("fix") || line.hasOption("diff");
    if (fix && json && (line.hasOption("diff") || files.contains(Arguments.STDIN))) {
      throw new UsageException("the mended program and JSON would both go to standard output",
          "leave out --format json");
    }
    List<Checked> all = new ArrayList<>();
    for (String file : files) {
      all.add(fix ? fixed(file, line, terminal) : checked(file, line));
    }
    if (json) {
      all.forEach(c -> c.findings().forEach(d -> terminal.line(JsonRenderer.render(d))));
    } else {
      print(all, terminal);
    }
    int errors = all.stream().mapToInt(Checked::errors).sum();
    int warnings = all.stream().mapToInt(Checked::warnings).sum();
    return errors > 0 || warnings > 0 && line.hasOption("deny-warnings") ? ExitCode.WRONG_PROGRAM : ExitCode.OK;
  }

  private static boolean json(CommandLine line) {
    String format = line.getOptionValue("format", line.hasOption("json") ? "json" : "text");
    return switch (format) {
      case "text" -> false;
      case "json" -> true;
      default -> throw UsageException.unknown("format", format, FORMATS);
    };
  }

  private static Checked checked(String file, CommandLine line) throws IOException {
    try {
      if (file.equals(Arguments.STDIN)) {
        return Checked.of(Arguments.source(file), constants(line));
      }
      Path path = Arguments.path(file);
      return Checked.warnings(Arguments.isJar(path)
          ? Arguments.load(path, line).warnings()
          : Costate.check(path, constants(line)));
    } catch (CompilationException e) {
      return Checked.of(e);
    }
  }

  private static Map<String, Double> constants(CommandLine line) {
    return Assignment.constants(line.getOptionValues("const"));
  }

  /** Fixes one file and says so; the answer is about the program as it then stands there. */
  private static Checked fixed(String file, CommandLine line, Terminal terminal) throws IOException {
    Source source;
    try {
      source = Arguments.source(file);
    } catch (CompilationException e) {
      return Checked.of(e);
    }
    Map<String, Double> constants = constants(line);
    Function<Source, Checked> check =
        text -> file.equals(Arguments.STDIN) ? Checked.of(text, constants)
            : Checked.of(Arguments.path(file), text, constants);
    Repairs repairs = Repairs.of(source, check);
    if (line.hasOption("diff")) {
      terminal.out().print(UnifiedDiff.of(source.name(), source.text(), repairs.after().text()));
      return repairs.changed() ? check.apply(source) : repairs.left();
    }
    byte[] text = repairs.after().text().getBytes(StandardCharsets.UTF_8);
    if (file.equals(Arguments.STDIN)) {
      terminal.out().write(text);
    } else if (repairs.changed()) {
      Path path = Arguments.path(file);
      AtomicFile.rewrite(path, out -> out.write(text));
    }
    repairs.fixed().forEach(d -> terminal.complain("fixed " + place(d) + ": " + d.fix().orElseThrow().text()));
    repairs.refused()
        .ifPresent(
            errors -> terminal.complain("not fixed " + source.name() + ": what could be fixed hides other errors, "
                + count(repairs.left().errors(), "error") + " would become " + count(errors, "error")));
    return repairs.left();
  }

  private static String place(Diagnostic diagnostic) {
    return diagnostic.primary().span() + " " + diagnostic.code();
  }

  private static void print(List<Checked> all, Terminal terminal) {
    List<String> reports =
        new ArrayList<>(all.stream().map(c -> c.text(terminal.errScreen())).filter(text -> !text.isEmpty()).toList());
    if (reports.isEmpty()) {
      return;
    }
    int errors = all.stream().mapToInt(Checked::errors).sum();
    int warnings = all.stream().mapToInt(Checked::warnings).sum();
    List<String> counts = new ArrayList<>();
    if (errors > 0) {
      counts.add(count(errors, "error"));
    }
    if (warnings > 0) {
      counts.add(count(warnings, "warning"));
    }
    reports.add(String.join(", ", counts) + "\n");
    terminal.err().print(String.join("\n", reports));
  }

  private static String count(int number, String noun) {
    return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
