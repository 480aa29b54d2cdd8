/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.runtime.learn.file.NamedArray;
import org.costate.runtime.learn.file.NamedArrays;
import org.costate.runtime.learn.file.NpzFile;
import org.costate.runtime.problem.VariableInfo;

/**
 * Arrays that numpy reads, {@code time}, {@code states.theta}, {@code controls.tau}: whole variables with the shape that they are declared with behind
 * the time, and behind the run where there are several, whose ends are filled with NaN. Facts are the text {@code facts.txt} in JSON; those that
 * are numbers are arrays, too.
 */
record NpzFormat() implements ResultFormat {
  private static final String FACTS = "facts";

  @Override
  public void write(Path file, Result result) throws IOException {
    NamedArrays content = new NamedArrays();
    Map<String, Object> facts = new LinkedHashMap<>(result.facts());
    facts.forEach((name, fact) -> {
      if (fact instanceof Number number) {
        content.put(name, NamedArray.of(List.of(), new double[] {number.doubleValue()}));
      }
    });
    if (result.several()) {
      facts.put(Result.RUNS, result.runs().stream().map(Result.Run::facts).toList());
      result.runs().getFirst().facts().forEach((name, fact) -> {
        if (fact instanceof Number) {
          content.put(name, NamedArray.of(
              result.runs().stream().mapToDouble(run -> ((Number) run.facts().get(name)).doubleValue()).toArray()));
        }
      });
    }
    content.text(FACTS, JsonValues.text(facts));
    int longest = result.runs().stream().mapToInt(run -> run.course().time().length).max().orElseThrow();
    content.put(Result.TIME, array(result, List.of(), longest, run -> List.of(run.time())));
    for (Group group : Group.SERIES) {
      int length = group == Group.STATES ? longest : longest - 1;
      for (VariableInfo variable : result.variables(group.kind)) {
        content.put(group.word + "." + variable.name(), array(result, variable.shape(), length,
            run -> variable.elementNames().stream().map(name -> run.of(group.kind, name)).toList()));
      }
    }
    NpzFile.write(file, content);
  }

  /** The columns of a variable over the time of a run. */
  private interface Columns {
    List<double[]> of(Course run);
  }

  /** [runs, length, shape], without the runs where there is one alone. */
  private static NamedArray array(Result result, List<Integer> shape, int length, Columns columns) {
    List<Integer> all = new ArrayList<>();
    if (result.several()) {
      all.add(result.runs().size());
    }
    all.add(length);
    all.addAll(shape);
    int width = shape.stream().reduce(1, Math::multiplyExact);
    double[] values = new double[Math.multiplyExact(Math.multiplyExact(result.runs().size(), length), width)];
    Arrays.fill(values, Double.NaN);
    int begin = 0;
    for (Result.Run run : result.runs()) {
      List<double[]> elements = columns.of(run.course());
      for (int j = 0; j < width; j++) {
        double[] element = elements.get(j);
        for (int k = 0; k < element.length; k++) {
          values[begin + k * width + j] = element[k];
        }
      }
      begin += length * width;
    }
    return NamedArray.of(all, values);
  }

  @Override
  public SavedSolution read(Path file) throws IOException {
    SavedSolution solution = new SavedSolution(file);
    NamedArrays content = NpzFile.read(file, (long) MAX_NUMBERS * Double.BYTES);
    String facts = content.texts().get(FACTS);
    if (facts == null) {
      throw solution.wrong("it has no " + FACTS + ".txt");
    }
    JsonFormat.read(facts, FACTS + ".txt", solution);
    for (Group group : List.of(Group.STATES, Group.CONTROLS)) {
      for (Map.Entry<String, double[]> element : elements(content, group, false, solution).entrySet()) {
        solution.put(group, element.getKey(), element.getValue());
      }
    }
    return solution;
  }

  @Override
  public Map<String, Object> fields(Path file) throws IOException {
    SavedSolution solution = new SavedSolution(file);
    NamedArrays content = NpzFile.read(file, (long) MAX_NUMBERS * Double.BYTES);
    String facts = content.texts().get(FACTS);
    if (facts == null) {
      throw solution.wrong("it has no " + FACTS + ".txt");
    }
    Map<String, Object> fields = JsonFormat.facts(facts, FACTS + ".txt", solution);
    boolean several = fields.containsKey(Result.RUNS);
    NamedArray times = content.arrays().get(Result.TIME);
    if (times == null) {
      throw solution.wrong("it has no `" + Result.TIME + "`");
    }
    double[] time = columns(times, Result.TIME, several, solution).getFirst();
    int end = time.length;
    while (end > 0 && Double.isNaN(time[end - 1])) { // of a run that is shorter than another one
      end--;
    }
    fields.put(Result.TIME, boxed(time, end));
    for (Group group : Group.SERIES) {
      Map<String, Object> series = new LinkedHashMap<>();
      int count = group == Group.STATES ? end : end - 1;
      elements(content, group, several, solution)
          .forEach((name, numbers) -> series.put(name, boxed(numbers, several ? count : numbers.length)));
      fields.put(group.word, series);
    }
    return fields;
  }

  private static List<Double> boxed(double[] numbers, int count) {
    return Arrays.stream(numbers).limit(count).boxed().toList();
  }

  /** The numbers over time of a group, of the first of several runs. */
  private static Map<String, double[]> elements(NamedArrays content, Group group, boolean several,
      SavedSolution solution) throws IOException {
    Map<String, double[]> elements = new LinkedHashMap<>();
    for (Map.Entry<String, NamedArray> array : content.arrays().entrySet()) {
      String entry = array.getKey();
      if (entry.startsWith(group.word + ".")) {
        List<double[]> columns = columns(array.getValue(), entry, several, solution);
        List<Integer> shape = array.getValue().shape();
        List<String> names = new VariableInfo(group.kind, entry.substring(group.word.length() + 1),
            shape.subList(several ? 2 : 1, shape.size()), 0, "", "", 0).elementNames();
        for (int j = 0; j < columns.size(); j++) {
          elements.put(names.get(j), columns.get(j));
        }
      }
    }
    return elements;
  }

  /** What a variable's elements are over time, of the first of several runs. */
  private static List<double[]> columns(NamedArray array, String entry, boolean several, SavedSolution solution)
      throws IOException {
    int at = several ? 1 : 0;
    if (!(array instanceof NamedArray.Doubles doubles) || array.shape().size() <= at || array.shape().size() > at + 3
        || array.size() == 0) {
      throw solution.wrong("`" + entry + "` has " + array + " in the shape " + array.shape()
          + ", expected doubles over time");
    }
    int length = array.shape().get(at);
    int width = array.shape().subList(at + 1, array.shape().size()).stream().reduce(1, (a, b) -> a * b);
    List<double[]> columns = new ArrayList<>();
    for (int j = 0; j < width; j++) {
      double[] column = new double[length];
      for (int k = 0; k < length; k++) {
        column[k] = doubles.values()[k * width + j];
      }
      columns.add(column);
    }
    return columns;
  }
}
