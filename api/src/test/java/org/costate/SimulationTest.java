/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int RUNS = 4000;

  /** Five standard errors of a mean, relative to the standard deviation. */
  private static final double FIVE_ERRORS = 5 / Math.sqrt(RUNS);

  private static final String WALK = """
      problem Walk {
        param   a ~ uniform(1, 3);
        param   b = 2*a;
        state   x : m in [-10, 10];
        state   y : m;
        control u : m/s in [-1, 1];
        noise   w : cm/s ~ normal(0, 50);
        noise   seen[2] : m ~ normal(0, [0.1, 0.2]);
        observe place[2] : m = [x, y] + seen;
        observe twice = b + 0;
        terminate when far: x > 1000 [m];
        dynamics { der(x) = u + w; der(y) = 0 [m/s]; }
        horizon 1 [s] steps 16;
        integrator euler;
        start x = 1, y ~ normal(3, 0.5);
        minimize { running u^2/1 [m^2/s^2]; terminal (x - 1 [m])^2/1 [m^2]; }
      }
      """;

  private static Problem walk() {
    return Costate.compile("walk.ctl", WALK.replace(" in [-10, 10]", "")).problem();
  }

  private static void distributed(List<SimulatedRun> runs, double mean, double std, ToDoubleFunction<SimulatedRun> of) {
    double[] values = runs.stream().mapToDouble(of).toArray();
    double average = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - average) * (v - average)).sum() / (values.length - 1);
    assertEquals(mean, average, FIVE_ERRORS * std);
    assertEquals(std * std, variance, FIVE_ERRORS * Math.sqrt(3) * std * std);
  }

  /** x(1) is the sum of 16 draws of 0.5 m/s, each held for 1/16 s: its variance is 16 (0.5/16)^2. */
  @Test
  void noiseHasItsDistribution() {
    Problem problem = walk();
    List<SimulatedRun> runs = problem.simulation().seed(3).runs(RUNS).openLoop(problem.solve());
    distributed(runs, 1, 0.5 / 4, run -> run.finalState()[0]);
    distributed(runs, 3, 0.5, run -> run.finalState()[1]);
    distributed(runs, 4, 2 / Math.sqrt(3), run -> run.observation("twice")[0]);
    distributed(runs, 0, 0.1, run -> run.observation("place[1]")[7] - run.state("x")[7]);
    distributed(runs, 0, 0.2, run -> run.observation("place[2]")[15] - run.state("y")[15]);
  }

  @Test
  void aSolveTakesMeansAndNoNoise() {
    Solution solution = walk().solve();
    assertTrue(solution.converged());
    assertEquals(0, solution.objective(), 1e-12);
    assertEquals(1, solution.state("x")[16], 1e-12);
    assertEquals(3, solution.state("y")[0], 0);
    assertEquals(2, walk().param("a")[0], 0);
  }

  @Test
  void theSameSeedGivesTheSameBitsAndRunsDoNotDependOnTheirNumber() {
    Problem problem = walk();
    Solution solution = problem.solve();
    List<SimulatedRun> ten = problem.simulation().seed(8).runs(10).feedback(solution);
    List<SimulatedRun> three = problem.simulation().seed(8).runs(3).feedback(solution);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(ten.get(i).state("x"), three.get(i).state("x"));
      assertArrayEquals(ten.get(i).observation("place[1]"), three.get(i).observation("place[1]"));
    }
    assertFalse(Arrays.equals(ten.get(0).state("x"), ten.get(1).state("x")));
    assertFalse(Arrays.equals(
        problem.simulation().seed(9).openLoop(solution).getFirst().state("x"), ten.getFirst().state("x")));
  }

  /** The disturbances are those of the problem's steps, however finely these are integrated. */
  @Test
  void finerIntegrationMeetsTheSameNoise() {
    Problem problem = walk();
    Solution solution = problem.solve();
    SimulatedRun coarse = problem.simulation().openLoop(solution).getFirst();
    SimulatedRun fine = problem.simulation().substeps(5).openLoop(solution).getFirst();
    assertArrayEquals(coarse.state("x"), fine.state("x"), 1e-12);
  }

  @Test
  void gainsHoldThePlantBetterThanControlsAlone() {
    Problem problem = walk();
    Solution solution = problem.solve();
    Simulation simulation = problem.simulation().seed(5).runs(200);
    double open = mean(simulation.openLoop(solution));
    double closed = mean(simulation.feedback(solution));
    assertEquals(0.5 * 0.5 / 16, open, 5e-3);
    assertTrue(closed < 0.9 * open, closed + " of " + open);
  }

  private static double mean(List<SimulatedRun> runs) {
    return runs.stream().mapToDouble(SimulatedRun::objective).average().orElseThrow();
  }

  /** A push between two steps of the problem happens at its time: x moves with u = 1 before and after. */
  @Test
  void aPushMovesTheStateAtItsTime() {
    Problem problem = Costate.compile("push.ctl", """
        problem Push {
          state   x;
          state   a : angle;
          state   q : quat;
          control u = 1;
          dynamics { der(x) = -x; der(a) = 0; der(q) = 0*q; }
          horizon 1 steps 4;
          start x = 1, a = 3, q = [1, 0, 0, 0];
          minimize { running (u - 1)^2; }
        }
        """).problem();
    SimulatedRun run = problem.simulation()
        .substeps(4)
        .push(0.6, "x", 0.5)
        .push(0, "a", 1)
        .push(1, "q", 0, 0, Math.PI / 2)
        .openLoop(problem.solve())
        .getFirst();
    double expected = (Math.exp(-0.6) + 0.5) * Math.exp(-0.4);
    assertEquals(expected, run.finalState()[0], 1e-6);
    assertEquals(4 - 2 * Math.PI, run.finalState()[1], 1e-12);
    assertEquals(Math.sqrt(0.5), run.finalState()[2], 1e-12);
    assertEquals(Math.sqrt(0.5), run.finalState()[5], 1e-12);
    Simulation simulation = problem.simulation();
    assertThrows(IllegalArgumentException.class, () -> simulation.push(-1, "x", 1));
    assertThrows(IllegalArgumentException.class, () -> simulation.push(1, "z", 1));
    assertThrows(IllegalArgumentException.class, () -> simulation.push(1, "q[2]", 1));
    assertThrows(IllegalArgumentException.class, () -> simulation.push(1, "x", 1, 2));
  }

  @Test
  void anEpisodeEndsWhereTheProblemSaysSo() {
    Problem problem = walk().start("x", 999.9);
    SimulatedRun run = problem.simulation().push(0.51, "x", 5).openLoop(problem.solve()).getFirst();
    assertEquals(Optional.of("far"), run.end());
    assertEquals(0.51, run.time()[run.ticks()], 1e-12);
    assertEquals(9, run.ticks());
  }

  @Test
  void thePlantMayDifferFromTheModel() {
    Problem problem = Costate.compile("decay.ctl", """
        problem Decay {
          param   rate = 1;
          state   x in [0, 1.5];
          control u = 0;
          dynamics { der(x) = -rate*x + u; }
          horizon 1 steps 10;
          start x = 1;
          minimize { running u^2; }
        }
        """.replace(" in [0, 1.5]", "")).problem();
    SimulatedRun run = problem.simulation().plant("rate", 2).openLoop(problem.solve()).getFirst();
    assertEquals(Math.exp(-2), run.finalState()[0], 1e-5);
  }

  /** What is drawn at random for the plant is in its picture. */
  @Test
  void aPictureHasTheParamsOfThePlant() {
    Problem problem = Costate.compile("balloon.ctl", """
        problem Balloon {
          param   radius ~ uniform(1, 2);
          state   x;
          control u;
          dynamics { der(x) = u; }
          horizon 1 steps 4;
          start x = 0;
          minimize { running u^2 + x^2; }
          view { disc([x, 0], radius); }
        }
        """).problem();
    Solution solution = problem.solve();
    List<Double> drawn = problem.simulation()
        .runs(3)
        .openLoop(solution)
        .stream()
        .map(run -> problem.scene(run).orElseThrow().frame(2)[3])
        .toList();
    assertEquals(3, drawn.stream().distinct().count());
    assertTrue(drawn.stream().allMatch(r -> r > 1 && r < 2 && r != 1.5), drawn.toString());
    SimulatedRun set = problem.simulation().plant("radius", 7).openLoop(solution).getFirst();
    assertEquals(7, problem.scene(set).orElseThrow().frame(0)[3]);
    assertEquals(1.5, problem.scene(solution).orElseThrow().frame(0)[3]);
  }

  /** At the times of the run, with the params of its plant; at the end there is no control. */
  @Test
  void aRunHasMargins() {
    Problem problem = Costate.compile("walls.ctl", """
        problem Walls {
          param   wall ~ uniform(1, 2);
          state   x : m;
          control u : m/s;
          dynamics { der(x) = u; }
          horizon 1 [s] steps 4;
          start x = 0;
          minimize { running 1 [s^2/m^2]*u^2; terminal 1 [1/m^2]*(x - 0.9 [m])^2; }
          constraints { path near: x <= wall*1 [m]; path slow: u <= 2 [m/s]; initial x == 0 [m]; }
        }
        solve Walls using ip {}
        """).problem();
    SimulatedRun run = problem.simulation().seed(5).openLoop(problem.solve()).getFirst();
    Margins margins = problem.margins(run);
    assertEquals(List.of("near", "slow"), margins.constraints().stream().map(c -> c.name()).sorted().toList());
    for (var constraint : margins.constraints()) {
      double[] of = margins.of(constraint);
      assertEquals(5, of.length);
      for (int k = 0; k < 4; k++) {
        assertEquals(constraint.name().equals("near")
            ? run.param("wall")[0] - run.state("x")[k]
            : 2 - run.control("u")[k], of[k], 1e-12);
      }
      assertTrue(Double.isNaN(of[4]));
    }
    assertTrue(run.param("wall")[0] != problem.param("wall")[0]);
  }

  private static final String PLAIN = """
      problem Decay {
        param   start0 = 1;
        state   x : m;
        control u : m/s in [-1, 1];
        dynamics { der(x) = u; }
        horizon 1 [s] steps 10;
        start x = start0;
        minimize { running u^2/1 [m^2/s^2]; running 0.1*x/1 [m]; }
        constraints { path x >= -0.2 [m] soft 1; }
      }
      """;

  private static final String ROUGH = """
      problem Rough {
        param   lag = 2;
        state   x : m;
        control u : m/s;
        dynamics { der(x) = -lag/1 [s]*x + u - 0; }
        horizon 3 [s] steps 60;
        integrator rk4;
        start x = 1;
        minimize { running 1; }
      }
      """;

  /** The plant's own dynamics, steps and params; the controls are those of the problem that was solved. */
  @Test
  void thePlantMayBeThatOfAnotherProblem() {
    Problem problem = Costate.compile("plain.ctl", PLAIN).problem();
    Problem rough = Costate.compile("rough.ctl", ROUGH).problem();
    Solution solution = problem.solve();
    SimulatedRun run = problem.simulation().plant(rough).plant("lag", 3).openLoop(solution).getFirst();
    assertEquals(10, run.ticks());
    double x = 1;
    for (double u : solution.control("u")) {
      x = u / 3 + (x - u / 3) * Math.exp(-0.3);
    }
    assertEquals(x, run.finalState()[0], 1e-6);
    assertEquals(1, run.objective(), 1e-9);
    assertTrue(problem.simulation().plant(rough).feedback(solution).getFirst().finite());
  }

  @Test
  void aPlantThatDoesNotFitIsRefused() {
    Problem problem = Costate.compile("plain.ctl", PLAIN).problem();
    assertRefused("state 1 is `z : m` in the plant, expected `x : m`", problem, ROUGH.replaceAll("\\bx\\b", "z"));
    assertRefused("control 1 is `u : km/h` in the plant, expected `u : m/s`", problem,
        ROUGH.replace("u : m/s", "u : km/h"));
    assertRefused("state 2 is `y` in the plant, expected none", problem,
        ROUGH.replace("control", "state y; control")
            .replace("u - 0;", "u; der(y) = 0;")
            .replace("x = 1", "x = 1, y = 0"));
    assertRefused("Rough goes from step to step by `next`, the other one in time", problem,
        ROUGH.replace("der(x) = -lag/1 [s]*x + u - 0", "next(x) = x + 0.1 [s]*u")
            .replace("horizon 3 [s]", "horizon 60")
            .replace("integrator rk4;", ""));
    Problem rough = Costate.compile("rough.ctl", ROUGH.replace("x : m;", "x;").replace("/1 [s]*x", "*x")).problem();
    assertEquals(10, problem.simulation().plant(rough).openLoop(problem.solve()).getFirst().ticks());
  }

  private static void assertRefused(String reason, Problem problem, String plant) {
    Problem other = Costate.compile("rough.ctl", plant).problem();
    Simulation simulation = problem.simulation();
    String message = assertThrows(IllegalArgumentException.class, () -> simulation.plant(other)).getMessage();
    assertTrue(message.startsWith("the plant Rough does not fit Decay: ") && message.endsWith(reason), message);
  }

  @Test
  void aProblemOfStepsHasNoPartsOfThem() {
    Problem problem = Costate.compile("next.ctl", """
        problem Next {
          state   x;
          control u = 0;
          noise   w ~ uniform(-1, 1);
          dynamics { next(x) = x + u + w; }
          horizon 5 steps 5;
          start x = 0;
          minimize { running u^2; }
        }
        """).problem();
    Solution solution = problem.solve();
    SimulatedRun run = problem.simulation().seed(2).openLoop(solution).getFirst();
    assertTrue(Arrays.stream(run.state("x")).skip(1).allMatch(x -> x != 0));
    assertThrows(IllegalArgumentException.class, () -> problem.simulation().substeps(2));
  }

  /** What a caller or the run sets comes before what is drawn. */
  @Test
  void givenValuesAreNotDrawn() {
    Problem problem = walk().start("y", 7).with("a", 1);
    for (SimulatedRun run : problem.simulation().runs(5).openLoop(problem.solve())) {
      assertEquals(7, run.finalState()[1]);
      assertEquals(2, run.observation("twice")[0]);
    }
  }
}
