/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.al;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.costate.runtime.fixtures.ArrivingPendulum;
import org.costate.runtime.fixtures.ConstrainedJetProblem;
import org.costate.runtime.fixtures.ConstrainedProblems;
import org.costate.runtime.fixtures.ConstrainedProblems.DoubleIntegrator;
import org.costate.runtime.fixtures.ConstrainedProblems.RandomConvex;
import org.costate.runtime.fixtures.FreeStart;
import org.costate.runtime.fixtures.Jet;
import org.costate.runtime.fixtures.ReferenceProblems;
import org.costate.runtime.fixtures.ReferenceProblems.Reference;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.Kkt;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.SweepContract;
import org.costate.runtime.solve.certify.KktCheck;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class AlIlqrSolverTest extends SweepContract {
  private static final double FREE = Double.POSITIVE_INFINITY;

  @Override
  protected MethodSchema schema() {
    return MethodSchemas.AL_ILQR;
  }

  @Override
  protected Solver solver(OptimalControlProblem problem, Map<String, String> options) {
    return new AlIlqrSolver(problem, AlIlqrOptions.parse(options));
  }

  @Override
  protected Map<String, String> unusual() {
    Map<String, String> unusual = new TreeMap<>(super.unusual());
    unusual.putAll(Map.of("constraint_tolerance", "0.1", "hessian", "gauss_newton", "penalty.initial", "7",
        "penalty.growth", "3", "penalty.max", "2"));
    return unusual;
  }

  @Override
  protected Reference optionsReference() {
    return ReferenceProblems.b3();
  }

  @Override
  protected int optionsIterations() {
    return 120;
  }

  /** Converged, and to an independent check too. */
  private static void assertOptimal(OptimalControlProblem problem, SolveReport report) {
    assertEquals(SolverStatus.CONVERGED, report.status());
    Kkt kkt = KktCheck.of(problem, report.trajectory(), report.multipliers());
    assertTrue(kkt.violation() <= 1e-8, kkt::toString);
    assertTrue(kkt.stationarity() <= 1e-6, kkt::toString);
    assertTrue(kkt.complementarity() <= 1e-6, kkt::toString);
    assertEquals(kkt.violation(), report.kkt().violation(), 1e-15);
    assertEquals(report.cost(), Rollout.fromFirstState(problem, report.trajectory().copy()),
        1e-12 * (1 + Math.abs(report.cost())));
  }

  // exactness

  @Test
  void equalitiesOfALinearProblemAreMetWithTheirMultipliers() {
    int N = 20;
    DoubleIntegrator problem = new DoubleIntegrator(N, new double[2], new double[] {1, 0}, FREE);
    SolveReport report = solver(problem).solve(new double[N]);
    assertOptimal(problem, report);

    // minimize h |U|^2 / 2 subject to G U = goal: U = -G' y / h, y = -h (G G')^-1 goal
    double h = 1.0 / N;
    double[][] gram = new double[2][2];
    double[][] G = new double[2][N];
    for (int k = 0; k < N; k++) {
      G[0][k] = h * h * (N - k - 0.5);
      G[1][k] = h;
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          gram[i][j] += G[i][k] * G[j][k];
        }
      }
    }
    double det = gram[0][0] * gram[1][1] - gram[0][1] * gram[1][0];
    double[] y = {-h * gram[1][1] / det, h * gram[1][0] / det};
    assertArrayEquals(y, report.multipliers().y, 1e-6 * Math.abs(y[0]));
    for (int k = 0; k < N; k++) {
      assertEquals(-(G[0][k] * y[0] + G[1][k] * y[1]) / h, report.trajectory().U[k], 1e-7);
    }
  }

  @Test
  void randomConvexProblemsAreSolved() {
    int active = 0;
    for (int seed = 0; seed < 25; seed++) {
      OptimalControlProblem problem = new RandomConvex(seed);
      SolveReport report = solver(problem).solve(new double[16]);
      int s = seed;
      assertEquals(SolverStatus.CONVERGED, report.status(), () -> "seed " + s);
      assertOptimal(problem, report);
      for (int i = 0; i < report.multipliers().y.length; i++) {
        active += i % 3 != 0 && report.multipliers().y[i] > 1e-3 ? 1 : 0;
      }
    }
    assertTrue(active > 25, active + " inequalities that hold with equality");
  }

  /** Continuous in time the optimal cost is 4 / (9 l) for the highest l = 1 / 9. */
  @Test
  void limitsOfStatesAreMet() {
    OptimalControlProblem problem = new DoubleIntegrator(90, new double[] {0, 1}, new double[] {0, -1}, 1.0 / 9);
    SolveReport report = solver(problem).solve(new double[90]);
    assertOptimal(problem, report);
    assertEquals(4, report.cost(), 0.01);
    double[] zx = report.multipliers().zx;
    assertTrue(Arrays.stream(zx).max().orElseThrow() > 1e-3, "the limit must push");
  }

  @Test
  void constraintsHoldWithAFreeStart() {
    OptimalControlProblem problem =
        new FreeStart(new RandomConvex(3), new double[] {-0.2, 0, -0.1}, new double[] {0.3, 0, 0.1});
    SolveReport report = solver(problem).solve(new double[16]);
    assertOptimal(problem, report);
    assertTrue(report.cost() <= solver(new RandomConvex(3)).solve(new double[16]).cost() + 1e-9);
  }

  // known optima

  @Test
  void swingsUpTheCartPoleToTheGoalExactly() {
    assertReachesConstrained(ReferenceProblems.b3(), "exact", 150);
    assertReachesConstrained(ReferenceProblems.b3(), "gauss_newton", 600);
  }

  @Test
  void drivesTheUnicycleRoundTheDiscs() {
    assertReachesConstrained(ConstrainedProblems.b7(), "exact", 120);
    assertReachesConstrained(ConstrainedProblems.b7(), "gauss_newton", 260);
  }

  private void assertReachesConstrained(Reference reference, String hessian, int mostIterations) {
    List<double[]> heard = new ArrayList<>();
    SolveReport report = solver(reference.problem(), Map.of("hessian", hessian))
        .solve(reference.controls(), i -> heard.add(new double[] {i.cost, i.violation}));
    assertTrue(report.cost() <= (1 + 1e-5) * reference.optimalCost(), () -> "cost " + report.cost());
    assertTrue(report.iterations() <= mostIterations, () -> report.iterations() + " iterations");
    assertEquals(report.iterations(), heard.size());
    assertEquals(report.cost(), heard.getLast()[0], 1e-9 * report.cost());
    assertTrue(heard.getFirst()[1] > 1e-3 && heard.getLast()[1] < 1e-5);
    Kkt kkt = KktCheck.of(reference.problem(), report.trajectory(), report.multipliers());
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertTrue(kkt.violation() <= 1e-8, kkt::toString);
    assertTrue(kkt.stationarity() <= 1e-5, kkt::toString);
  }

  // how a solve can end

  @Test
  void aGoalOutOfReachIsInfeasible() {
    OptimalControlProblem problem = new DoubleIntegrator(20, new double[2], new double[] {1, 0}, FREE, 1);
    SolveReport report = solver(problem).solve(new double[20]);
    assertEquals(SolverStatus.INFEASIBLE, report.status());
    assertTrue(report.kkt().violation() > 0.1, () -> report.kkt().toString());
  }

  @Test
  void aLimitThatAGivenMotionBreaksIsInfeasible() {
    SolveReport report = solver(new ArrivingPendulum(1.2, 0.01)).solve(new double[60]);
    assertEquals(SolverStatus.INFEASIBLE, report.status());
  }

  @Test
  void aConstraintThatIsNotANumberIsLocated() {
    SolveReport report = solver(new ForwardingProblem(new ArrivingPendulum(1.2, 20)) {
      @Override
      public void constrain(int k, double[] x, int xAt, double[] u, int uAt, double[] c, int cAt) {
        super.constrain(k, x, xAt, u, uAt, c, cAt);
        if (k == 60) {
          c[cAt] = Double.NaN;
        }
      }
    }).solve(new double[60]);
    assertNotFinite(report, Quantity.TERMINAL_COST, 0, 60);
  }

  @Test
  void penaltiesThatCannotGrowAreRefused() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> AlIlqrOptions.parse(Map.of("penalty.initial", "10", "penalty.max", "1"))).getMessage();
    assertTrue(message.contains("penalty.max"), message);
  }

  // guesses of the states

  /** x+ = x + u from zero to x^2 = 1 with the least effort: there are two ways, and none of them comes first. */
  private static final class EitherWay extends ConstrainedJetProblem {
    private static final int STEPS = 10;

    /** What is added to the growth of x by a factor, which makes rollouts leave the numbers. */
    private final double growth;

    EitherWay(double growth) {
      super(new double[1], 1, STEPS);
      this.growth = growth;
    }

    @Override
    protected Jet[] map(Jet[] x, Jet[] u) {
      return new Jet[] {x[0].plus(u[0]).plus(x[0].square().times(x[0]).times(growth))};
    }

    @Override
    protected Jet stageCost(Jet[] x, Jet[] u) {
      return u[0].square();
    }

    @Override
    protected Jet terminalCost(Jet[] x) {
      return x[0].times(0);
    }

    @Override
    protected Jet[] end(Jet[] x) {
      return new Jet[] {x[0].square().plus(-1)};
    }

    Trajectory straight(double end, double control) {
      Trajectory guess = new Trajectory(dims());
      Arrays.setAll(guess.X, k -> end * k / STEPS);
      Arrays.fill(guess.U, control);
      return guess;
    }
  }

  @Test
  void statesOfTheGuessDecideWhichWayItGoes() {
    EitherWay problem = new EitherWay(0);
    for (double end : new double[] {-1, 1}) {
      SolveReport report = solver(problem).solve(problem.straight(end, 0), IterationObserver.NONE);
      assertOptimal(problem, report);
      assertEquals(end, report.trajectory().X[EitherWay.STEPS], 1e-8);
      assertEquals(0.1, report.cost(), 1e-8); // ten times 0.1^2
    }
  }

  @Test
  void controlsThatLeadOutOfTheNumbersMayComeWithStatesThatDoNot() {
    EitherWay problem = new EitherWay(5);
    Trajectory guess = problem.straight(1, 3);
    assertEquals(SolverStatus.NOT_FINITE, solver(problem).solve(guess.U).status());
    assertOptimal(problem, solver(problem).solve(guess, IterationObserver.NONE));
  }

  @Test
  void statesThatAreNoNumbersGiveWayToTheRollout() {
    OptimalControlProblem problem = new ArrivingPendulum(1.2, 3);
    Trajectory guess = new Trajectory(problem.dims());
    problem.start(guess.X, 0);
    Arrays.fill(guess.X, problem.dims().nx(), guess.X.length, Double.NaN);
    SolveReport report = solver(problem).solve(guess, IterationObserver.NONE);
    assertOptimal(problem, report);
    assertArrayEquals(solver(problem).solve(guess.U).trajectory().U, report.trajectory().U);
  }

  @Test
  void aTrajectoryOfAnotherSizeIsRefused() {
    Trajectory other = new Trajectory(new EitherWay(0).dims());
    assertThrows(IllegalArgumentException.class,
        () -> solver(new ArrivingPendulum(1.2, 3)).solve(other, IterationObserver.NONE));
  }

  // habits

  @Test
  void aConstrainedSolutionIsAWarmStartThatNeedsNoStep() {
    OptimalControlProblem problem = new ArrivingPendulum(1.2, 3);
    SolveReport cold = solver(problem).solve(new double[60]);
    assertOptimal(problem, cold);
    SolveReport warm = solver(problem).solve(cold, IterationObserver.NONE);
    assertEquals(SolverStatus.CONVERGED, warm.status());
    assertEquals(0, warm.iterations());
    assertArrayEquals(cold.trajectory().U, warm.trajectory().U);
  }

  @Test
  void theSameConstrainedSolveGivesTheSameBits() {
    Solver solver = solver(new ArrivingPendulum(1.2, 3));
    SolveReport first = solver.solve(new double[60]);
    SolveReport again = solver.solve(new double[60]);
    assertArrayEquals(first.trajectory().X, again.trajectory().X);
    assertArrayEquals(first.multipliers().y, again.multipliers().y);
    assertEquals(first.evaluations(), again.evaluations());
  }

  @Test
  void multipliersAreKeptFromPlanToPlan() {
    assertImprovesToTheSolution(new ArrivingPendulum(1.2, 3));
  }

  @Test
  void constrainedIterationsAllocateNothing() {
    assertAllocatesNothing(new ArrivingPendulum(1.2, 3));
    assertImprovingAllocatesNothing(new ArrivingPendulum(1.2, 3));
  }
}
