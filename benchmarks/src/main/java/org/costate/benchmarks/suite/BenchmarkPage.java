/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.costate.benchmarks.measure.Table;

/** docs/benchmarks.md, made from the tables that were just written. */
final class BenchmarkPage {
  private static final String HEAD = """
      # Benchmarks

      Written by `benchmarks/run`; the figures are those of the CSV files in [benchmarks/results](../benchmarks/results). Times are CPU
      times on a shared machine at a steady state of the JVM unless a table says otherwise, and good to about 15 %.
      Peers' figures come from another run on an idle machine of the same kind and are information, not a comparison.

      """;

  private BenchmarkPage() {}

  /** A part of the page. */
  record Section(String title, String text, Table table) {}

  static void write(Path file, Map<String, String> facts, List<Section> sections) throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    facts.forEach((name, value) -> page.append("- ").append(name).append(": ").append(value).append('\n'));
    for (Section section : sections) {
      page.append("\n## ").append(section.title()).append("\n\n").append(section.text()).append("\n\n");
      line(page, section.table().columns());
      line(page, section.table().columns().stream().map(c -> "---").toList());
      section.table().rows().forEach(row -> line(page, row));
    }
    Files.writeString(file, page);
  }

  private static void line(StringBuilder page, List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
