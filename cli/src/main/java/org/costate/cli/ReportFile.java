/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.costate.runtime.file.AtomicFile;

/** {@code --report FILE.html} of every command that runs something once. */
final class ReportFile {
  private ReportFile() {}

  static Option option() {
    return Arguments.option("report", "FILE.html", "writes a page with animation and plots, which opens offline");
  }

  /** The file that is asked for, which can be written. */
  static Optional<Path> of(CommandLine line) throws IOException {
    if (!line.hasOption("report")) {
      return Optional.empty();
    }
    Path file = Arguments.path(line.getOptionValue("report"));
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
      throw new UsageException("--report " + file + ": a report is a page", "end its name with .html");
    }
    AtomicFile.checkPlace(file);
    return Optional.of(file);
  }
}
