/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.costate.runtime.mpc.RecedingHorizon;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.sim.ClosedLoop;
import org.costate.runtime.sim.Plant;
import org.costate.runtime.sim.Recording;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.solve.method.SolverMethods;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MpcTest {
  private static final String REGULATOR = """
      problem Hold {
        state   x;
        control u;
        noise   w ~ normal(0, 0.3);
        dynamics { next(x) = x + u + w; }
        horizon 60 steps 60;
        start x = 1;
        minimize { running x^2 + u^2; }
      }

      mpc Hold using ilqr { duration = 20; iterations = 3; expect abs(final(x)) <= 2 and iterations == 20; }
      """;

  private static Problem problem(String text) {
    Problems problems = Costate.compile("mpc.ctl", text);
    String name = problems.names().getFirst();
    return problems.problem(name).mpc(name);
  }

  /** The receding plan of a long horizon is the stationary regulator: P = 1 + P - P^2/(1 + P), so P is the golden ratio and K = P/(1 + P). */
  @Test
  void aLongHorizonGivesTheStationaryRegulator() {
    double golden = (1 + Math.sqrt(5)) / 2;
    double gain = golden / (1 + golden);
    SimulatedRun run = problem(REGULATOR).simulation().seed(4).mpc().getFirst();
    double[] x = run.state("x");
    double[] u = run.control("u");
    assertEquals(20, run.ticks());
    for (int k = 0; k < 20; k++) {
      assertEquals(-gain * x[k], u[k], 1e-9);
    }
    assertEquals(Map.of(SolverStatus.CONVERGED, 20), run.plans());
    assertTrue(run.expectations().getFirst().holds());
  }

  private static final String TRACK = """
      problem Track {
        param   drag = 0;
        state   x;
        state   v;
        control a in [-20, 20];
        signal  goal = sin(2*t);
        dynamics { der(x) = v; der(v) = a - drag*v; }
        horizon 1.5 [s] steps 30;
        integrator rk4;
        start x = 0, v = 2;
        minimize { running 100*(x - goal)^2 + 1e-3*a^2; }
      }

      mpc Track using ilqr { rate = RATE [Hz]; duration = 8 [s]; iterations = 2; }
      """;

  /** Signals move with the plan, whose step is not the period of the ticks. The reference holds over steps, so it lags by up to 0.05. */
  @Test
  void aReferenceIsFollowedFarBeyondTheFirstHorizon() {
    for (String rate : List.of("20", "33", "100")) {
      SimulatedRun run = problem(TRACK.replace("RATE", rate)).simulation().substeps(3).mpc().getFirst();
      double[] t = run.time();
      double[] x = run.state("x");
      double worst = 0;
      for (int k = 0; k <= run.ticks(); k++) {
        worst = Math.max(worst, Math.abs(x[k] - Math.sin(2 * t[k])));
      }
      assertEquals(8, t[run.ticks()], 1e-9);
      assertTrue(worst < 0.06, rate + " Hz: " + worst);
    }
  }

  /** A signal given step by step holds its last value beyond the horizon. */
  @Test
  void givenSignalsGoOnFromStepToStep() {
    double[] goal = new double[30];
    for (int k = 0; k < 30; k++) {
      goal[k] = k < 10 ? 0 : 1;
    }
    SimulatedRun run =
        problem(TRACK.replace("RATE", "20")).signal("goal", goal).start("v", 0).simulation().mpc().getFirst();
    assertEquals(0, run.state("x")[0], 1e-12);
    assertEquals(1, run.state("x")[60], 0.05);
    assertEquals(1, run.finalState()[0], 1e-3);
  }

  @Test
  void planningAgainMakesUpForPushesAndForAnotherPlant() {
    Problem problem = problem(TRACK.replace("RATE", "50"));
    SimulatedRun run = problem.simulation().plant("drag", 0.5).push(2, "v", 3).mpc().getFirst();
    double[] t = run.time();
    for (int k = 200; k <= 400; k++) {
      assertEquals(Math.sin(2 * t[k]), run.state("x")[k], 0.08);
    }
  }

  @Test
  void aColdStartPlansTheSame() {
    SimulatedRun warm = problem(TRACK.replace("RATE", "20")).simulation().mpc().getFirst();
    SimulatedRun cold = problem(TRACK.replace("RATE", "20").replace("iterations = 2", "warm_start = false"))
        .simulation()
        .mpc()
        .getFirst();
    assertArrayEquals(cold.state("x"), warm.state("x"), 1e-3);
  }

  /** The final time is chosen anew with each plan; the run ends when what is left is a period. */
  @Test
  void aFreeFinalTimeRunsOut() {
    SimulatedRun run = problem("""
        problem Dock {
          state   x;
          state   v;
          control a in [-1, 1];
          dynamics { der(x) = v; der(v) = a; }
          horizon free T in [0.5, 10] guess 3 steps 40;
          start x = 1, v = 0;
          minimize { running 1; running 0.01*a^2; terminal 300*x^2 + 300*v^2; }
        }

        mpc Dock using ddp { rate = 20 [Hz]; duration = 10 [s]; iterations = 20; }
        """).simulation().mpc().getFirst();
    double end = run.time()[run.ticks()];
    assertEquals(2, end, 0.2);
    assertEquals(0, run.finalState()[0], 0.02);
    assertEquals(0, run.finalState()[1], 0.1);
  }

  /** A plan of one iteration may see too late that it misses its goal: then the run goes on, to the end of its duration if need be. */
  @Test
  void aFreeFinalTimeDoesNotRunOutFarFromTheGoal() {
    Problem dock = problem("""
        problem Dock {
          state   x;
          state   v;
          control a in [-1, 1];
          dynamics { der(x) = v; der(v) = a; }
          horizon free T in [0.1, 20] guess 3 steps 40;
          start x = 1, v = 0;
          minimize { running 1; running 0.01*a^2; }
          constraints { terminal there: x == 0; terminal rest: v == 0; }
        }

        mpc Dock using al_ilqr { rate = 20 [Hz]; duration = 12 [s]; iterations = 1; }
        """);
    for (double push : new double[] {0, 0.2, 0.5, 1}) {
      SimulatedRun run = dock.simulation().push(1.95, "x", push).mpc().getFirst();
      assertTrue(run.ticks() == 240 || Math.abs(run.finalState()[0]) <= 0.1, push + ": " + run.finalState()[0]);
    }
  }

  /** With few iterations a step that is too long is not made up for; with shares of convexity from the bottom two trips take 344 plans. */
  @Test
  void aFewIterationsOfExactSweepsAreEnough() throws IOException {
    Path file = Path.of("../examples/unicycle/unicycle.ctl");
    String exact = Files.readString(file).replace("gauss_newton", "exact").replace("100 [Hz]", "20 [Hz]");
    Problem trip = Costate.compile(file, exact, Map.of()).problem("ThroughTheTrees").mpc("ThroughTheTrees");
    int plans = trip.simulation().runs(2).mpc().stream().mapToInt(SimulatedRun::ticks).sum();
    assertTrue(plans <= 330, plans + " plans");
  }

  @Test
  void whatHasNoRecedingHorizonIsRefused() {
    Problem free = problem(REGULATOR.replace("start x = 1", "start x free")
        .replace("state   x;", "state x in [0, 1];")
        .replace("using ilqr", "using ilqr")
        .replace(" in [0, 1]", ""));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> free.simulation().mpc()).getMessage()
        .contains("the start of x is free"));
    assertThrows(IllegalArgumentException.class, () -> free.mpc("Held"));
  }

  @Test
  void theFirstPlanCanBeSolvedAlone() {
    assertTrue(problem(REGULATOR).solve().converged());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ilqr", "ddp", "fddp"})
  void aTickAllocatesNothing(String method) {
    assertTicksAllocateNothing(method, SWING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"al_ilqr", "ip", "auto"})
  void aTickWithConstraintsAllocatesNothing(String method) {
    assertTicksAllocateNothing(method, SWING.replace("horizon", """
        constraints { path w <= 2; path u <= 3 - w; terminal -1.5 <= w; }
        horizon"""));
  }

  private static final String SWING = """
      problem Swing {
        param   g = 9.81;
        state   a : angle;
        state   w;
        control u in [-5, 5];
        signal  goal = sin(t);
        noise   n ~ normal(0, 0.1);
        observe seen = a + n;
        terminate when far: abs(w) > 100;
        dynamics { der(a) = w; der(w) = -g*sin(a) + u + n; }
        horizon 1 [s] steps 20;
        integrator rk4;
        start a = 0.5, w = 0;
        minimize { running (1 - cos(a - goal)) + 0.01*u^2 + 0.01*w^2; }
      }
      """;

  private static void assertTicksAllocateNothing(String method, String text) {
    LoadedProblem loaded = Compiler.compile(new Source("mpc.ctl", text), CompilerOptions.DEFAULTS)
        .problems()
        .getFirst()
        .loaded();
    ProblemInstance problem = new ProblemInstance(loaded.code());
    Plant plant = new Plant(loaded, problem, 2, List.of());
    RecedingHorizon controller =
        new RecedingHorizon(problem, SolverMethods.parse(method, Map.of("iterations", "3")), 0.02, true);
    ClosedLoop loop = new ClosedLoop(plant);
    long few = allocated(plant, loop, controller, new Recording(50, 2, 1, 1));
    long many = allocated(plant, loop, controller, new Recording(150, 2, 1, 1));
    assertEquals(few, many);
    assertFalse(controller.statuses().containsKey(SolverStatus.NOT_FINITE));
  }

  private static long allocated(Plant plant, ClosedLoop loop, RecedingHorizon controller, Recording recording) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      plant.reset(new RandomStream(1));
      long before = threads.getCurrentThreadAllocatedBytes();
      loop.run(plant, controller, 0.02, recording);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      assertEquals(recording.capacity(), recording.ticks);
    }
    return least;
  }
}
