/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.costate.runtime.trajectory.Replay;
import org.junit.jupiter.api.Test;

class ReplayTest {
  /** Euler's x(N) under a constant push is u h^2 N (N - 1) / 2: the gap between N steps and 4 N is known. */
  @Test
  void theGapIsTheErrorOfTheIntegrator() {
    Solution solution = Costate.compile("push.ctl", """
        problem Push {
          state x; state v; control u in [2, 2];
          dynamics { der(x) = v; der(v) = u; }
          horizon 1 [s] steps 10;
          integrator euler;
          start x = 0, v = 0;
          minimize { terminal x; }
        }
        """).problem().solve();
    Replay replay = solution.replay().orElseThrow();
    double coarse = 2 * 0.1 * 0.1 * 10 * 9 / 2;
    double fine = 2 * 0.025 * 0.025 * 40 * 39 / 2;
    assertEquals(coarse, solution.objective(), 1e-12);
    assertEquals(fine, replay.cost(), 1e-12);
    assertEquals(fine - coarse, replay.gap(), 1e-12);
    assertEquals(0, replay.direction());
    assertEquals(10, replay.step());
  }

  /** A signal has one value a step, also where steps are divided. */
  @Test
  void signalsKeepTheirValuesOverTheirSteps() {
    Replay replay = Costate.compile("ramp.ctl", """
        problem Ramp {
          signal s = t;
          state x; control u;
          dynamics { der(x) = s + u; }
          horizon 1 [s] steps 10;
          integrator euler;
          start x = 0;
          minimize { running u^2; }
        }
        """).problem().solve().replay().orElseThrow();
    assertEquals(0, replay.gap(), 1e-15);
    assertEquals(0.45, replay.trajectory().state(40)[0], 1e-15);
  }

  @Test
  void stepsOfAMapAreNotDivided() {
    assertTrue(Costate.compile("map.ctl", """
        problem Map {
          state x; control u;
          dynamics { next(x) = x + u; }
          horizon 5 steps 5;
          start x = 1;
          minimize { running x^2 + u^2; }
        }
        """).problem().solve().replay().isEmpty());
  }

  @Test
  void aReplayThatLeavesTheNumbersSaysSo() {
    Solution solution = Costate.compile("blow.ctl", """
        problem Blow {
          state x; control u;
          dynamics { der(x) = 0.001*x^3 + if x > 15 then 1e300*x^2 else u; }
          horizon 0.5 [s] steps 2;
          integrator euler;
          start x = 14;
          minimize { running u^2; }
        }
        """).problem().solve();
    assertTrue(solution.converged());
    Replay replay = solution.replay().orElseThrow();
    assertTrue(Double.isNaN(replay.gap()) || Double.isInfinite(replay.gap()), "gap " + replay.gap());
  }
}
