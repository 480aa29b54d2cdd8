/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.certify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.Violation;
import org.costate.runtime.solve.Multipliers;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverOptions;

/** Which constraint stands in the way where no trajectory meets all: each that takes part is left out in turn, and the rest solved again. */
public final class Conflict {
  /** Solving again and again takes time, and a message with more of them nobody reads. */
  private static final int MOST_TRIALS = 6;

  /** What counts as met. */
  private static final double TOLERANCE = 1e-6;

  private Conflict() {}

  /**
   * The problem without one constraint, or without the limits of one state.
   *
   * @param feasible whether a trajectory was then found that meets all others
   */
  public record Trial(String name, boolean feasible) {}

  /**
   * Leaves out what {@code report} violates, the worst first, and then what pushes against it, by the size of its multiplier.
   *
   * @param report of a solve that ended infeasible; each trial begins at its trajectory
   */
  public static List<Trial> trials(ProblemInstance problem, SolverOptions options, SolveReport report) {
    List<String> states = states(problem);
    List<Trial> trials = new ArrayList<>();
    for (String name : suspects(problem, report)) {
      Relaxed relaxed =
          new Relaxed(problem, (k, i) -> problem.constraint(k, i).name().equals(name), states.indexOf(name));
      SolveReport without = options.solver(relaxed).solve(report.trajectory(), iteration -> {});
      trials.add(new Trial(name, without.kkt().violation() <= TOLERANCE));
    }
    return trials;
  }

  private static List<String> suspects(ProblemInstance problem, SolveReport report) {
    Set<String> names = new LinkedHashSet<>();
    List<String> controls =
        problem.info().variables(VariableInfo.Kind.CONTROL).stream().flatMap(v -> v.elementNames().stream()).toList();
    for (Violation violation : problem.violations(report.trajectory().X, report.trajectory().U)) {
      if (!controls.contains(violation.name()) && violation.amount() > TOLERANCE) {
        names.add(violation.name());
      }
    }
    names.addAll(pushing(problem, report.multipliers()));
    return names.stream().limit(MOST_TRIALS).toList();
  }

  /** Constraints and limited states with a multiplier, the largest first. */
  private static List<String> pushing(ProblemInstance problem, Multipliers multipliers) {
    Map<String, Double> largest = new HashMap<>();
    int n = problem.dims().ndx();
    double[] lower = new double[problem.dims().nx()];
    double[] upper = new double[problem.dims().nx()];
    problem.stateBounds(lower, upper);
    List<String> states = states(problem);
    for (int k = 0; k <= problem.dims().steps(); k++) {
      for (int i = 0; i < problem.constraints(k); i++) {
        push(largest, problem.constraint(k, i).name(), multipliers.y[multipliers.at(k) + i]);
      }
      for (int i = 0; k > 0 && i < states.size(); i++) {
        if (Double.isFinite(lower[i]) || Double.isFinite(upper[i])) {
          push(largest, states.get(i), multipliers.zx[k * n + problem.direction(i)]);
        }
      }
    }
    return largest.entrySet()
        .stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** By coordinate. */
  private static List<String> states(ProblemInstance problem) {
    return problem.info().variables(VariableInfo.Kind.STATE).stream().flatMap(v -> v.elementNames().stream()).toList();
  }

  private static void push(Map<String, Double> largest, String name, double multiplier) {
    if (Math.abs(multiplier) > TOLERANCE) {
      largest.merge(name, Math.abs(multiplier), Math::max);
    }
  }
}
