/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.fixtures.Classics;
import org.costate.runtime.fixtures.Classics.Classic;
import org.costate.runtime.fixtures.ConstrainedFlow;
import org.costate.runtime.fixtures.Jet;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.ForwardingProblem;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.solve.NonFinite;
import org.costate.runtime.solve.NonFinite.Quantity;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IpSolverTest {
  static Classic[] classics() {
    return new Classic[] {
      Classics.brysonDenham(), Classics.doubleIntegratorTime(), Classics.brachistochrone(), Classics.vanDerPol(),
      Classics.pendulum(), Classics.cartPole(), Classics.goddard(), Classics.unicycle(), Classics.freeFlyingRobot(),
      Classics.hangGlider()
    };
  }

  @ParameterizedTest
  @MethodSource("classics")
  void classicsAreSolvedFromThePlainGuess(Classic classic) {
    SolveReport report =
        new IpSolver(classic.problem(), IpOptions.defaults().withIterations(100)).solve(classic.problem().guess(),
            i -> {});
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertEquals(classic.optimum(), report.cost(), classic.tolerance() * Math.abs(classic.optimum()));
    assertTrue(report.kkt().violation() <= 1e-8, () -> report.kkt().toString());
    assertTrue(report.kkt().stationarity() <= 1e-6, () -> report.kkt().toString());
    assertTrue(report.kkt().complementarity() <= 1e-6, () -> report.kkt().toString());
  }

  // how a solve can end

  /** From 0 to {@code goal} at rest within {@code duration}, |u| <= 1; each entry of {@code ends} says that the position at the end is that. */
  private static ConstrainedFlow doubleIntegrator(double duration, double... ends) {
    return new ConstrainedFlow(new double[2], 1, 20, 1, duration) {
      {
        controlLower[0] = -1;
        controlUpper[0] = 1;
      }

      @Override
      protected Jet[] flow(Jet[] x, Jet[] u) {
        return new Jet[] {x[1], u[0]};
      }

      @Override
      protected Jet running(Jet[] x, Jet[] u) {
        return u[0].square();
      }

      @Override
      protected Jet[] end(Jet[] x) {
        Jet[] c = new Jet[1 + ends.length];
        c[0] = x[1];
        for (int i = 0; i < ends.length; i++) {
          c[i + 1] = x[0].minus(ends[i]);
        }
        return c;
      }

      @Override
      protected double[] guess(double s) {
        return new double[] {s, 0, 0};
      }
    };
  }

  private static SolveReport solve(ConstrainedFlow problem) {
    return new IpSolver(problem, IpOptions.defaults().withIterations(200)).solve(problem.guess(), i -> {});
  }

  @Test
  void aGoalOutOfReachIsInfeasible() {
    assertEquals(SolverStatus.CONVERGED, solve(doubleIntegrator(2.1, 1)).status());
    SolveReport report = solve(doubleIntegrator(1.5, 1));
    assertEquals(SolverStatus.INFEASIBLE, report.status());
    double reachable = 1.5 * 1.5 / 4;
    assertEquals(reachable, report.trajectory().X[40], 1e-3, "as near as it gets");
    assertEquals(1 - reachable, report.kkt().violation(), 1e-3);
  }

  @Test
  void equationsThatContradictEachOtherAreInfeasible() {
    SolveReport report = solve(doubleIntegrator(5, 1, 1.5));
    assertEquals(SolverStatus.INFEASIBLE, report.status());
  }

  @Test
  void anEquationThatIsSaidTwiceCounts() {
    SolveReport once = solve(doubleIntegrator(5, 1));
    SolveReport twice = solve(doubleIntegrator(5, 1, 1));
    assertEquals(SolverStatus.CONVERGED, twice.status());
    assertEquals(once.cost(), twice.cost(), 1e-7);
  }

  /** x' = u with cost -u whose derivatives say u + u^2 / 2: every step that they promise something of raises the cost. */
  @Test
  void derivativesThatLieEndInAStall() {
    ConstrainedFlow problem = new ConstrainedFlow(new double[1], 1, 3, 1, 3) {
      @Override
      protected Jet[] flow(Jet[] x, Jet[] u) {
        return new Jet[] {u[0]};
      }

      @Override
      protected Jet running(Jet[] x, Jet[] u) {
        return u[0].negated();
      }

      @Override
      public void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out) {
        super.expand(k, x, xAt, u, uAt, out);
        out.lu[0] = 1 + u[uAt];
        out.luu[0] = 1;
      }

      @Override
      protected double[] guess(double s) {
        return new double[] {0, 0};
      }
    };
    assertEquals(SolverStatus.STALLED, solve(problem).status());
  }

  /** Limits are relaxed by less than the tolerance; moved back into them, the control would miss the state by a thousand tolerances. */
  @Test
  void aControlWhoseLastDigitsCountStaysWhereTheStatesAre() {
    ConstrainedFlow problem = new ConstrainedFlow(new double[1], 1, 1, 1, 1) {
      {
        controlLower[0] = -1;
        controlUpper[0] = 1;
      }

      @Override
      protected Jet[] flow(Jet[] x, Jet[] u) {
        return new Jet[] {u[0].times(1e4)};
      }

      @Override
      protected Jet atEnd(Jet[] x) {
        return x[0].times(-1);
      }

      @Override
      protected double[] guess(double s) {
        return new double[] {0, 0};
      }
    };
    SolveReport report = solve(problem);
    assertEquals(SolverStatus.CONVERGED, report.status());
    assertTrue(report.kkt().violation() <= 1e-8, () -> report.kkt().toString());
    assertEquals(1, report.trajectory().U[0], 1e-8);
    assertEquals(1e4 * report.trajectory().U[0], report.trajectory().X[1], 1e-8);
  }

  @Test
  void aConstraintThatIsNotANumberIsLocated() {
    for (boolean derivative : new boolean[] {false, true}) {
      ConstrainedFlow problem = doubleIntegrator(5, 1);
      SolveReport report = new IpSolver(new ForwardingProblem(problem) {
        @Override
        public void constrain(int k, double[] x, int xAt, double[] u, int uAt, double[] c, int cAt) {
          super.constrain(k, x, xAt, u, uAt, c, cAt);
          c[cAt] = k == 20 && !derivative ? Double.NaN : c[cAt];
        }

        @Override
        public void expandConstraints(int k, double[] x, int xAt, double[] u, int uAt, ConstraintExpansion out) {
          super.expandConstraints(k, x, xAt, u, uAt, out);
          if (k == 20 && derivative) {
            out.cx[0] = Double.NaN;
          }
        }
      }, IpOptions.defaults()).solve(problem.guess(), i -> {});
      assertEquals(SolverStatus.NOT_FINITE, report.status());
      assertEquals(Optional.of(new NonFinite(derivative ? Quantity.CONSTRAINT_JACOBIAN : Quantity.CONSTRAINT, 0, 20)),
          report.nonFinite());
    }
  }

  // the numbers of a report

  @Test
  void theObserverHearsOfViolationAndBarrier() {
    List<double[]> heard = new ArrayList<>();
    ConstrainedFlow problem = doubleIntegrator(2.5, 1);
    SolveReport report = new IpSolver(problem, IpOptions.defaults()).solve(problem.guess(),
        i -> heard.add(new double[] {i.number, i.cost, i.violation, i.barrier, i.stepSize}));
    assertEquals(report.iterations(), heard.size());
    assertEquals(report.cost(), heard.getLast()[1], 1e-7);
    assertTrue(heard.getFirst()[2] > 0.01, "the guess does not fit together");
    assertTrue(heard.getLast()[3] <= 1e-8 && heard.getFirst()[3] >= heard.getLast()[3]);
  }

  /** The minimum-energy transfer has u = (6 - 12 t / T) / T^2, and the multiplier of the goal is the slope of its cost 12 q^2 / T^3. */
  @Test
  void multipliersAreDerivativesOfTheCost() {
    ConstrainedFlow problem = doubleIntegrator(10, 1);
    SolveReport report = solve(problem);
    int N = 20;
    double discrete = 12.0 / 1000 * N * N / (N * N - 1);
    assertEquals(discrete, report.cost(), 1e-9);
    int goal = report.multipliers().at(N) + 1;
    assertEquals(-2 * discrete, report.multipliers().y[goal], 1e-7,
        "c = q - goal: raising it by 1 lowers the goal by 1");
    assertEquals(report.multipliers().lambda[2 * N], report.multipliers().y[goal], 1e-7);
  }

  @Test
  void controlsAtALimitDoNotFeedBack() {
    Classic classic = Classics.doubleIntegratorTime();
    SolveReport report =
        new IpSolver(classic.problem(), IpOptions.defaults()).solve(classic.problem().guess(), i -> {});
    int held = 0;
    for (int k = 0; k < 100; k++) {
      double u = report.trajectory().U[k];
      assertTrue(Math.abs(u) <= 1);
      if (Math.abs(u) > 1 - 1e-4) {
        held++;
        assertEquals(0, report.policy().gain(k, 0, 0));
      }
    }
    assertTrue(held >= 98, "bang-bang");
  }

  @Test
  void optionsChangeTheSolve() {
    Classic classic = Classics.vanDerPol();
    SolveReport usual = new IpSolver(classic.problem(), IpOptions.defaults()).solve(classic.problem().guess(), i -> {});
    SolveReport rough =
        new IpSolver(classic.problem(), IpOptions.defaults().withTolerance(1e-3)).solve(classic.problem().guess(),
            i -> {});
    assertTrue(rough.iterations() < usual.iterations());
    List<Double> barriers = new ArrayList<>();
    new IpSolver(classic.problem(), IpOptions.defaults().withInitialBarrier(1e-3))
        .solve(classic.problem().guess(), i -> barriers.add(i.barrier));
    assertEquals(1e-3, barriers.getFirst());
    IpOptions loose = IpOptions.defaults().withConstraintTolerance(1e-3);
    assertTrue(new IpSolver(classic.problem(), loose).solve(classic.problem().guess(), i -> {}).cost() < usual.cost());
  }
}
