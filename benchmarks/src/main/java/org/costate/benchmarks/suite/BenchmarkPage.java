/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.costate.benchmarks.measure.Table;

/** A page of docs, made from the tables that were just written. */
public final class BenchmarkPage {
  private BenchmarkPage() {}

  /** A part of the page. */
  public record Section(String title, String text, Table table) {}

  /** @param head title and introduction, up to an empty line */
  public static void write(Path file, String head, Map<String, String> facts, List<Section> sections)
      throws IOException {
    StringBuilder page = new StringBuilder(head);
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
