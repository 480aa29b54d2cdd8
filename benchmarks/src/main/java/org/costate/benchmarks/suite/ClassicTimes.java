/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.method.SolverMethods;

/** Every problem of examples/classics by every method that keeps its constraints. */
final class ClassicTimes {
  private static final List<String> METHODS = List.of("ip", "al_ilqr", "ddp", "ilqr", "fddp", "auto");
  private static final List<String> STARTS = List.of("multistart", "seed", "spread");
  private static final String ITERATIONS = "300";
  private static final int FEWEST = 3;
  private static final double MILLIS_FOR_EACH = 1000;

  private ClassicTimes() {}

  static List<String> columns() {
    return List.of("problem", "method", "status", "objective", "relative_error", "violation", "iterations", "ms");
  }

  static List<List<String>> measure() throws IOException {
    Path folder = Tree.root().resolve("examples/classics");
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("reference.csv"))) {
      String[] cells = line.split(", ", -1);
      if (line.startsWith("#") || cells[0].equals("name")) {
        continue;
      }
      Problem problem = Costate.load(folder.resolve(cells[0] + ".ctl")).runs().getFirst();
      for (String method : METHODS) {
        row(cells[0], Double.parseDouble(cells[2]), problem, method).ifPresent(row -> {
          rows.add(row);
          System.err.println(String.join("  ", row));
        });
      }
    }
    return rows;
  }

  private static Optional<List<String>> row(String name, double reference, Problem problem, String method) {
    SolverOptions options = SolverMethods.parse(method, options(problem, method));
    Solution solution;
    double shortest = Double.POSITIVE_INFINITY;
    try {
      solution = problem.solve(options);
    } catch (IllegalArgumentException refused) { // it would not keep the constraints
      return Optional.empty();
    }
    double spent = 0;
    for (int i = 0; i < FEWEST || spent < MILLIS_FOR_EACH; i++) {
      long begin = System.nanoTime();
      solution = problem.solve(options);
      double millis = (System.nanoTime() - begin) * 1e-6;
      spent += millis;
      shortest = Math.min(shortest, millis);
    }
    double worse = problem.info().sense() == ProblemInfo.Sense.MINIMIZE ? 1 : -1;
    return Optional.of(List.of(name, method + (method.equals(problem.method()) ? "*" : ""),
        solution.status().name().toLowerCase(Locale.ROOT), String.format(Locale.ROOT, "%.8g", solution.objective()),
        String.format(Locale.ROOT, "%.1e", worse * (solution.objective() - reference) / Math.abs(reference)),
        String.format(Locale.ROOT, "%.1e", solution.maxViolation()), Integer.toString(solution.iterations()),
        Figures.text(shortest)));
  }

  /** Those of the file for its own method; of them, another one takes the starts. */
  private static Map<String, String> options(Problem problem, String method) {
    Map<String, String> options = new HashMap<>(problem.run().orElseThrow().options());
    if (!method.equals(problem.method())) {
      options.keySet().retainAll(STARTS);
      options.put("iterations", ITERATIONS);
    }
    return options;
  }
}
