/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.auto;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.costate.runtime.solve.Choice;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverStatus;

/** What methods made of one problem, in the order in which they were tried. */
final class Attempts {
  private record Attempt(String method, SolveReport report) {
    private String text() {
      return method + " (" + report.status().text() + ")";
    }
  }

  private final double constraintTolerance;
  private final List<Attempt> all = new ArrayList<>();

  /** @param constraintTolerance the largest violation that counts as none */
  Attempts(double constraintTolerance) {
    this.constraintTolerance = constraintTolerance;
  }

  void add(String method, SolveReport report) {
    all.add(new Attempt(method, report));
  }

  SolveReport last() {
    return all.getLast().report();
  }

  /** Whether another method may find what the last one did not. What is not finite or has no lower bound is so for all of them. */
  boolean mayGoOn() {
    return switch (last().status()) {
      case ITERATION_LIMIT, STALLED, INFEASIBLE -> true;
      case CONVERGED, NOT_FINITE, UNBOUNDED, INTERRUPTED -> false;
    };
  }

  /**
   * The last one, if it converged or was interrupted. Otherwise the first that keeps the constraints, which refutes an earlier one that found
   * none; if there is none the first of all, that of the method that fits the problem.
   *
   * @param why the first method was taken
   */
  SolveReport outcome(String why) {
    SolverStatus end = last().status();
    Attempt best = end.isSuccess() || end == SolverStatus.INTERRUPTED
        ? all.getLast()
        : all.stream()
            .filter(a -> a.report().kkt().violation() <= constraintTolerance)
            .findFirst()
            .orElse(all.getFirst());
    String tried = all.stream().map(Attempt::text).collect(Collectors.joining(", then "));
    return best.report().with(new Choice(best.method(), all.size() == 1 ? why : why + "; tried: " + tried));
  }
}
