/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.costate.Problem;
import org.costate.cli.result.ResultFormat;
import org.costate.cli.result.SavedSolution;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * A solution that {@code --out} wrote, for a solve to begin with. Of a solution with another number of steps, states are taken on the lines between its
 * own and controls as they hold at the time, both as parts of the horizon.
 */
final class WarmStart {
  private static final String OPTION = "warm-start";

  private final Path file;
  private final SavedSolution solution;

  private WarmStart(Path file, SavedSolution solution) {
    this.file = file;
    this.solution = solution;
  }

  static Option option() {
    return Arguments.option(OPTION, "FILE", "begins with the solution in a file that --out wrote");
  }

  /**
   * The runs, begun with what the command line names, if it does.
   *
   * @throws IOException if the file cannot be read or is no solution
   * @throws UsageException if it is the solution of another system
   */
  static List<Problem> applied(List<Problem> runs, CommandLine line) throws IOException {
    if (!line.hasOption(OPTION)) {
      return runs;
    }
    Path file = Arguments.path(line.getOptionValue(OPTION));
    ResultFormat format = ResultFile.format(OPTION, file);
    if (runs.size() > 1) {
      throw new UsageException("--" + OPTION + " begins one run, but there are " + runs.size(),
          "name one: " + String.join(", ", runs.stream().map(r -> r.run().orElseThrow().name()).toList()));
    }
    return List.of(new WarmStart(file, format.read(file)).begin(runs.getFirst()));
  }

  private Problem begin(Problem problem) throws IOException {
    int steps = problem.steps();
    Problem begun = problem;
    for (String name : names(problem, Kind.STATE)) {
      begun = begun.guess(name, onLines(numbers(Kind.STATE, name, 2), steps));
    }
    for (String name : names(problem, Kind.CONTROL)) {
      begun = begun.guess(name, held(numbers(Kind.CONTROL, name, 1), steps));
    }
    for (String name : names(problem, Kind.DESIGN)) {
      begun = begun.design(name, numbers(Kind.DESIGN, name, 1)[0]);
    }
    return begun;
  }

  /** The names of all numbers of a kind, whose units are those of the file. */
  private List<String> names(Problem problem, Kind kind) {
    List<String> names = new ArrayList<>();
    for (VariableInfo variable : problem.variables(kind)) {
      solution.unit(variable).filter(unit -> !unit.equals(variable.unit())).ifPresent(unit -> {
        throw new UsageException("--" + OPTION + " " + file + ": `" + variable.name() + "` counts in "
            + (unit.isEmpty() ? "no unit" : unit) + ", here in "
            + (variable.unit().isEmpty() ? "no unit" : variable.unit()));
      });
      names.addAll(variable.elementNames());
    }
    return names;
  }

  private double[] numbers(Kind kind, String name, int least) throws IOException {
    String group = kind.name().toLowerCase(Locale.ROOT);
    double[] numbers = solution.numbers(kind, name)
        .orElseThrow(() -> new UsageException(
            "--" + OPTION + " " + file + ": there is no " + group + " `" + name + "`",
            solution.names(kind).isEmpty()
                ? "it has no " + group
                : "it is the solution of a problem with " + String.join(", ", solution.names(kind))));
    if (numbers.length < least) {
      throw new IOException(file + " is no solution: `" + name + "` has " + numbers.length
          + (numbers.length == 1 ? " number" : " numbers"));
    }
    return numbers;
  }

  /** One number a step and the end. */
  private static double[] onLines(double[] numbers, int steps) {
    int last = numbers.length - 1;
    double[] states = new double[steps + 1];
    for (int k = 0; k <= steps; k++) {
      int before = (int) Math.min((long) k * last / steps, last - 1);
      double share = (double) k * last / steps - before;
      states[k] = share == 0 ? numbers[before]
          : share == 1 ? numbers[before + 1] : (1 - share) * numbers[before] + share * numbers[before + 1];
    }
    return states;
  }

  /** One number a step. */
  private static double[] held(double[] numbers, int steps) {
    double[] controls = new double[steps];
    for (int k = 0; k < steps; k++) {
      controls[k] = numbers[(int) ((long) k * numbers.length / steps)];
    }
    return controls;
  }
}
