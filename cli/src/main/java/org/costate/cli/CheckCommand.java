/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.CompilationException;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.JsonRenderer;
import org.costate.compiler.diagnostics.TextRenderer;

/** {@code costate check}: compiles, keeps nothing, and reports every error and warning. */
final class CheckCommand implements Command {
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
    return "reports every error and warning of .ctl files";
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
        .addOption(Arguments.constants());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> files = Arguments.positional(this, line, 1, Integer.MAX_VALUE);
    String format = line.getOptionValue("format", "text");
    if (!format.equals("text") && !format.equals("json")) {
      throw UsageException.unknown("format", format, List.of("text", "json"));
    }
    List<Diagnostic> found = new ArrayList<>();
    List<String> reports = new ArrayList<>();
    int code = ExitCode.OK;
    for (String file : files) {
      try {
        List<Diagnostic> warnings = Arguments.load(Arguments.path(file), line).warnings();
        found.addAll(warnings);
        reports.add(TextRenderer.render(warnings));
      } catch (CompilationException e) {
        found.addAll(e.diagnostics());
        reports.add(e.getMessage());
        code = ExitCode.WRONG_PROGRAM;
      }
    }
    if (format.equals("json")) {
      found.forEach(d -> terminal.line(JsonRenderer.render(d)));
    } else {
      reports.removeIf(String::isEmpty);
      terminal.err().print(String.join("\n", reports));
    }
    return code;
  }
}
