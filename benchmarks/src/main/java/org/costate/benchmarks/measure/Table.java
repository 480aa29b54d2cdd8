/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A CSV file: lines of facts after {@code #}, one line of column names, rows. No value holds a comma. */
public record Table(Map<String, String> facts, List<String> columns, List<List<String>> rows) {
  public Table {
    facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size() || row.stream().anyMatch(v -> v.contains(",") || v.contains("\n"))) {
        throw new IllegalArgumentException("row " + row + " of a table with columns " + columns);
      }
    }
  }

  public static Table read(Path file) {
    Map<String, String> facts = new LinkedHashMap<>();
    List<List<String>> lines = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("# ")) {
          int colon = line.indexOf(": ");
          facts.put(line.substring(2, colon), line.substring(colon + 2));
        } else {
          lines.add(List.of(line.split(",", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Table(facts, lines.getFirst(), lines.subList(1, lines.size()));
  }

  public void write(Path file) {
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> text.append("# ").append(name).append(": ").append(value).append('\n'));
    text.append(String.join(",", columns)).append('\n');
    rows.forEach(row -> text.append(String.join(",", row)).append('\n'));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The row whose first value is {@code key}, by column. */
  public Map<String, String> row(String key) {
    for (List<String> row : rows) {
      if (row.getFirst().equals(key)) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          values.put(columns.get(i), row.get(i));
        }
        return values;
      }
    }
    throw new IllegalArgumentException("no row " + key);
  }
}
