/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.costate.runtime.solve.certify.SecondOrder;
import org.junit.jupiter.api.Test;

class CertaintyTest {
  private static Problem point(String horizon, String control, String minimize, String constraints) {
    return Costate.compile("point.ctl", """
        problem Point {
          param way = 1; param most = 1; param wall = 0.11;
          state q; state v;
          control u %s;
          dynamics { der(q) = v; der(v) = u; }
          horizon %s steps 60;
          integrator rk4;
          start q = 0, v = 0;
          minimize { %s; }
          constraints { %s }
        }
        solve Point using ip { tolerance = 1e-12; constraint_tolerance = 1e-12; }
        """.formatted(control, horizon, minimize, constraints)).problem();
  }

  /** In N equal steps the least effort for a way d is 12 N^2 / (N^2 - 1) d^2, at controls in proportion to d. */
  @Test
  void theLeastEffortGrowsWithTheSquareOfTheWay() {
    Solution solution =
        point("1", "", "running u^2", "terminal there: q == way; terminal rest: v == 0;").solve();
    assertEquals(12.0 * 3600 / 3599, solution.objective(), 1e-8);
    ParamSensitivity way = solution.sensitivity("way");
    assertEquals(2 * solution.objective(), way.objective(), 1e-6);
    assertArrayEquals(solution.control("u"), way.control("u"), 1e-6);
    assertArrayEquals(solution.state("q"), way.direction(0), 1e-6);
    assertEquals(0, solution.sensitivity("wall").objective());
    assertEquals(SecondOrder.SUFFICIENT, solution.secondOrder());
    assertTrue(solution.kkt().stationarity() < 1e-6 && solution.kkt().violation() < 1e-8, solution.kkt().toString());
  }

  /** The least time is 2 sqrt(way / most). */
  @Test
  void theLeastTimeDependsOnTheForce() {
    Solution solution = point("free T in [0.1, 10] guess 3", "in [-most, most]", "terminal T",
        "terminal there: q == way; terminal rest: v == 0;").solve();
    assertEquals(2, solution.objective(), 1e-6);
    assertEquals(1, solution.sensitivity("way").objective(), 1e-5);
    assertEquals(-1, solution.sensitivity("most").objective(), 1e-5);
  }

  /** Against solving again with another wall: what pushes is known where the solution is tight. */
  @Test
  void aWallThatPushesAlongAnArc() {
    Problem problem = point("1", "", "running 0.5*(u + 2)^2", "path limit: q <= wall; terminal there: q == 0;")
        .start("v", 1);
    double h = 1e-4;
    Solution solution = problem.solve();
    Solution above = problem.with("wall", 0.11 + h).solve();
    Solution below = problem.with("wall", 0.11 - h).solve();
    ParamSensitivity wall = solution.sensitivity("wall");
    assertEquals((above.objective() - below.objective()) / (2 * h), wall.objective(),
        1e-3 * (1 + Math.abs(wall.objective())));
    assertTrue(wall.hasTrajectory());
    double[] q = wall.direction(0);
    double[] differences = new double[q.length];
    Arrays.setAll(differences, k -> (above.state("q")[k] - below.state("q")[k]) / (2 * h));
    assertArrayEquals(differences, q, 1e-4);
  }

  /** Standing still between two hills costs nothing more for a small step to either side: the cost falls there. */
  @Test
  void aSaddleIsNoMinimum() {
    Solution solution = Costate.compile("saddle.ctl", """
        problem Saddle {
          state x; control u in [-1, 1];
          dynamics { der(x) = u; }
          horizon 1 steps 10;
          start x = 0;
          minimize { running 0.01*u^2; terminal -x^2; }
        }
        solve Saddle using ilqr {}
        """).problem().solve();
    assertTrue(solution.converged());
    assertEquals(0, solution.kkt().stationarity());
    assertEquals(SecondOrder.NOT_SUFFICIENT, solution.secondOrder());
    assertThrows(IllegalArgumentException.class, () -> solution.sensitivity("x"));
  }

  @Test
  void whatSaysNothingTwiceHasNoUniqueMultipliers() {
    Solution solution =
        point("1", "", "running u^2", "terminal there: q == way; terminal again: 2*q == 2*way;").solve();
    assertEquals(SecondOrder.DEPENDENT_CONSTRAINTS, solution.secondOrder());
    assertFalse(Double.isNaN(solution.objective()));
  }
}
