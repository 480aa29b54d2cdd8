/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.costate.runtime.problem.Violation;
import org.costate.runtime.solve.ilqr.IlqrOptions;
import org.junit.jupiter.api.Test;

class SolutionTest {
  private static final Solution SOLUTION = Costate.compile("lqr.ctl", Programs.LQR).problem().solve();

  @Test
  void trajectoriesAreReadByName() {
    assertEquals(List.of("x[1]", "x[2]"), SOLUTION.stateNames());
    assertEquals(List.of("u"), SOLUTION.controlNames());
    assertEquals(101, SOLUTION.state("x[1]").length);
    assertEquals(100, SOLUTION.control("u").length);
    assertEquals(101, SOLUTION.time().length);
    assertEquals(1, SOLUTION.state("x[1]")[0]);
    assertEquals(SOLUTION.state("x[2]")[7], SOLUTION.stateAt(7)[1]);
    assertEquals(SOLUTION.control("u")[7], SOLUTION.controlAt(7)[0]);
    String message = assertThrows(IllegalArgumentException.class, () -> SOLUTION.state("x")).getMessage();
    assertTrue(message.contains("x[1]"), message);
  }

  @Test
  void arraysAreCopies() {
    SOLUTION.state("x[1]")[0] = 99;
    SOLUTION.stateAt(0)[0] = 99;
    SOLUTION.time()[0] = 99;
    assertEquals(1, SOLUTION.state("x[1]")[0]);
    assertEquals(0, SOLUTION.time()[0]);
  }

  /** The continuous regulator's gain is -R^-1 B'P = -(1, sqrt(3)); held over steps of 0.05 s it is a little weaker. */
  @Test
  void gainsAreThoseOfTheRegulator() {
    assertArrayEquals(new double[] {-1, -Math.sqrt(3)}, SOLUTION.gains(10)[0], 0.08);
    assertEquals(SOLUTION.gains(10)[0][1], SOLUTION.gain(10, "u", "x[2]"));
  }

  @Test
  void thePolicyActsAroundTheSolution() {
    FeedbackPolicy policy = SOLUTION.policy();
    double[] x = SOLUTION.stateAt(20);
    assertEquals(SOLUTION.controlAt(20)[0], policy.control(20, x)[0]);
    x[0] += 0.5;
    assertEquals(SOLUTION.controlAt(20)[0] + 0.5 * SOLUTION.gain(20, "u", "x[1]"), policy.control(20, x)[0], 1e-12);
    assertThrows(IllegalArgumentException.class, () -> policy.control(100, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> policy.control(0, 0));
  }

  @Test
  void aMaximizationReportsTheGain() {
    Solution solution = Costate.compile("gain.ctl", """
        problem Gain {
          state x;
          control u in [-1, 1];
          dynamics { next(x) = x + u; }
          horizon 3 steps 3;
          start x = 0;
          maximize { terminal gain: x - 0.001*x^2; running price: -1e-6*u^2; }
        }
        """).problem().solve();
    assertTrue(solution.converged());
    assertEquals(3 - 0.009 - 3e-6, solution.objective(), 1e-6);
  }

  @Test
  void whatIsMissedIsNamed() {
    Problem hill = Costate.compile("hill.ctl", """
        problem Hill {
          state x;
          control u;
          dynamics { der(x) = u; }
          horizon 1 steps 2;
          start x = 1;
          minimize { running (u - 1)^2; }
          constraints { path low: x*(2 - x) <= 0.6; terminal there: x == 1.25; }
        }
        solve Hill using ip { iterations = 0; }
        """).problem();
    Solution solution = hill.guess("u", 1).guess("x", 1, 1.5, 2).solve();
    assertEquals(List.of("there", "low"), solution.violations().stream().map(Violation::name).toList());
    assertEquals(0.75, solution.maxViolation());
    assertEquals(0.4, solution.violations().getLast().amount(), 1e-15);
    assertEquals(0, solution.violations().getLast().k());
    assertEquals(0.75, solution.replayViolation(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> hill.solve(IlqrOptions.defaults()));
  }
}
