/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.costate.compiler.diagnostics.Code;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.Kkt;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.certify.KktCheck;
import org.costate.runtime.solve.certify.SecondOrder;
import org.costate.runtime.solve.ip.IpOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollocationTest {
  /** Two runs of one problem, which differ in who solves the equations of the steps. */
  private static Problem problem(String members) {
    return Costate.compile("two.ctl", """
        import lib.quat as quat;
        problem Two {
          %s
        }
        solve Two as shooting using ip { tolerance = 1e-10; constraint_tolerance = 1e-10; }
        solve Two as collocation using ip {
          transcription = collocation; tolerance = 1e-10; constraint_tolerance = 1e-10;
        }
        """.formatted(members)).problem();
  }

  /** Solves by collocation, checks that shooting has the same answer, and returns it. */
  private static Solution agreed(Problem problem) {
    Solution shot = problem.run("shooting").solve();
    Solution collocated = problem.run("collocation").solve();
    assertEquals(SolverStatus.CONVERGED, shot.status());
    assertEquals(SolverStatus.CONVERGED, collocated.status());
    assertEquals(shot.objective(), collocated.objective(), 1e-8 * (1 + Math.abs(shot.objective())));
    assertEquals(shot.finalTime(), collocated.finalTime(), 1e-7);
    for (String state : shot.stateNames()) {
      assertArrayEquals(shot.state(state), collocated.state(state), 1e-6, state);
    }
    assertEquals(shot.controlNames(), collocated.controlNames());
    for (String control : shot.controlNames()) {
      assertArrayEquals(shot.control(control), collocated.control(control), 1e-5, control);
    }
    for (int k = 0; k < shot.steps(); k += 7) {
      for (int i = 0; i < shot.gains(k).length; i++) {
        double size = 0;
        for (double gain : shot.gains(k)[i]) {
          size = Math.max(size, Math.abs(gain));
        }
        assertArrayEquals(shot.gains(k)[i], collocated.gains(k)[i], 1e-4 * (1 + size), "gains of step " + k);
      }
    }
    assertTrue(collocated.kkt().violation() < 1e-8, collocated.kkt().toString());
    assertTrue(collocated.kkt().stationarity() < 1e-6, collocated.kkt().toString());
    assertEquals(shot.secondOrder(), collocated.secondOrder());
    return collocated;
  }

  /** Stages of a motion that is a polynomial of degree 2 are exact: the least effort in N equal steps is 12 N^2 / (N^2 - 1). */
  @ParameterizedTest
  @ValueSource(strings = {"gauss2", "radau", "radau substeps 2"})
  void theDoubleIntegratorIsExact(String rule) {
    Solution solution = agreed(problem("""
        state q; state v; control u;
        dynamics { der(q) = v; der(v) = u; }
        horizon 1 steps 20;
        integrator %s;
        start q = 0, v = 0;
        minimize { running u^2; }
        constraints { terminal there: q == 1; terminal rest: v == 0; }
        """.formatted(rule)));
    assertEquals(12.0 * 400 / 399, solution.objective(), 1e-8);
    double[] v = solution.state("v");
    double[] u = solution.control("u");
    double[] q = solution.state("q");
    for (int k = 0; k < 20; k++) {
      assertEquals(v[k] + 0.05 * u[k], v[k + 1], 1e-9);
      assertEquals(q[k] + 0.05 * v[k] + 0.5 * 0.0025 * u[k], q[k + 1], 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"backward_euler", "gauss2", "radau", "radau substeps 2", "gauss2 cost left"})
  void itIsTheIntegratorOfTheProblem(String rule) {
    agreed(problem("""
        param mu = 1; signal push = 0.1*sin(t);
        state x; state v in [-0.7, inf]; control u in [-1, 0.8];
        dynamics { der(x) = v; der(v) = mu*(1 - x^2)*v - x + u + push; }
        horizon 4 steps 40;
        integrator %s;
        start x = 1, v = 0;
        minimize { running x^2 + v^2 + u^2; terminal x^2; }
        constraints { path soft_turn: u + 0.1*x <= 0.85; }
        """.formatted(rule)));
  }

  @Test
  void aFreeFinalTimeAndAnAngle() {
    agreed(problem("""
        state th : angle; state w; control u in [-3, 3];
        dynamics { der(th) = w; der(w) = u - sin(th) + 0.1*t; }
        horizon free T in [0.2, 10] guess 1 steps 30;
        integrator radau;
        start th = 2.8, w = 0;
        guess th = 2.8 + 0.7*t;
        minimize { running 0.1*u^2; terminal T; }
        constraints { terminal there: th == -2.8; terminal rest: w == 0; }
        """));
  }

  @Test
  void algebraicVariablesAreSolvedForToo() {
    agreed(problem("""
        state x; algebraic z = 0.5; control u in [-2, 2];
        dynamics { der(x) = -z + u; equation z^3 + z == x + 1; }
        horizon 2 steps 20;
        integrator radau;
        start x = 1;
        minimize { running x^2 + 0.1*u^2 + z^2; }
        """));
  }

  @Test
  void aTurningBody() {
    agreed(problem("""
        state q : quat; state w[3]; control m[3];
        dynamics { der(q) = quat.rate(q, w); der(w) = m; }
        horizon 1 steps 10;
        integrator radau;
        start q = [1, 0, 0, 0], w = [0.3, 0, 0.1];
        minimize { running 0.1*sumsq(m) + sumsq(w); terminal 10*(q[2] - 0.2)^2 + 10*q[3]^2; }
        """));
  }

  /** Uncooled, it explodes within a step, and no cooling is known before. */
  private static final String RUNAWAY = """
      param most = 1.5;
      state a; state x; control c in [0, 5];
      dynamics { let r = a*exp(x); der(a) = -0.1*r; der(x) = r - c; }
      horizon 4 steps 20;
      integrator radau;
      start a = 1, x = 0;
      minimize { running 0.05*c^2; terminal 10*a; }
      constraints { path cool: x <= most; terminal x <= 0; }
      """;

  @Test
  void theEquationsOfTheFirstStepsNeedNoSolution() {
    Problem problem = problem(RUNAWAY);
    Solution shot = problem.run("shooting").solve();
    assertEquals(SolverStatus.NOT_FINITE, shot.status());
    assertEquals(Code.R0903, shot.diagnosis().orElseThrow().code());
    Solution collocated = problem.run("collocation").solve();
    assertEquals(SolverStatus.CONVERGED, collocated.status());
    assertEquals(SecondOrder.SUFFICIENT, collocated.secondOrder());
    assertTrue(collocated.replay().orElseThrow().gap() < 1e-3);

    Problem known = problem.run("shooting").warmStart(collocated);
    assertEquals(collocated.objective(), known.solve().objective(), 1e-7);
  }

  /** Against solving again. */
  @Test
  void anOptimumChangesWithAParam() {
    Problem problem = problem(RUNAWAY).run("collocation");
    double h = 1e-4;
    Solution solution = problem.solve();
    Solution above = problem.with("most", 1.5 + h).solve();
    Solution below = problem.with("most", 1.5 - h).solve();
    ParamSensitivity most = solution.sensitivity("most");
    assertEquals((above.objective() - below.objective()) / (2 * h), most.objective(), 1e-4);
    double[] control = new double[solution.steps()];
    for (int k = 0; k < control.length; k++) {
      control[k] = (above.control("c")[k] - below.control("c")[k]) / (2 * h);
    }
    assertArrayEquals(control, most.control("c"), 1e-2);
  }

  /** What is reported, the stages left out, is an optimum of the problem as it was written. */
  @Test
  void theMultipliersAreThoseOfTheProblem() {
    Problem problem = problem(RUNAWAY).run("collocation");
    ProblemInstance instance = problem.instance().fork();
    Solver solver = problem.solverOptions().solver(instance);
    SolveReport report = solver.solve(instance.initialControls());
    assertEquals(SolverStatus.CONVERGED, report.status());
    Kkt kkt = KktCheck.of(instance, report.trajectory(), report.multipliers());
    assertTrue(kkt.stationarity() < 1e-7 && kkt.violation() < 1e-8 && kkt.complementarity() < 1e-6, kkt.toString());
    SolveReport again = solver.solve(report, IterationObserver.NONE);
    assertEquals(SolverStatus.CONVERGED, again.status(), again.nonFinite().toString());
    assertEquals(0, again.iterations());
    assertEquals(SolverStatus.CONVERGED, solver.solve(report.trajectory(), IterationObserver.NONE).status());
  }

  @Test
  void aJarHoldsTheStages(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("runaway.jar");
    Costate.compile("runaway.ctl", "problem Runaway { %s } solve Runaway using ip { transcription = collocation; }"
        .formatted(RUNAWAY)).save(jar);
    assertEquals(problem(RUNAWAY).run("collocation").solve().objective(),
        Costate.load(jar).problem().solve().objective(), 1e-6);
  }

  @Test
  void eachPlanOfAnMpcCollocates() {
    Problem problem = Costate.compile("hold.ctl", """
        problem Hold {
          param goal = 0.5;
          state a; state x; control c in [0, 5];
          dynamics { let r = a*exp(x); der(a) = -0.01*r; der(x) = r - c; }
          horizon 4 steps 10;
          integrator radau;
          start a = 1, x = 0;
          minimize { running (x - goal)^2 + 0.001*(c - a*exp(goal))^2; }
        }
        mpc Hold using ip { transcription = collocation; rate = 5; duration = 4; }
        """).problem("Hold").mpc("Hold");
    SimulatedRun run = problem.simulation().push(2, "x", 0.3).mpc().getFirst();
    assertEquals(Map.of(SolverStatus.CONVERGED, 20), run.plans());
    assertEquals(0.5, run.state("x")[20], 0.02);
  }

  @Test
  void stagesThatWereNotCompiledAreNotThere() {
    Problem problem = Costate.compile("lqr.ctl", Programs.LQR).problem();
    IpOptions options = IpOptions.defaults().withCollocation(true);
    String message = assertThrows(IllegalArgumentException.class, () -> problem.solve(options)).getMessage();
    assertEquals(
        "Lqr was compiled without stages to collocate: no block of its source says `transcription = collocation`",
        message);
  }

  @Test
  void anInfeasibleProblemIsExplained() {
    Solution solution = problem("""
        state q; state v; control u in [-1, 1];
        dynamics { der(q) = v; der(v) = u; }
        horizon 1 steps 10;
        integrator radau;
        start q = 0, v = 0;
        minimize { running u^2; }
        constraints { terminal there: q == 2; terminal rest: v == 0; }
        """).run("collocation").solve();
    assertEquals(SolverStatus.INFEASIBLE, solution.status());
    assertEquals(Code.R0901, solution.diagnosis().orElseThrow().code());
  }
}
