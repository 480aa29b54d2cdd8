/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.costate.Costate;
import org.costate.Problems;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;
import org.costate.runtime.problem.ConstraintGroup;
import org.costate.runtime.problem.ProblemInfo;

/** The problems b1 to b8 as IPOPT solves them on our exported C: multiple shooting, exact Hessians, begun with the rollout of the guess. */
final class IpoptTimes {
  private static final String HEADER = "coin/IpStdCInterface.h";

  private IpoptTimes() {}

  static List<String> columns() {
    return List.of("problem", "ipopt_status", "iterations", "solve_ms", "objective", "cost", "relative_error",
        "violation");
  }

  /** No rows where there is no IPOPT. */
  static List<List<String>> measure(List<String> files) throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    if (!Gcc.finds(HEADER)) {
      return rows;
    }
    Table references = Table.read(Tree.reference("solves"));
    for (String file : files) {
      Map<String, String> reference = references.row(file);
      double best = Double.parseDouble(reference.get("best"));
      Problems problems = Costate.load(Tree.problem(file));
      String name = file.toUpperCase(Locale.ROOT);
      try (Gcc gcc = Gcc.export(problems, name)) {
        gcc.compile();
        gcc.link("ipopt/solve.c", "-DGUESS=run1_guess", "-DGROUPS=" + groups(problems.problem(name).info()), "-lipopt");
        String[] found = gcc.words();
        double cost = Double.parseDouble(found[4]);
        rows.add(
            List.of(file, status(found[0]), found[1], Figures.text(Double.parseDouble(found[2])), found[3], found[4],
                Figures.text((cost - best) / best), found[5]));
      }
    }
    return rows;
  }

  /** As {@code solve.c} wants to be told of them. */
  private static String groups(ProblemInfo info) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < info.groups().size(); i++) {
      ConstraintGroup group = info.groups().get(i);
      int from = group.moment() == ConstraintGroup.Moment.TERMINAL ? info.steps() : 0;
      int to = switch (group.moment()) {
        case STEPS -> info.steps() - 1;
        case POINTS, TERMINAL -> info.steps();
        case INITIAL -> 0;
        case AT -> throw new IllegalArgumentException(info.name() + " has constraints at one time");
      };
      String relations = group.rows().stream().map(row -> row.equality() ? "=" : "<").collect(Collectors.joining());
      text.append(String.format(Locale.ROOT, "GROUP(%d, %d, %d, \"%s\")", i + 1, from, to, relations));
    }
    return text.toString();
  }

  private static String status(String code) {
    return switch (code) {
      case "0" -> "Solve_Succeeded";
      case "1" -> "Solved_To_Acceptable_Level";
      case "2" -> "Infeasible_Problem_Detected";
      case "-1" -> "Maximum_Iterations_Exceeded";
      case "-2" -> "Restoration_Failed";
      default -> code;
    };
  }
}
