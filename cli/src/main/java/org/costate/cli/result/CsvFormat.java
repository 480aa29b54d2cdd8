/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.file.AtomicFile;
import org.costate.runtime.problem.VariableInfo;

/**
 * A row a time, whose columns are called as the language writes them, {@code t [s],theta [rad],tau [N m]}; the last row of a run has no controls.
 * Facts stand above the header, one a line: {@code # name: value}, the value in JSON. So the file can be a table of a program.
 */
record CsvFormat() implements ResultFormat {
  private static final String FACT = "# ";
  private static final String FACT_END = ": ";
  private static final String RUN = "run";
  private static final String TIME = "t";

  /** No header or fact is longer, and no row. */
  private static final int MAX_LINE = 1 << 22;

  @Override
  public void write(Path file, Result result) throws IOException {
    AtomicFile.write(file, out -> write(out, result));
  }

  private static void write(OutputStream out, Result result) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    for (Map.Entry<String, Object> fact : result.facts().entrySet()) {
      fact(text, fact.getKey(), fact.getValue());
    }
    if (result.several()) {
      fact(text, Result.RUNS, result.runs().stream().map(Result.Run::facts).toList());
    }
    text.write(String.join(",", header(result)) + "\n");
    for (int i = 0; i < result.runs().size(); i++) {
      rows(text, result.several() ? i + 1 + "," : "", result, result.runs().get(i).course());
    }
    text.flush();
  }

  private static void fact(Writer text, String name, Object value) throws IOException {
    text.write(FACT + name + FACT_END + JsonValues.text(value) + "\n");
  }

  private static List<String> header(Result result) {
    List<String> cells = new ArrayList<>();
    if (result.several()) {
      cells.add(RUN);
    }
    cells.add(Result.STEPS.equals(result.facts().get(Result.TIME_AXIS)) ? TIME : TIME + " [s]");
    for (Group group : Group.SERIES) {
      for (VariableInfo variable : result.variables(group.kind)) {
        String unit = variable.unit().isEmpty() ? "" : " [" + variable.unit() + "]";
        variable.elementNames().forEach(name -> cells.add(quoted(name + unit)));
      }
    }
    return cells;
  }

  private static String quoted(String cell) {
    return cell.matches("[^,;\"\t]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static void rows(Writer text, String begin, Result result, Course course) throws IOException {
    List<double[]> columns = new ArrayList<>(List.of(course.time()));
    for (Group group : Group.SERIES) {
      result.elements(group.kind).forEach(name -> columns.add(course.of(group.kind, name)));
    }
    for (int k = 0; k < course.time().length; k++) {
      text.write(begin);
      for (int j = 0; j < columns.size(); j++) {
        double[] column = columns.get(j);
        text.write(j == 0 ? "" : ",");
        text.write(k < column.length ? Double.toString(column[k]) : "");
      }
      text.write('\n');
    }
  }

  @Override
  public SavedSolution read(Path file) throws IOException {
    return reading(file, Reading::solution);
  }

  /** Also of tables that others wrote, with a column of times: columns with a number in the last row are states, the others controls. */
  @Override
  public Map<String, Object> fields(Path file) throws IOException {
    return reading(file, Reading::fields);
  }

  /** What is made of the lines. */
  private interface Use<T> {
    T of(Reading reading) throws IOException;
  }

  private static <T> T reading(Path file, Use<T> use) throws IOException {
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return use.of(new Reading(text, new SavedSolution(file)));
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no CSV file: it is not UTF-8", e);
    }
  }

  /** The lines of a file, one after the other. */
  private static final class Reading {
    private final Reader text;
    private final SavedSolution solution;
    private int line;

    Reading(Reader text, SavedSolution solution) {
      this.text = text;
      this.solution = solution;
    }

    /** Columns with a number in the last row are states, the others are controls. */
    SavedSolution solution() throws IOException {
      String header = next();
      for (; header != null && (header.isBlank() || header.startsWith(FACT.strip())); header = next()) {
        int end = header.indexOf(FACT_END);
        if (end >= FACT.length() && JsonFormat.READ.contains(header.substring(FACT.length(), end))) {
          JsonFormat.read(
              "{\"" + header.substring(FACT.length(), end) + "\": " + header.substring(end + FACT_END.length()) + "}",
              "line " + line, solution);
        }
      }
      List<String> names = cells(header == null ? "" : header).stream().map(Reading::name).toList();
      if (!names.getFirst().equals(TIME)) {
        throw solution.wrong("the header begins with `" + names.getFirst() + "`, expected `" + TIME + "`");
      }
      double[][] columns = new double[names.size()][64];
      int[] counts = new int[names.size()];
      int rows = 0;
      for (String row = next(); row != null; row = next()) {
        if (!row.isBlank()) {
          add(cells(row), names, columns, counts, rows++);
        }
      }
      for (int j = 1; j < columns.length; j++) {
        solution.put(counts[j] == rows ? Group.STATES : Group.CONTROLS, names.get(j),
            Arrays.copyOf(columns[j], counts[j]));
      }
      return solution;
    }

    Map<String, Object> fields() throws IOException {
      Map<String, Object> fields = new LinkedHashMap<>();
      String header = next();
      for (; header != null && (header.isBlank() || header.startsWith(FACT.strip())); header = next()) {
        int end = header.indexOf(FACT_END);
        if (end >= FACT.length()) {
          try {
            fields.put(header.substring(FACT.length(), end),
                JsonValues.parse(header.substring(end + FACT_END.length())));
          } catch (JsonProcessingException e) {
            continue; // a remark in a table of somebody else
          }
        }
      }
      List<String> names = cells(header == null ? "" : header).stream().map(Reading::name).toList();
      int time = names.indexOf(TIME);
      int run = names.indexOf(RUN);
      if (time < 0) {
        throw solution.wrong("its header has no column `" + TIME + "`");
      }
      List<List<Double>> columns = new ArrayList<>();
      names.forEach(_ -> columns.add(new ArrayList<>()));
      for (String row = next(); row != null; row = next()) {
        List<String> cells = cells(row);
        if (row.isBlank()) {
          continue;
        }
        check(cells, names);
        if (run >= 0 && !cells.get(run).equals("1")) {
          break;
        }
        for (int j = 0; j < cells.size(); j++) {
          if (!cells.get(j).isEmpty()) {
            columns.get(j).add(number(cells.get(j), names.get(j)));
          }
        }
      }
      Map<String, Object> states = new LinkedHashMap<>();
      Map<String, Object> controls = new LinkedHashMap<>();
      for (int j = 0; j < columns.size(); j++) {
        if (j != time && j != run) {
          (columns.get(j).size() == columns.get(time).size() ? states : controls).put(names.get(j), columns.get(j));
        }
      }
      fields.put(Result.TIME, columns.get(time));
      fields.put(Group.STATES.word, states);
      fields.put(Group.CONTROLS.word, controls);
      return fields;
    }

    private void check(List<String> cells, List<String> names) throws IOException {
      if (cells.size() != names.size()) {
        throw solution.wrong("line " + line + " has " + cells.size() + " cells, the header " + names.size());
      }
      solution.claim(cells.size(), "line " + line);
    }

    private void add(List<String> cells, List<String> names, double[][] columns, int[] counts, int row)
        throws IOException {
      check(cells, names);
      for (int j = 0; j < columns.length; j++) {
        if (cells.get(j).isEmpty()) {
          continue;
        }
        if (counts[j] < row) {
          throw solution.wrong("`" + names.get(j) + "` has no number before line " + line);
        }
        columns[j] = row == columns[j].length ? Arrays.copyOf(columns[j], 2 * row) : columns[j];
        columns[j][row] = number(cells.get(j), names.get(j));
        counts[j]++;
      }
    }

    private double number(String cell, String name) throws IOException {
      try {
        return Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        throw solution.wrong("`" + name + "` holds `" + cell + "` in line " + line + ", expected numbers", e);
      }
    }

    /** Without its unit, which is also among the facts. */
    private static String name(String heading) {
      int unit = heading.endsWith("]") ? heading.lastIndexOf(" [") : -1;
      return unit < 0 ? heading : heading.substring(0, unit);
    }

    /** Null at the end. */
    private String next() throws IOException {
      StringBuilder row = new StringBuilder();
      line++;
      for (int c = text.read(); c != '\n'; c = text.read()) {
        if (c < 0) {
          return row.isEmpty() ? null : row.toString();
        }
        if (row.length() == MAX_LINE) {
          throw solution.wrong("line " + line + " has more than " + MAX_LINE + " characters");
        }
        row.append((char) c);
      }
      return row.toString();
    }

    private static List<String> cells(String row) {
      List<String> cells = new ArrayList<>();
      StringBuilder cell = new StringBuilder();
      boolean quoted = false;
      for (int i = 0; i < row.length(); i++) {
        char c = row.charAt(i);
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
}
