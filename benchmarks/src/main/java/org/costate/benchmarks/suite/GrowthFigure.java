/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.costate.benchmarks.measure.Table;
import org.costate.cli.picture.Figure;
import org.costate.cli.report.Numbers;
import org.costate.cli.report.Plot;

/** What {@link GrowthTimes#links} measures as a picture, of exponents: there a power is a straight line, and a cliff is a bend. */
final class GrowthFigure {
  private GrowthFigure() {}

  static void write(Path file, Table links) throws IOException {
    new Figure("Growth with the links of a chain",
        List.of(plot(links, "Compilation [log10 of ms]", "compile_cpu_ms"),
            plot(links, "Code [log10 of bytes]", "class_bytes"),
            plot(links, "A call [log10 of us]", "F_us", "FJ_us", "H_us")))
        .write(file);
  }

  private static Plot plot(Table links, String title, String... columns) {
    List<Plot.Line> lines = new ArrayList<>();
    for (String column : columns) {
      lines.add(new Plot.Line(column.split("_", 2)[0], lines.size(), 0, exponents(links, "links"),
          exponents(links, column), Numbers.NONE));
    }
    return new Plot(title, "log10 of links", lines, List.of(), false, false);
  }

  private static Numbers exponents(Table links, String column) {
    int at = links.columns().indexOf(column);
    return Numbers.of(links.rows().stream().mapToDouble(row -> Math.log10(Double.parseDouble(row.get(at)))).toArray());
  }
}
