/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutsTest {
  /** A param on which the start's default, a signal's default and the horizon depend, a signal over the steps, a soft constraint at the end. */
  private static final String PENDULUM = """
      problem Swing {
        param g = 9.81;
        param top = 3;
        signal wind = 0.1*top*sin(t * 1 [rad/s]);
        signal push = 0;
        state a : angle;
        state w : rad/s;
        control u in [-top, 2*top];
        dynamics { der(a) = w; der(w) = u + wind + push - g*sin(a); }
        horizon 2*top steps 20;
        integrator rk4;
        start a = 0.1*top, w = 0;
        guess u = 0.1*top*cos(t * 1 [rad/s]);
        maximize { running -0.01*(u^2 + w^2) - 1 + cos(a - 1); terminal -1.0*w^2; }
        constraints { terminal slow: w^2 <= 0.01*top soft 3; }
      }
      """;

  private static final List<String> NAMES = List.of("w", "g", "top");

  private static final int CASES = 600;

  private static Problem swing(String text) {
    return Costate.compile("swing.ctl", text)
        .problem()
        .signal("push", new double[] {
          0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 3, 0, 0, 0, -1, 0, 0});
  }

  private static void fill(int number, double[] row) {
    row[0] = Math.cos(number);
    row[1] = 9 + 0.1 * (number % 7);
    row[2] = 2 + 0.3 * (number % 5);
  }

  private static void change(int number, double[] controls) {
    for (int k = 0; k < controls.length; k++) {
      controls[k] += number % 3 == 0 ? 0 : Math.sin(number + k);
    }
  }

  /** As a rollout of its own, to the bit. */
  private static void assertAsAlone(Problem problem, RolloutResults results, int number) {
    double[] row = new double[NAMES.size()];
    fill(number, row);
    Problem alone = problem.start("w", row[0]).with("g", row[1]).with("top", row[2]);
    ProblemInstance instance = alone.instance().fork();
    Trajectory trajectory = new Trajectory(instance.dims());
    System.arraycopy(instance.initialControls(), 0, trajectory.U, 0, trajectory.U.length);
    change(number, trajectory.U);
    assertEquals(-Rollout.run(instance, trajectory), results.objective(number), "case " + number);
    assertArrayEquals(trajectory.state(instance.dims().steps()), results.finalState(number));
    assertEquals(results.finalState(number)[1], results.finalState("w")[number]);
  }

  @Test
  void casesHaveTheBitsOfRolloutsAlone() {
    Problem problem = swing(PENDULUM);
    Rollouts rollouts = problem.rollouts(NAMES);
    for (Rollouts way : List.of(rollouts.threads(1), rollouts.threads(3), rollouts.together().threads(1),
        rollouts.together().threads(2))) {
      RolloutResults results = way.run(CASES, RolloutsTest::fill, RolloutsTest::change);
      assertEquals(CASES, results.count());
      for (int i = 0; i < CASES; i++) {
        assertAsAlone(problem, results, i);
      }
    }
  }

  @Test
  void soDoThoseThatDifferInTheirStartOnly() {
    Problem problem = swing(PENDULUM);
    double[][] rows = {{0.5}, {-0.25}, {3}};
    RolloutResults one = problem.rollouts(List.of("w")).run(rows);
    assertArrayEquals(one.objectives(), problem.rollouts(List.of("w")).together().run(rows).objectives());
    assertEquals(problem.start("w", -0.25).rollouts(List.of()).run(new double[1][0]).objective(0), one.objective(1));
  }

  @Test
  void valuesDecideOnTimesOfSoftConstraints() {
    String text = PENDULUM.replace("horizon 2*top", "horizon 8")
        .replace("terminal slow: w^2", "at(0.4*ceil(top)) slow: w^2");
    Problem problem = swing(text);
    RolloutResults results =
        problem.rollouts(NAMES).together().run(CASES, RolloutsTest::fill, RolloutsTest::change);
    for (int i = 0; i < 20; i++) {
      assertAsAlone(problem, results, i);
    }
  }

  @Test
  void compiledJarsGiveTheSameBits(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("swing.jar");
    Costate.compile("swing.ctl", PENDULUM).save(jar);
    double[][] rows = {{0.5}, {-0.25}};
    assertArrayEquals(
        Costate.compile("swing.ctl", PENDULUM).problem().rollouts(List.of("w")).together().run(rows).objectives(),
        Costate.load(jar).problem().rollouts(List.of("w")).together().run(rows).objectives());
  }

  @Test
  void aCaseThatIsRefusedLeavesTheOthersAlone() {
    Problem problem = swing(PENDULUM);
    double[][] rows = {{0, 3}, {0, -1}, {Double.NaN, 3}, {1e200, 3}, {0, 3}};
    Rollouts rollouts = problem.rollouts(List.of("w", "top"));
    for (Rollouts way : List.of(rollouts, rollouts.together())) {
      RolloutResults results = way.run(rows);
      assertEquals(Optional.of("w must not be NaN"), results.refusal(2));
      assertTrue(results.refusal(1).isPresent());
      assertTrue(Double.isNaN(results.objective(1)) && Double.isNaN(results.finalState(1)[0]));
      assertEquals(Optional.empty(), results.refusal(3));
      assertEquals(false, Double.isFinite(results.objective(3)));
      assertTrue(Double.isFinite(results.objective(0)));
      assertEquals(results.objective(0), results.objective(4));
    }
    assertEquals(0, rollouts.run(new double[0][]).count());
  }

  @Test
  void namesAndWidthsAreChecked() {
    Problem problem = swing(PENDULUM);
    assertThrows(IllegalArgumentException.class, () -> problem.rollouts(List.of("u")));
    assertThrows(IllegalArgumentException.class, () -> problem.rollouts(List.of("w", "w")));
    assertThrows(IllegalArgumentException.class, () -> problem.rollouts(NAMES).run(new double[][] {{1}}));
    assertThrows(IllegalArgumentException.class, () -> problem.rollouts(NAMES).threads(0));
  }

  @Test
  void aCaseAllocatesNothing() {
    Problem problem = swing(PENDULUM);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (boolean together : new boolean[] {false, true}) {
      CaseRollouts cases =
          new CaseRollouts(problem, NAMES, Batch.places(problem, NAMES), Rollouts.TOGETHER, together);
      RolloutResults results = new RolloutResults(problem.info(), Rollouts.TOGETHER);
      long least = Long.MAX_VALUE;
      for (int repeat = 0; repeat < 4; repeat++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        cases.run(0, Rollouts.TOGETHER, RolloutsTest::fill, RolloutsTest::change, results);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertTrue(least < 2 * Rollouts.TOGETHER, least + " bytes"); // less than an object a case
    }
  }
}
