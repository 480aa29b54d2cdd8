/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Map;
import org.costate.runtime.fixtures.ArrivingPendulum;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverContract;
import org.junit.jupiter.api.Test;

/** What ip shares with the solvers that know no constraints. */
class IpContractTest extends SolverContract {
  @Override
  protected Solver solver(OptimalControlProblem problem, Map<String, String> options) {
    return new IpSolver(problem, IpOptions.parse(options));
  }

  @Override
  protected Map<String, String> neverSatisfied() {
    return Map.of("tolerance", "0");
  }

  @Test
  void multipliersAreKeptFromPlanToPlan() {
    assertImprovesToTheSolution(new ArrivingPendulum(1.2, 3));
  }

  @Test
  void improvingWithConstraintsAllocatesNothing() {
    assertImprovingAllocatesNothing(new ArrivingPendulum(1.2, 3));
  }
}
