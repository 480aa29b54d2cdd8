/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.auto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.costate.runtime.fixtures.ArrivingPendulum;
import org.costate.runtime.fixtures.ConstrainedProblems;
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
import org.costate.runtime.solve.ip.IpOptions;
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

  // another method

  private static void assertTried(String tried, SolveReport report) {
    String reason = report.choice().orElseThrow().reason();
    assertTrue(reason.endsWith("; tried: " + tried), reason);
  }

  @Test
  void sweepsTryWhereTheInteriorPointFails() {
    SolveReport report = b7(100);
    assertChose("al_ilqr", "there are constraints", report);
    assertTried("ip (stopped at the iteration limit), then al_ilqr (converged)", report);
    assertEquals(9.433750, report.cost(), 1e-6);
    assertTrue(report.kkt().violation() <= 1e-8, () -> report.kkt().toString());
  }

  @Test
  void theInteriorPointFinishesWhatSweepsHaveBegun() {
    SolveReport report = b7(40);
    assertChose("ip", "there are constraints", report);
    assertTried(
        "ip (stopped at the iteration limit), then al_ilqr (stopped at the iteration limit), then ip (converged)",
        report);
    assertEquals(9.435506, report.cost(), 1e-6);
  }

  @Test
  void theInteriorPointTriesWhereSweepsWithoutConstraintsFail() {
    ReferenceProblems.Reference b1 = ReferenceProblems.b1();
    SolveReport report = solver(b1.problem(), Map.of("iterations", "20")).solve(b1.controls());
    assertChose("ip", "nothing but controls has limits", report);
    assertTried("ddp (stopped at the iteration limit), then ip (converged)", report);
    assertEquals(b1.optimalCost(), report.cost(), 1e-5 * b1.optimalCost());
  }

  @Test
  void whereAllFailTheOutcomeIsThatOfTheMethodThatFits() {
    SolveReport report = b7(3);
    ReferenceProblems.Reference b7 = ConstrainedProblems.b7();
    SolveReport ip = IpOptions.defaults().withIterations(3).solver(b7.problem()).solve(b7.controls());
    assertEquals("ip", report.choice().orElseThrow().method());
    assertEquals(SolverStatus.ITERATION_LIMIT, report.status());
    assertEquals(ip.cost(), report.cost());
    assertArrayEquals(ip.trajectory().U, report.trajectory().U);
  }

  @Test
  void aProblemWithoutSolutionStaysInfeasible() {
    // x at most 0.5 and x = 1 at the end
    OptimalControlProblem none = new DoubleIntegrator(20, new double[2], new double[] {1, 0}, 0.5);
    SolveReport report = solver(none).solve(new double[20]);
    assertEquals(SolverStatus.INFEASIBLE, report.status());
    String infeasible = "(" + SolverStatus.INFEASIBLE.text() + ")";
    assertTried("ip " + infeasible + ", then al_ilqr " + infeasible, report);
  }

  @Test
  void anInterruptEndsWhateverMethodIsAtWork() {
    ReferenceProblems.Reference b7 = ConstrainedProblems.b7();
    Solver auto = solver(b7.problem(), Map.of("iterations", "100"));
    int[] begun = {0};
    SolveReport report = auto.solve(b7.controls(), iteration -> {
      begun[0] += iteration.number == 1 ? 1 : 0;
      if (begun[0] == 2) {
        auto.interrupt();
      }
    });
    assertEquals(SolverStatus.INTERRUPTED, report.status());
    assertEquals("al_ilqr", report.choice().orElseThrow().method());
    assertEquals(2, begun[0]);
  }

  private SolveReport b7(int iterations) {
    ReferenceProblems.Reference b7 = ConstrainedProblems.b7();
    return solver(b7.problem(), Map.of("iterations", Integer.toString(iterations))).solve(b7.controls());
  }
}
