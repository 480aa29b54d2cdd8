/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.costate.Costate;
import org.costate.Evaluator;
import org.costate.Problems;
import org.costate.Solution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A quadrotor that flips stays on the unit sphere of quaternions. */
class FlipTest {
  /** Where p[3], q[4], v[3], w[3] of the state begin. */
  private static final int Q = 3;
  private static final int W = 10;

  private static final double ROUND_OFF = 4 * Math.ulp(1.0);
  private static final int STEPS = 10_000;
  private static Problems problems;

  @BeforeAll
  static void compile() throws Exception {
    problems = Costate.load(Path.of("quadrotor", "quadrotor.ctl"));
  }

  /** Two turns a second about all three axes, hovering thrusts: 100 s of tumbling. */
  @Test
  void tumblingForTenThousandStepsKeepsTheLength() {
    Evaluator evaluator = problems.problem("Flip").evaluator();
    double[] x = evaluator.start();
    double[] u = new double[4];
    Arrays.fill(u, 0.5 * 9.81 / 4);
    x[W] = 12;
    x[W + 1] = 1;
    x[W + 2] = -2;
    int flips = 0;
    for (int k = 0; k < STEPS; k++) {
      double[] next = evaluator.step(0, x, u);
      assertEquals(1, length(next), ROUND_OFF, "step " + k);
      flips += up(x) > 0 && up(next) <= 0 ? 1 : 0;
      x = next;
    }
    assertTrue(flips > 100, "only " + flips + " flips");
  }

  /** Upside down on the way, and upright at the end after a whole turn. */
  @Test
  void theSolutionFlips() {
    Solution solution = problems.problem("Flip").solve();
    assertTrue(solution.converged(), solution.status().text());
    double lowest = 1;
    for (int k = 0; k <= 160; k++) {
      double[] x = solution.stateAt(k);
      assertEquals(1, length(x), ROUND_OFF, "step " + k);
      lowest = Math.min(lowest, up(x));
    }
    assertTrue(lowest < -0.99, "leans over to " + lowest);
    assertEquals(1, up(solution.stateAt(160)), 1e-3);
    assertEquals(2 * Math.PI, solution.state("turned")[160], 0.02);
  }

  private static double length(double[] x) {
    return Math.sqrt(Arrays.stream(x, Q, Q + 4).map(a -> a * a).sum());
  }

  /** The height of the tip of the body's z axis. */
  private static double up(double[] x) {
    return 1 - 2 * (x[Q + 1] * x[Q + 1] + x[Q + 2] * x[Q + 2]);
  }
}
