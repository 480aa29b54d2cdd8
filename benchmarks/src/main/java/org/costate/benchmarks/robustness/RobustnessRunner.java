/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.robustness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.costate.benchmarks.measure.Machine;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;
import org.costate.benchmarks.suite.BenchmarkPage;

/** {@code benchmarks/robustness}: writes benchmarks/results and docs/robustness.md; the exit code is 1 after a false "converged" or a crash. */
public final class RobustnessRunner {
  private static final String USAGE = "usage: benchmarks/robustness [--guesses 50] [--problem NAME]";
  private static final List<String> METHODS = List.of("ip", "al_ilqr");
  private static final long SEED = 1;

  /** Of {@code al_ilqr}, which takes several times as long. */
  private static final int MOST_GUESSES = 10;

  private static final List<String> COLUMNS = List.of("problem", "method", "varied", "solves", "converged", "optimum",
      "median_iterations", "refused", "worst_violation", "worst_residual", "unstable", "false_converged", "crashes");

  private static final String HEAD = """
      # Robustness

      The [classic problems](../examples/classics) from the guess in the file and from random ones, and with other constants. Written by
      `benchmarks/robustness`.

      """;

  private static final String TEXT = """
      - `guesses`: drawn as `multistart` draws them, with its default spread. `constants`: every `const` and `param` times a factor of its
        own, 0.5 to 2, from the file's guess; where there is none, the horizon or its guess. Such a problem need not have a solution.
      - Methods have their default options and 500 iterations. `al_ilqr` has at most 10 random guesses and 10 draws of constants.
      - `optimum`: converged to the known optimum, within the tolerance of the file, or to a better one. Elsewhere it is a local one.
      - `refused`: ended in a diagnostic before the solve, for example because the start is outside a limit.
      - Each solve that says `converged` is judged from the problem, its states, controls and multipliers alone. `false_converged`: a
        violation above 1e-6, or stationarity or complementarity above 1e-5, relative to the cost and the largest multiplier where
        these are above 1. The worst of those that converged are in the table.
      - `unstable`: the controls alone, rolled out over the same steps, miss a state by more than 1e-6.""";

  private final int guesses;
  private final Map<String, String> facts = new LinkedHashMap<>(Machine.describe());
  private final List<List<String>> rows = new ArrayList<>();
  private boolean sound = true;

  private RobustnessRunner(int guesses) {
    this.guesses = guesses;
    facts.put("command", "benchmarks/robustness --guesses " + guesses);
    facts.put("options", "seed " + SEED);
  }

  public static void main(String[] arguments) throws IOException {
    int guesses = 50;
    String only = "";
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 < arguments.length && arguments[i].equals("--guesses") && arguments[i + 1].matches("[1-9]\\d{0,5}")) {
        guesses = Integer.parseInt(arguments[i + 1]);
      } else if (i + 1 < arguments.length && arguments[i].equals("--problem")) {
        only = arguments[i + 1];
      } else {
        System.err.println(USAGE);
        System.exit(2);
      }
    }
    RobustnessRunner runner = new RobustnessRunner(guesses);
    runner.measure(only);
    if (runner.rows.isEmpty()) {
      System.err.println("examples/classics has no problem " + only);
      System.exit(2);
    }
    System.exit(runner.sound ? 0 : 1);
  }

  /** Writes after every problem: what is done is kept when the rest takes too long. */
  private void measure(String only) throws IOException {
    Path folder = Tree.root().resolve("examples/classics");
    for (String method : METHODS) {
      int count = method.equals("ip") ? guesses : Math.min(guesses, MOST_GUESSES);
      for (String line : Files.readAllLines(folder.resolve("reference.csv"))) {
        String[] cells = line.split(", ", -1);
        if (line.startsWith("#") || cells[0].equals("name") || !only.isEmpty() && !cells[0].equals(only)) {
          continue;
        }
        Path file = folder.resolve(cells[0] + ".ctl");
        try {
          Study study = Study.guesses(file, method, count, SEED);
          int optimal = study.optimal(Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
          row(cells[0], method, "guesses", study, Integer.toString(optimal));
        } catch (IllegalArgumentException refused) { // it would not keep the constraints
          continue;
        }
        row(cells[0], method, "constants", Study.constants(file, method, count, SEED), "-");
        if (only.isEmpty()) {
          write();
        }
      }
    }
  }

  private void row(String problem, String method, String varied, Study study, String optimal) {
    List<String> row =
        List.of(problem, method, varied, Integer.toString(study.attempts().size() + study.crashes().size()),
            Integer.toString(study.converged()), optimal, Integer.toString(study.medianIterations()),
            Integer.toString(study.refused()), String.format(Locale.ROOT, "%.1e", study.worstViolation()),
            String.format(Locale.ROOT, "%.1e", study.worstResidual()), Integer.toString(study.unstable()),
            Integer.toString(study.falselyConverged()), Integer.toString(study.crashes().size()));
    rows.add(row);
    System.err.println(String.join("  ", row));
    study.attempts().stream().filter(Attempt::falselyConverged).forEach(a -> System.err.println("  false: " + a));
    study.crashes().forEach(Throwable::printStackTrace);
    sound &= study.falselyConverged() == 0 && study.crashes().isEmpty();
  }

  private void write() throws IOException {
    Table table = new Table(facts, COLUMNS, rows);
    Path file = Tree.root().resolve("benchmarks/results/" + facts.get("date") + "-robustness.csv");
    table.write(file);
    BenchmarkPage.write(Tree.root().resolve("docs/robustness.md"), HEAD, facts,
        List.of(new BenchmarkPage.Section("Success rates", TEXT, table)));
  }
}
