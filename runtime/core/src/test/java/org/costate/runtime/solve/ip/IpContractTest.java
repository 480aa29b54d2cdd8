/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.costate.runtime.fixtures.ArrivingPendulum;
import org.costate.runtime.fixtures.ConstrainedProblems.RandomConvex;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverContract;
import org.costate.runtime.solve.SolverStatus;
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
    assertImprovesToTheSolution(new RandomConvex(2));
  }

  /** Limits of one side alone, those of the slacks, too: the point is not moved, and a distance may be zero. */
  @Test
  void aSolutionWithInequalitiesIsAWarmStart() {
    for (int seed = 0; seed < 10; seed++) {
      OptimalControlProblem problem = new RandomConvex(seed);
      SolveReport cold = solver(problem).solve(new double[16]);
      SolveReport warm = solver(problem).solve(cold, IterationObserver.NONE);
      assertEquals(SolverStatus.CONVERGED, warm.status());
      assertTrue(warm.iterations() <= 3, cold.iterations() + " iterations, then " + warm.iterations());
      assertEquals(cold.cost(), warm.cost(), 1e-6 * (1 + Math.abs(cold.cost())));
    }
  }

  @Test
  void improvingWithConstraintsAllocatesNothing() {
    assertImprovingAllocatesNothing(new ArrivingPendulum(1.2, 3));
  }
}
