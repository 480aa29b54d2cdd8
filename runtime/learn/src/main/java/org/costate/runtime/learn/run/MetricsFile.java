/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.run;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table of measures, a row for each iteration, that can be read while it grows. What was written after the checkpoint from which a run goes on
 * is taken back, so that a resumed run's table is that of an unbroken one.
 */
public final class MetricsFile implements Closeable {
  private final Path file;
  private final BufferedWriter out;
  private List<String> columns;

  private MetricsFile(Path file, List<String> columns) throws IOException {
    this.file = file;
    this.columns = columns;
    // not by a channel, which an interrupt of the thread would close in the middle of a row
    out = new BufferedWriter(new OutputStreamWriter(new FileOutputStream(file.toFile(), true), StandardCharsets.UTF_8));
  }

  /** Begins a table, in place of an older one. */
  public static MetricsFile begin(Path file) throws IOException {
    Files.deleteIfExists(file);
    return new MetricsFile(file, List.of());
  }

  /**
   * Goes on behind row {@code rows}; without a file there, it begins one.
   *
   * @throws IOException if the file has fewer rows
   */
  public static MetricsFile resume(Path file, int rows) throws IOException {
    if (rows == 0 || !Files.exists(file)) {
      return begin(file);
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.size() < rows + 1) {
      throw new IOException(file + " has " + (lines.size() - 1) + " rows; the checkpoint was written after " + rows);
    }
    String kept = lines.subList(0, rows + 1).stream().map(line -> line + "\n").collect(Collectors.joining());
    Files.writeString(file, kept);
    return new MetricsFile(file, List.of(lines.getFirst().split(",", -1)));
  }

  /**
   * Reads a table.
   *
   * @return the columns by name, in their order; none of a file that is empty
   * @throws IOException if it cannot be read, or is no table of numbers
   */
  public static Map<String, double[]> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    Map<String, double[]> columns = new LinkedHashMap<>();
    if (lines.isEmpty()) {
      return columns;
    }
    String[] names = lines.getFirst().split(",", -1);
    List<double[]> numbers = Arrays.stream(names).map(_ -> new double[lines.size() - 1]).toList();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (cells.length != names.length) {
        throw new IOException(
            file + " has " + cells.length + " numbers in line " + (i + 1) + ", expected " + names.length);
      }
      for (int j = 0; j < cells.length; j++) {
        numbers.get(j)[i - 1] = number(file, i + 1, cells[j]);
      }
    }
    for (int j = 0; j < names.length; j++) {
      columns.put(names[j], numbers.get(j));
    }
    return columns;
  }

  private static double number(Path file, int line, String text) throws IOException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IOException(file + " has `" + text + "` in line " + line + ", expected a number", e);
    }
  }

  /**
   * Adds a row, and hands it to the operating system.
   *
   * @param numbers in the order of the columns; the first row names them
   * @throws IllegalArgumentException if the names are others than those of the first row
   */
  public void add(Map<String, Double> numbers) throws IOException {
    List<String> names = List.copyOf(numbers.keySet());
    if (columns.isEmpty()) {
      columns = names;
      out.write(String.join(",", columns));
      out.write('\n');
    } else if (!columns.equals(names)) {
      throw new IllegalArgumentException(file + " has the columns " + columns + ", not " + names);
    }
    out.write(numbers.values().stream().map(MetricsFile::text).collect(Collectors.joining(",")));
    out.write('\n');
    out.flush();
  }

  /** Whole numbers without a point, as counts are read. */
  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
