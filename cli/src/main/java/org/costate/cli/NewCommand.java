/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.compiler.source.Source;
import org.costate.runtime.file.AtomicFile;
import org.costate.stdlib.StdlibSources;

/** {@code costate new}: a complete program to begin from. */
final class NewCommand implements Command {
  private static final String DEFAULT_TEMPLATE = "starter";
  private final StdlibSources stdlib = new StdlibSources();

  @Override
  public String name() {
    return "new";
  }

  @Override
  public String usage() {
    return "[NAME] [options]";
  }

  @Override
  public String summary() {
    return "writes a commented program to begin from";
  }

  @Override
  public String details() {
    return "Writes NAME.ctl, or the template's name with .ctl; an existing file is never\noverwritten.\n";
  }

  @Override
  public Options options() {
    return new Options().addOption(Option.builder()
        .longOpt("template")
        .hasArg()
        .argName("NAME")
        .desc("one of " + String.join(", ", stdlib.templates()) + "; " + DEFAULT_TEMPLATE + " if not given")
        .get());
  }

  @Override
  public List<String> words(String place) {
    return place.equals("template") ? stdlib.templates() : List.of();
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> arguments = Arguments.positional(this, line, 0, 1);
    String template = line.getOptionValue("template", DEFAULT_TEMPLATE);
    if (!stdlib.templates().contains(template)) {
      throw UsageException.unknown("template", template, stdlib.templates());
    }
    Source source = stdlib.template(template).orElseThrow();
    String name = arguments.isEmpty() ? template : arguments.getFirst();
    Path file = Arguments.path(name.endsWith(".ctl") ? name : name + ".ctl");
    if (Files.exists(file)) {
      throw new UsageException(file + " exists and is not overwritten", "costate new ANOTHER_NAME");
    }
    AtomicFile.write(file, out -> out.write(source.text().getBytes(StandardCharsets.UTF_8)));
    terminal.line(file + " written; solve it with: costate solve " + file);
    return ExitCode.OK;
  }
}
