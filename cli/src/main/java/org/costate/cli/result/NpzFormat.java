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
  private static final String RUNS = "runs";

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
      facts.put(RUNS, result.runs().stream().map(Result.Run::facts).toList());
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
    for (Map.Entry<String, NamedArray> array : content.arrays().entrySet()) {
      for (Group group : List.of(Group.STATES, Group.CONTROLS)) {
        if (array.getKey().startsWith(group.word + ".")) {
          elements(solution, group, array.getKey(), array.getValue());
        }
      }
    }
    return solution;
  }

  private static void elements(SavedSolution solution, Group group, String entry, NamedArray array)
      throws IOException {
    if (!(array instanceof NamedArray.Doubles doubles) || array.shape().isEmpty() || array.shape().size() > 3
        || array.size() == 0) {
      throw solution.wrong("`" + entry + "` has " + array + " in the shape " + array.shape()
          + ", expected doubles over time");
    }
    int length = array.shape().getFirst();
    List<Integer> shape = array.shape().subList(1, array.shape().size());
    int width = array.size() / length;
    List<String> names =
        new VariableInfo(group.kind, entry.substring(group.word.length() + 1), shape, 0, "", "", 0).elementNames();
    for (int j = 0; j < width; j++) {
      double[] element = new double[length];
      for (int k = 0; k < length; k++) {
        element[k] = doubles.values()[k * width + j];
      }
      solution.put(group, names.get(j), element);
    }
  }
}
