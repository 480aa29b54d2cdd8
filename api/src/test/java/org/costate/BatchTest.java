/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.problem.VaryingProblem.Place;
import org.costate.runtime.solve.SolverStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
  /** An angle, a param on which the start's default and a limit depend, limits of controls. */
  private static final String PENDULUM = """
      problem Swing {
        param g = 9.81;
        param top = 3;
        param low = 2*top;
        state a : angle;
        state w : rad/s;
        control u in [-top, low];
        dynamics { der(a) = w; der(w) = u - g*sin(a); }
        horizon 2 steps 20;
        integrator rk4;
        start a = 0.1*top, w = 0;
        minimize { running 0.01*(u^2 + w^2) + 1 - cos(a - 1); terminal w^2; }
      }
      solve Swing using %s { %s }
      """;

  /** A free final time, a limit of the state, a constraint at a time that the params move, and an end that some cases cannot reach. */
  private static final String TRIP = """
      problem Trip {
        param goal = 1;
        param half = 0.5;
        state x in [-0.5, 5];
        state v;
        control u in [-3, 3];
        dynamics { der(x) = v; der(v) = u; }
        horizon 2 steps 20;
        integrator rk4;
        start x = 0, v = 0;
        minimize { running u^2; }
        constraints { terminal there: [x, v] == [goal, 0]; at(2*half) slow: v <= 0.7; }
      }
      solve Trip using ip {}
      """;

  private static final String FREE = """
      problem Soon {
        param goal = 1;
        state x;
        state v;
        control u in [-2, 2];
        dynamics { der(x) = v; der(v) = u; }
        horizon free T in [0.5, 8] steps 20;
        integrator rk4;
        start x = 0, v = 0;
        minimize { running 1 + 0.1*u^2; terminal 50*sumsq([x - goal, v]); }
      }
      solve Soon using ddp { guess T = 3; }
      """;

  private static Problem swing(String method, String options) {
    return Costate.compile("swing.ctl", PENDULUM.formatted(method, options)).problem();
  }

  private static double[][] rows(int count) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = new double[] {-4 + 0.37 * i, Math.cos(i), 9 + 0.1 * (i % 7), 2 + 0.3 * (i % 5)};
    }
    return rows;
  }

  private static final List<String> NAMES = List.of("a", "w", "g", "top");

  private static Problem single(Problem problem, List<String> names, double[] row) {
    Problem changed = problem;
    for (int i = 0; i < row.length; i++) {
      String name = names.get(i);
      String base = name.replaceAll("\\[.*", "");
      changed = problem.variables(Kind.STATE).stream().anyMatch(v -> v.name().equals(base))
          ? changed.start(name, row[i])
          : problem.variables(Kind.DESIGN).stream().anyMatch(v -> v.name().equals(base))
              ? changed.design(name, row[i])
              : changed.with(name, row[i]);
    }
    return changed;
  }

  private static void assertAsSolvedAlone(Problem problem, List<String> names, double[][] rows, double tolerance) {
    List<CaseResult> results = problem.batch(names).keepTrajectories().threads(2).solve(rows);
    assertEquals(rows.length, results.size());
    for (int i = 0; i < rows.length; i++) {
      Solution alone = single(problem, names, rows[i]).solve();
      CaseResult found = results.get(i);
      assertEquals(i, found.number());
      assertEquals(Optional.of(alone.status()), found.status());
      assertEquals(alone.iterations(), found.iterations(), "case " + i);
      assertEquals(alone.objective(), found.objective(), tolerance * Math.abs(alone.objective()));
      assertEquals(alone.maxViolation(), found.maxViolation(), tolerance);
      assertEquals(alone.finalTime(), found.finalTime(), tolerance * alone.finalTime());
      assertArrayEquals(alone.stateAt(alone.steps()), found.finalState(), tolerance);
      for (String name : alone.stateNames()) {
        assertArrayEquals(alone.state(name), found.state(name), tolerance);
      }
      for (String name : alone.controlNames()) {
        assertArrayEquals(alone.control(name), found.control(name), tolerance);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ilqr", "ddp", "fddp", "al_ilqr", "ip", "auto"})
  void casesAreSolvedAsAlone(String method) {
    assertAsSolvedAlone(swing(method, ""), NAMES, rows(9), method.equals("ip") || method.equals("auto") ? 1e-7 : 0);
  }

  @Test
  void randomMethodsAndSeveralStartsToo() {
    assertAsSolvedAlone(swing("cem", "samples = 20; iterations = 5; seed = 3;"), NAMES, rows(3), 0);
    assertAsSolvedAlone(swing("ddp", "multistart = 4; seed = 5;"), NAMES, rows(3), 0);
  }

  @Test
  void valuesDecideOnTimesOfConstraints() {
    Problem trip = Costate.compile("trip.ctl", TRIP).problem();
    assertAsSolvedAlone(trip, List.of("x", "goal", "half"),
        new double[][] {{0, 1, 0.5}, {0.1, 1.2, 0.25}, {0, 1, 0.75}, {0, 1, 0.5}}, 1e-7);
  }

  @Test
  void stagesAreUnknownsOfEachCase() {
    String text =
        PENDULUM.formatted("ip", "transcription = collocation;").replace("integrator rk4", "integrator radau");
    assertAsSolvedAlone(Costate.compile("swing.ctl", text).problem(), NAMES, rows(4), 1e-6);
  }

  @Test
  void aFreeTimeIsToldWithTheCase() {
    Problem soon = Costate.compile("soon.ctl", FREE).problem();
    double[][] rows = {{1, 2, 0}, {2, 3, 0.5}, {-1, 4, 0}, {0.5, 3, 0}};
    assertAsSolvedAlone(soon, List.of("goal", "T", "v"), rows, 0);
    CaseResult result = soon.solveAll(List.of("goal", "T", "v"), rows).getFirst();
    assertEquals(result.finalTime(), result.design()[0]);
  }

  @Test
  void theBitsDoNotDependOnTheNumberOfThreads() {
    Batch batch = swing("ddp", "").batch(NAMES).keepTrajectories();
    List<CaseResult> one = batch.threads(1).solve(rows(40));
    for (int threads : new int[] {2, 3}) {
      List<CaseResult> more = batch.threads(threads).solve(rows(40));
      assertEquals(one.size(), more.size());
      for (int i = 0; i < one.size(); i++) {
        assertEquals(one.get(i).objective(), more.get(i).objective());
        assertEquals(one.get(i).iterations(), more.get(i).iterations());
        assertArrayEquals(one.get(i).control("u"), more.get(i).control("u"));
      }
    }
  }

  /** Multipliers, gains and regularization of the case before must not matter. */
  @ParameterizedTest
  @ValueSource(strings = {"ddp", "al_ilqr", "ip", "fddp"})
  void theBitsDoNotDependOnTheCaseBefore(String method) {
    Batch batch = swing(method, "").batch(NAMES).keepTrajectories().threads(1);
    double[][] rows = rows(8);
    List<CaseResult> together = batch.solve(rows);
    for (int i = 0; i < rows.length; i++) {
      assertArrayEquals(batch.solve(new double[][] {rows[i]}).getFirst().control("u"), together.get(i).control("u"));
    }
  }

  @Test
  void oneCaseThatFailsDoesNotEndTheOthers() {
    List<CaseResult> results = swing("ddp", "").solveAll(NAMES, new double[][] {
      {0, 0, 9.81, 3}, {0, 1e200, 9.81, 3}, {0, 0, 9.81, -1}, {0, Double.NaN, 9.81, 3}, {0, 0, 9.81, 3}});
    assertTrue(results.get(0).converged());
    assertEquals(Optional.of(SolverStatus.NOT_FINITE), results.get(1).status());
    assertTrue(Double.isNaN(results.get(1).objective()));
    assertEquals(Optional.of("u has the limits [1.0, -2.0]; expected lower <= upper"), results.get(2).refusal());
    assertEquals(Optional.empty(), results.get(2).status());
    assertFalse(results.get(2).converged());
    assertEquals(Optional.of("w must not be NaN"), results.get(3).refusal());
    assertEquals(results.get(0).objective(), results.get(4).objective());
  }

  /** The memory of a failed case serves the next one. */
  @ParameterizedTest
  @ValueSource(strings = {"ilqr", "ddp", "fddp", "al_ilqr", "ip"})
  void aCaseThatFailsLeavesNothingBehind(String method) {
    String text = PENDULUM.formatted(method, "").replace("g*sin(a)", "sin(a)/(10 - g)");
    List<CaseResult> results = Costate.compile("pole.ctl", text)
        .problem()
        .batch(List.of("a", "g"))
        .threads(1)
        .keepTrajectories()
        .solve(new double[][] {{0.1, 9}, {0.1, 10}, {0.1, 9}});
    assertEquals(Optional.of(SolverStatus.NOT_FINITE), results.get(1).status());
    assertTrue(results.get(0).converged());
    assertArrayEquals(results.get(0).control("u"), results.get(2).control("u"));
    assertEquals(results.get(0).iterations(), results.get(2).iterations());
  }

  @Test
  void namesAreThoseOfStatesParamsAndDesign() {
    Problem problem = swing("ddp", "");
    assertEquals("Swing has no `b` here; known: [a, w, g, top, low]",
        assertThrows(IllegalArgumentException.class, () -> problem.batch(List.of("b"))).getMessage());
    assertEquals("`a` varies twice",
        assertThrows(IllegalArgumentException.class, () -> problem.batch(List.of("a", "a"))).getMessage());
    assertEquals("a row of 1 numbers for [a, w]", assertThrows(IllegalArgumentException.class,
        () -> problem.solveAll(List.of("a", "w"), new double[][] {{1}})).getMessage());
    Problem vector = Costate.compile("lqr.ctl", Programs.LQR).problem();
    assertEquals("`x` of Lqr has 2 numbers; name one, for example x[1]",
        assertThrows(IllegalArgumentException.class, () -> vector.batch(List.of("x"))).getMessage());
    assertAsSolvedAlone(vector, List.of("x[2]", "weight"), new double[][] {{1, 2}, {-1, 1}}, 0);
    assertEquals(List.of(), problem.solveAll(NAMES, new double[0][]));
    assertThrows(IllegalArgumentException.class, () -> problem.batch(NAMES).threads(0));
    IllegalStateException none = assertThrows(IllegalStateException.class,
        () -> problem.solveAll(NAMES, rows(1)).getFirst().state("a"));
    assertEquals("case 0 has no trajectory; ask the batch to keepTrajectories()", none.getMessage());
  }

  @Test
  void aMethodThatWouldNotKeepAConstraintIsRefusedAtOnce() {
    Problem trip = Costate.compile("trip.ctl", TRIP.replace("ip {}", "auto {}")).problem();
    assertEquals(2, trip.solveAll(List.of("goal"), new double[][] {{1}, {1.1}}).size());
    Problem swept = Costate.compile("trip.ctl", TRIP.substring(0, TRIP.indexOf("solve "))).problem();
    assertThrows(IllegalArgumentException.class, () -> swept.batch(List.of("goal")));
  }

  @Test
  void resultsAreHandedOnInOrder() {
    List<Integer> numbers = new ArrayList<>();
    int count = swing("ddp", "").batch(List.of("a"))
        .threads(3)
        .solve(300, (number, row) -> row[0] = number % 2 == 0 ? 0.1 : 3, result -> numbers.add(result.number()));
    assertEquals(300, count);
    assertEquals(IntStream.range(0, 300).boxed().toList(), numbers);
  }

  @Test
  void anInterruptEndsItAfterTheFirstCases() {
    Thread caller = Thread.currentThread();
    List<Integer> numbers = new ArrayList<>();
    int count =
        swing("ddp", "").batch(List.of("a")).threads(2).solve(100_000, (number, row) -> row[0] = 0.1, result -> {
          numbers.add(result.number());
          if (result.number() == 50) {
            caller.interrupt();
          }
        });
    assertTrue(Thread.interrupted());
    assertEquals(IntStream.range(0, count).boxed().toList(), numbers);
    assertTrue(count > 50 && count < 100_000, count + " results");
  }

  @Test
  void whatTheReceiverThrowsEndsIt() {
    AtomicInteger asked = new AtomicInteger();
    UnsupportedOperationException thrown = assertThrows(UnsupportedOperationException.class,
        () -> swing("ddp", "").batch(List.of("a"))
            .threads(2)
            .solve(100_000, (number, row) -> asked.incrementAndGet(),
                result -> {
                  throw new UnsupportedOperationException("full");
                }));
    assertEquals("full", thrown.getMessage());
    assertTrue(asked.get() < 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ilqr", "ddp", "fddp", "al_ilqr", "ip"})
  void aCaseAllocatesNothingAndLoadsNoClass(String method) {
    Problem problem = swing(method, "");
    List<Place> places = List.of(new Place(Kind.STATE, 0), new Place(Kind.STATE, 1), new Place(Kind.PARAM, 0),
        new Place(Kind.PARAM, 1));
    CaseSolver solver = new CaseSolver(problem, places, NAMES);
    double[][] rows = rows(20);
    Batch.Rows source = (number, row) -> System.arraycopy(rows[number], 0, row, 0, row.length);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    long least = Long.MAX_VALUE;
    long loaded = Long.MAX_VALUE;
    for (int repeat = 0; repeat < 4; repeat++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long classesBefore = classes.getTotalLoadedClassCount();
      for (int i = 0; i < rows.length; i++) {
        solver.solve(i, source);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      loaded = Math.min(loaded, classes.getTotalLoadedClassCount() - classesBefore);
    }
    assertEquals(SolverStatus.CONVERGED, solver.status);
    assertEquals(0, least);
    assertEquals(0, loaded);
  }
}
