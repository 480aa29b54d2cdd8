/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.shooting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.costate.runtime.fixtures.Attitude;
import org.costate.runtime.fixtures.LinearQuadratic;
import org.costate.runtime.fixtures.Pendulum;
import org.costate.runtime.fixtures.ReferenceProblems;
import org.costate.runtime.fixtures.ReferenceProblems.Reference;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.SweepContract;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class FddpSolverTest extends SweepContract {
  @Override
  protected MethodSchema schema() {
    return MethodSchemas.FDDP;
  }

  @Override
  protected Solver solver(OptimalControlProblem problem, Map<String, String> options) {
    return new FddpSolver(problem, FddpOptions.parse(options));
  }

  @Override
  protected Map<String, String> unusual() {
    Map<String, String> unusual = new TreeMap<>(super.unusual());
    unusual.put("hessian", "gauss_newton");
    return unusual;
  }

  /** Every state is the start. */
  private static Trajectory standing(OptimalControlProblem problem, double[] controls) {
    Trajectory standing = new Trajectory(problem.dims());
    for (int k = 0; k <= problem.dims().steps(); k++) {
      problem.start(standing.X, k * problem.dims().nx());
    }
    System.arraycopy(controls, 0, standing.U, 0, controls.length);
    return standing;
  }

  private static void assertFitsTogether(OptimalControlProblem problem, SolveReport report) {
    Trajectory replay = report.trajectory().copy();
    assertEquals(report.cost(), Rollout.fromFirstState(problem, replay));
    assertArrayEquals(report.trajectory().X, replay.X);
    assertEquals(0, report.kkt().violation());
  }

  @Test
  void aLinearProblemTakesOneStepFromAnyStates() {
    for (int seed = 0; seed < 10; seed++) {
      LinearQuadratic problem = LinearQuadratic.random(4, 2, 30, seed);
      Trajectory initial = new Trajectory(problem.dims());
      Random random = new Random(seed);
      Arrays.setAll(initial.X, i -> 3 * random.nextGaussian());
      Arrays.setAll(initial.U, i -> random.nextGaussian());
      SolveReport report = solver(problem).solve(initial, IterationObserver.NONE);
      assertEquals(SolverStatus.CONVERGED, report.status());
      assertEquals(1, report.iterations());
      double[] exact = problem.solveKkt();
      double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
      assertArrayEquals(exact, report.trajectory().U, 1e-9 * largest);
      assertFitsTogether(problem, report);
    }
  }

  @Test
  void everyStepLeavesItsPartOfTheGaps() {
    Reference b8 = ReferenceProblems.b8();
    List<double[]> heard = new ArrayList<>();
    SolveReport report = solver(b8.problem()).solve(standing(b8.problem(), b8.controls()),
        i -> heard.add(new double[] {i.violation, i.stepSize, i.actualReduction, i.expectedReduction}));
    assertTrue(heard.getFirst()[0] > 0);
    for (int i = 1; i < heard.size(); i++) {
      double[] before = heard.get(i - 1);
      double left = before[0] * Math.max(0, 1 - before[1]);
      assertEquals(left, heard.get(i)[0], 1e-9 * (1 + left));
    }
    heard.forEach(h -> assertTrue(h[2] >= 0 && h[3] > 0));
    assertFitsTogether(b8.problem(), report);
  }

  @Test
  void parksTheCarFromStatesThatStandStill() {
    assertReachesStanding(ReferenceProblems.b8(), "exact", 250);
  }

  @Test
  void swingsUpTheAcrobotFromStatesThatStandStill() {
    assertReachesStanding(ReferenceProblems.b5(), "exact", 220);
    assertReachesStanding(ReferenceProblems.b5(), "gauss_newton", 300);
  }

  private void assertReachesStanding(Reference reference, String hessian, int mostIterations) {
    OptimalControlProblem problem = reference.problem();
    SolveReport report = solver(problem, Map.of("hessian", hessian))
        .solve(standing(problem, reference.controls()), IterationObserver.NONE);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(reference.optimalCost(), report.cost(), 1e-5 * reference.optimalCost());
    assertTrue(report.iterations() <= mostIterations, () -> report.iterations() + " iterations");
    assertFitsTogether(problem, report);
  }

  @Test
  void gapsCloseOnAManifold() {
    OptimalControlProblem problem = new Attitude(10);
    SolveReport report = solver(problem).solve(standing(problem, new double[60]), IterationObserver.NONE);
    SolveReport shot = solver(problem).solve(new double[60]);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(shot.cost(), report.cost(), 1e-6 * shot.cost());
    assertFitsTogether(problem, report);
  }

  @Test
  void gapsThatAreLeftAreReported() {
    Reference b8 = ReferenceProblems.b8();
    SolveReport report = solver(b8.problem(), Map.of("iterations", "0"))
        .solve(standing(b8.problem(), b8.controls()), IterationObserver.NONE);
    assertEquals(SolverStatus.ITERATION_LIMIT, report.status());
    assertTrue(report.kkt().violation() > 0);
  }

  @Test
  void aStateThatIsNotANumberIsLocated() {
    Trajectory initial = standing(new Pendulum(), new double[60]);
    initial.X[2 * 5] = Double.NaN;
    SolveReport report = solver(new Pendulum()).solve(initial, IterationObserver.NONE);
    assertNotFinite(report, Quantity.NEXT_STATE, 0, 4);
    initial = standing(new Pendulum(), new double[60]);
    initial.U[7] = Double.POSITIVE_INFINITY;
    assertNotFinite(solver(new Pendulum()).solve(initial, IterationObserver.NONE), Quantity.CONTROL, 0, 7);
  }

  @Test
  void aTrajectoryOfOtherSizesIsRefused() {
    Trajectory other = new Trajectory(new Dims(2, 2, 1, 59));
    String message = assertThrows(IllegalArgumentException.class,
        () -> solver(new Pendulum()).solve(other, IterationObserver.NONE)).getMessage();
    assertTrue(message.contains("59") && message.contains("60"), message);
  }

  @Test
  void iterationsWithGapsAllocateNothing() {
    Trajectory initial = standing(new Pendulum(), new double[60]);
    assertAllocatesNothing(new Pendulum(), solver -> solver.solve(initial, IterationObserver.NONE).iterations());
  }
}
