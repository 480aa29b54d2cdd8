/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.costate.cli.report.RunReport;

/** The files that show what a command found: the page of {@code --report}, the figure of {@code --plot}. */
record Depiction(Optional<Path> page, Optional<Path> figure) {
  /** Those that are asked for, which can be written. */
  static Depiction of(CommandLine line) throws IOException {
    return new Depiction(ReportFile.of(line), PlotFile.of(line));
  }

  /** The options that ask for them. */
  Stream<String> options() {
    return Stream.concat(page.stream().map(_ -> "--report"), figure.stream().map(_ -> "--plot"));
  }

  boolean wanted() {
    return page.isPresent() || figure.isPresent();
  }

  void write(RunReport report, Terminal terminal) throws IOException {
    if (page.isPresent()) {
      report.write(page.get(), Version.text());
    }
    if (figure.isPresent()) {
      PlotFile.write(figure.get(), report.name(), report.panels(), terminal);
    }
  }

  /** The lines that say which files there are. */
  Stream<String> written() {
    return Stream.concat(page.stream(), figure.stream()).map(file -> "written: " + file);
  }
}
