/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.costate.cli.picture.Figure;
import org.costate.cli.report.Plot;
import org.costate.runtime.file.AtomicFile;

/** {@code --plot FILE.svg|.png}: a figure as papers print it. */
final class PlotFile {
  private static final String OPTION = "plot";

  private PlotFile() {}

  /** @param shown what it draws */
  static Option option(String shown) {
    return Arguments.option(OPTION, "FILE.svg|.png", "draws a figure for a paper: " + shown);
  }

  /** The file that is asked for, which can be written. */
  static Optional<Path> of(CommandLine line) throws IOException {
    if (!line.hasOption(OPTION)) {
      return Optional.empty();
    }
    Path file = Arguments.path(line.getOptionValue(OPTION));
    try {
      Figure.Format.of(file);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--plot " + file + ": " + e.getMessage(), "SVG is for papers, PNG for the rest");
    }
    AtomicFile.checkPlace(file);
    return Optional.of(file);
  }

  /**
   * Draws.
   *
   * @param name what it is a figure of
   */
  static void write(Path file, String name, List<Plot> panels, Terminal terminal) throws IOException {
    if (!new Figure(name, panels).write(file)) {
      Pictures.warnOfFonts(terminal);
    }
  }
}
