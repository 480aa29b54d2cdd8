/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.auto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.costate.runtime.fixtures.ArrivingPendulum;
import org.costate.runtime.fixtures.ConstrainedProblems.DoubleIntegrator;
import org.costate.runtime.fixtures.Pendulum;
import org.costate.runtime.fixtures.ReferenceProblems;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Choice;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverContract;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.ddp.DdpOptions;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class AutoSolverTest extends SolverContract {
  @Override
  protected Solver solver(OptimalControlProblem problem, Map<String, String> options) {
    return new AutoSolver(problem, AutoOptions.parse(options));
  }

  @Override
  protected Map<String, String> neverSatisfied() {
    return Map.of("tolerance", "0");
  }

  private static void assertChose(String method, String reason, SolveReport report) {
    assertEquals(SolverStatus.CONVERGED, report.status());
    Choice choice = report.choice().orElseThrow();
    assertEquals(method, choice.method());
    assertTrue(choice.reason().contains(reason), choice.reason());
  }

  @Test
  void constraintsAreForTheInteriorPoint() {
    OptimalControlProblem ends = new DoubleIntegrator(20, new double[2], new double[] {1, 0}, Double.POSITIVE_INFINITY);
    assertChose("ip", "there are constraints", solver(ends).solve(new double[20]));
    SolveReport report = solver(new ArrivingPendulum(1.2, 3)).solve(new double[60]);
    assertChose("ip", "constraints and limits of states", report);
    SolveReport warm = solver(new ArrivingPendulum(1.2, 3)).solve(report, IterationObserver.NONE);
    assertChose("ip", "constraints and limits of states", warm);
  }

  @Test
  void withoutConstraintsStatesFollowFromControls() {
    SolveReport report = solver(new Pendulum()).solve(new double[60]);
    assertChose("ddp", "nothing but controls has limits", report);
    SolveReport ddp = DdpOptions.defaults().solver(new Pendulum()).solve(new double[60]);
    assertEquals(ddp.cost(), report.cost(), 1e-6 * ddp.cost());
    assertChose("ddp", "", solver(new Pendulum()).solve(report.trajectory(), IterationObserver.NONE));
  }

  @Test
  void statesThatDoNotFitTogetherAreForMultipleShooting() {
    Trajectory standing = new Trajectory(new Pendulum().dims());
    Arrays.fill(standing.X, 0.1);
    SolveReport report = solver(new Pendulum()).solve(standing, IterationObserver.NONE);
    assertChose("fddp", "do not fit together", report);
  }

  @Test
  void optionsReachTheMethodThatIsChosen() {
    Map<String, String> tight = Map.of("tolerance", "1e-10", "constraint_tolerance", "1e-11", "iterations", "200");
    OptimalControlProblem problem = new ArrivingPendulum(1.2, 3);
    SolveReport report = solver(problem, tight).solve(new double[60]);
    assertTrue(report.kkt().violation() <= 1e-11, () -> report.kkt().toString());
    assertEquals(2, solver(problem, Map.of("iterations", "2")).solve(new double[60]).iterations());
    double[] start = ReferenceProblems.b1().controls();
    OptimalControlProblem free = ReferenceProblems.b1().problem();
    int loose = solver(free, Map.of("tolerance", "0.1")).solve(start).iterations();
    assertTrue(loose < solver(free, Map.of("iterations", "30")).solve(start).iterations());
    assertArrayEquals(new int[] {3}, new int[] {solver(free, Map.of("iterations", "3")).solve(start).iterations()});
  }
}
