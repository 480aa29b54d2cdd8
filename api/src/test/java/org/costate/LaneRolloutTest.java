/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.trajectory.LaneRollout;
import org.costate.runtime.trajectory.Rollout;
import org.costate.runtime.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/** Rollouts of many cases at a time, of every example. */
class LaneRolloutTest {
  private static final int CASES = 11;

  @Test
  void ofExamplesHaveTheBitsOfRolloutsOneByOne() throws IOException {
    int problems = 0;
    for (Path file : examples()) {
      for (Problem problem : Costate.load(file).runs()) {
        check(problem.instance(), file.toString());
        problems++;
      }
    }
    assertTrue(problems > 30, problems + " problems");
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../examples"))) {
      return files.filter(f -> f.toString().endsWith(".ctl") && !f.toString().contains("target")).sorted().toList();
    }
  }

  private static void check(ProblemInstance problem, String what) {
    if (problem.trouble().isPresent()) {
      return;
    }
    Random random = new Random(1);
    LaneRollout together = new LaneRollout(problem.lanes(CASES).orElseThrow(), CASES);
    Trajectory[] cases = new Trajectory[CASES];
    for (int lane = 0; lane < CASES; lane++) {
      Trajectory trajectory = new Trajectory(problem.dims());
      problem.start(trajectory.X, 0);
      System.arraycopy(problem.initialControls(), 0, trajectory.U, 0, trajectory.U.length);
      for (int i = 0; lane > 0 && i < trajectory.U.length; i++) {
        trajectory.U[i] += 0.1 * random.nextGaussian();
      }
      cases[lane] = trajectory;
      together.set(lane, trajectory);
    }
    together.run(CASES);
    int end = problem.dims().steps() * problem.dims().nx();
    for (int lane = 0; lane < CASES; lane++) {
      double cost = Rollout.fromFirstState(problem, cases[lane]);
      assertSame(cost, together.cost(lane), what);
      for (int i = 0; i < problem.dims().nx(); i++) {
        assertSame(cases[lane].X[end + i], together.last(lane, i), what);
      }
    }
  }

  private static void assertSame(double wanted, double actual, String what) {
    assertEquals(Double.doubleToLongBits(wanted), Double.doubleToLongBits(actual),
        what + ": " + wanted + ", " + actual);
  }
}
