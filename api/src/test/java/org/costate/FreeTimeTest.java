/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs with what a solver chooses beside the controls: a final time, design variables, a start. */
class FreeTimeTest {
  private static final String SPRINT = """
      model Integrator {
        state x;
        control u;
        param effort = 1;
        dynamics { der(x) = u; }
      }
      problem Sprint for Integrator {
        horizon free T in [0.1, 10] guess 1 steps 40;
        integrator rk4;
        param a = 0.25;
        start x = 0;
        guess u = 0.5;
        minimize {
          running  effort * u^2;
          terminal a * T;
          terminal 10 * (x - 1)^2;
        }
      }
      solve Sprint using ddp {
        tolerance = 1e-13;
        expect abs(T - 1.9) <= 1e-6 and final(x) >= 0.9;
        expect T > 2;
      }
      """;

  /** The closed form of the sprint: T = 1 / sqrt(a) - 1 / c, u = c / (1 + c T), with c = 10. */
  @Test
  void theFinalTimeIsTheOneOfTheClosedForm() {
    Problem sprint = Costate.compile("sprint.ctl", SPRINT).problem();
    Solution solution = sprint.solve();
    assertTrue(solution.converged());
    assertEquals(1.9, solution.design("T"), 1e-6);
    assertEquals(List.of("T"), solution.designNames());
    assertEquals(List.of("x"), solution.stateNames());
    assertEquals(solution.design("T"), solution.finalTime());
    assertTrue(solution.expectations().getFirst().holds());
    assertFalse(solution.expectations().getLast().holds());
    assertEquals(1.9 / 4, solution.time()[10], 1e-6);
    assertEquals(0.5, solution.control("u")[3], 1e-6);
    assertEquals(1, solution.stateAt(40).length);
    assertEquals(1, solution.gains(3)[0].length);
    assertEquals(0.4, sprint.with("a", 4).solve().design("T"), 1e-6);
  }

  @Test
  void theGuessOfADesignVariableIsWhereTheSolverBegins() {
    Problem sprint = Costate.compile("sprint.ctl", SPRINT).problem();
    Solution solution = sprint.design("T", 5).solve();
    assertEquals(1.9, solution.design("T"), 1e-6);
    Solution warm = sprint.warmStart(solution).solve();
    assertEquals(0, warm.iterations());
    assertEquals(solution.design("T"), warm.design("T"), 1e-6);
    String outside =
        assertThrows(IllegalArgumentException.class, () -> sprint.design("T", 50).solve()).getMessage();
    assertTrue(outside.contains("T is free in [0.1, 10.0]") && outside.contains("50.0"), outside);
    assertThrows(IllegalArgumentException.class, () -> sprint.design("x", 1));
    assertThrows(IllegalArgumentException.class, () -> sprint.design("T", 1, 2));
  }

  @Test
  void aPolicyTakesTheStatesAlone() {
    Solution solution = Costate.compile("sprint.ctl", SPRINT).problem().solve();
    double[] u = solution.policy().control(4, solution.stateAt(4));
    assertEquals(solution.control("u")[4], u[0], 1e-12);
    assertEquals(solution.control("u")[4] + 0.1 * solution.gain(4, "u", "x"),
        solution.policy().control(4, solution.stateAt(4)[0] + 0.1)[0], 1e-12);
    assertThrows(IllegalArgumentException.class, () -> solution.policy().control(4, 0.1, 1.9));
  }

  /** minimize (x0 - 1)^2 + p^2 with x(1) = x0 + p asked to be 4: x0 - 1 = p and the miss equals p, so x0 = 2 and p = 1. */
  @Test
  void aFreeStartAndADesignVariable() {
    Problem launch = Costate.compile("launch.ctl", """
        model Launch {
          state x;
          state first;
          control u;
          design p = 0 in [-5, 5];
          dynamics { der(x) = p; der(first) = 0; }
        }
        problem P for Launch {
          horizon 1 steps 5;
          integrator rk4;
          start x free, first = 1;
          minimize {
            running u^2;
            terminal (x - p - first)^2;
            terminal p^2;
            terminal (x - 4)^2;
          }
        }
        """).problem();
    Solution solution = launch.solve();
    assertTrue(solution.converged());
    assertEquals(2, solution.state("x")[0], 1e-8);
    assertEquals(1, solution.design("p"), 1e-8);
    assertEquals(1, solution.iterations());
    Solution moved = launch.start("first", 4).start("x", -7).solve();
    assertEquals(4, moved.state("x")[0], 1e-8);
    assertEquals(0, moved.design("p"), 1e-8);
  }

  /** A ball that a wall stops: x is clamped after each step. */
  @Test
  void whatComesAfterAStepHappens() {
    Solution solution = Costate.compile("wall.ctl", """
        model Ball {
          state x;
          state w;
          control u;
          dynamics {
            der(x) = 1 + u;
            der(w) = 0;
            after { x = min(x, 0.45); w = 10*t; }
          }
        }
        problem Roll for Ball {
          horizon 1 steps 10;
          integrator euler;
          start x = 0, w = 0;
          minimize { running u^2; }
        }
        """).problem().solve();
    assertArrayEquals(new double[] {0, 0.1, 0.2, 0.3, 0.4, 0.45, 0.45, 0.45, 0.45, 0.45, 0.45}, solution.state("x"),
        1e-15);
    assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, solution.state("w"), 1e-13);
  }
}
