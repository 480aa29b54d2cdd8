/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers over time in a file that a run wrote: the JSON of a solution, or the CSV of a solution or a simulation, of which it is the first run. It knows
 * no kinds of variables, so it can be asked for any.
 */
public final class Recording {
  private static final String TIME = "t";
  private static final String RUN = "run";

  private final Map<String, double[]> series = new LinkedHashMap<>();
  private final Map<String, double[]> params = new LinkedHashMap<>();
  private final Map<String, double[]> design = new LinkedHashMap<>();
  private double[] time = {};

  private Recording() {}

  /** @throws IOException if the file cannot be read or is none of these */
  public static Recording read(Path file) throws IOException {
    Recording recording = new Recording();
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      recording.json(file);
    } else {
      recording.csv(file);
    }
    return recording;
  }

  /** Of the states, one or more. */
  public double[] time() {
    return time.clone();
  }

  /** A number over time. */
  public Optional<double[]> series(String name) {
    return Optional.ofNullable(series.get(name)).map(double[]::clone);
  }

  /** The names of all of them. */
  public List<String> names() {
    return List.copyOf(series.keySet());
  }

  /** The params that it was made with, by their names, as far as the file has them. */
  public Map<String, double[]> params() {
    return params;
  }

  /** The numbers of design variables, as far as the file has them. */
  public Map<String, double[]> design() {
    return design;
  }

  private void json(Path file) throws IOException {
    SavedRun run = SavedRun.read(file);
    time = run.time().array();
    run.states().forEach((name, numbers) -> series.put(name, numbers.array()));
    run.controls().forEach((name, numbers) -> series.put(name, numbers.array()));
    run.params().forEach((name, numbers) -> params.put(name, numbers.array()));
    run.design().forEach((name, number) -> design.put(name, new double[] {number}));
  }

  private void csv(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String header = lines.readLine();
      while (header != null && header.startsWith("#")) {
        header = lines.readLine();
      }
      List<String> names = cells(header == null ? "" : header).stream().map(Recording::plain).toList();
      if (!names.contains(TIME)) {
        throw new IOException(file + " is no trajectory: its header has no column `" + TIME + "`");
      }
      List<List<Double>> columns = new ArrayList<>();
      names.forEach(name -> columns.add(new ArrayList<>()));
      int run = names.indexOf(RUN);
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        List<String> cells = cells(line);
        if (cells.size() != names.size()) {
          throw new IOException(file + " is no trajectory: a row of " + cells.size() + " cells under a header of "
              + names.size() + ", the " + number + ". line");
        }
        if (run >= 0 && !columns.get(run).isEmpty() && !cells.get(run).equals("1")) {
          break;
        }
        for (int i = 0; i < cells.size(); i++) {
          if (!cells.get(i).isEmpty()) {
            columns.get(i).add(number(file, cells.get(i), number));
          }
        }
      }
      for (int i = 0; i < names.size(); i++) {
        series.put(names.get(i), columns.get(i).stream().mapToDouble(v -> v).toArray());
      }
      time = series.remove(TIME);
      series.remove(RUN);
      if (time.length == 0) {
        throw new IOException(file + " is no trajectory: it has no rows");
      }
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no trajectory: it is not UTF-8", e);
    }
  }

  private static double number(Path file, String cell, int line) throws IOException {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new IOException(file + " is no trajectory: `" + cell + "` is no number, in the " + line + ". line", e);
    }
  }

  /** Without its unit. */
  private static String plain(String heading) {
    int unit = heading.endsWith("]") ? heading.lastIndexOf(" [") : -1;
    return unit < 0 ? heading : heading.substring(0, unit);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
