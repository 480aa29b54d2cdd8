/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.driver.InfeasibleDiagnosis;
import org.costate.compiler.driver.InfeasibleDiagnosis.Miss;
import org.costate.compiler.driver.InfeasibleDiagnosis.Trial;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.Violation;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.certify.Conflict;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;

/** From an infeasible solve to what the source should change. */
final class Infeasibility {
  private static final double MUCH_WORSE = 3;

  private Infeasibility() {}

  /** Empty if the trajectory keeps every constraint of the source, so that only its states do not fit together. */
  static Optional<Diagnostic> explain(
      InfeasibleDiagnosis diagnosis, ProblemInstance problem, SolverOptions options, SolveReport report) {
    Trajectory trajectory = fitting(problem, report.trajectory());
    List<Violation> violations = problem.violations(trajectory.X, trajectory.U);
    if (violations.isEmpty()) {
      return Optional.empty();
    }
    double[] times = problem.times(trajectory.X);
    Map<String, String> units = units(problem.info());
    List<Miss> misses = violations.stream()
        .map(v -> new Miss(v.name(), v.line(), times[v.k()], v.k(), times.length - 1, v.amount(),
            units.getOrDefault(v.name(), "")))
        .toList();
    List<Trial> trials = Conflict.trials(problem, options, report)
        .stream()
        .map(t -> new Trial(t.name(), t.feasible()))
        .toList();
    return Optional.of(diagnosis.explain(misses, trials, violations.stream().noneMatch(v -> v.k() == 0)));
  }

  private static Map<String, String> units(ProblemInfo info) {
    Map<String, String> units = new HashMap<>();
    for (VariableInfo variable : info.variables()) {
      variable.elementNames().forEach(name -> units.put(name, variable.unit()));
    }
    info.groups().stream().flatMap(g -> g.rows().stream()).forEach(row -> units.put(row.name(), row.unit()));
    return units;
  }

  /**
   * What the controls really lead to: a method with several starts may spread what is missing over gaps between its states. Where that is a far
   * worse trajectory, the motion is unstable and the method's own says more.
   */
  private static Trajectory fitting(ProblemInstance problem, Trajectory found) {
    Trajectory rolled = found.copy();
    Rollout.fromFirstState(problem, rolled);
    double worst = problem.maxViolation(found.X, found.U);
    return problem.maxViolation(rolled.X, rolled.U) <= MUCH_WORSE * worst ? rolled : found;
  }
}
