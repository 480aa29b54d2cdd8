/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.costate.runtime.numdiff.FiniteDifferenceProblem;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.StageExpansion;
import org.junit.jupiter.api.Test;

/** Programs with angles and quaternions. */
class ManifoldTest {
  private static final String SATELLITE = """
      model Satellite {
        state q : quat;
        state w[3];
        control tau[3] in [-2, 2];
        dynamics {
          der(q) = 0.5 * [-q[2]*w[1] - q[3]*w[2] - q[4]*w[3],
                           q[1]*w[1] + q[3]*w[3] - q[4]*w[2],
                           q[1]*w[2] + q[4]*w[1] - q[2]*w[3],
                           q[1]*w[3] + q[2]*w[2] - q[3]*w[1]];
          der(w) = [tau[1] - w[2]*w[3], (tau[2] + 2*w[3]*w[1])/2, (tau[3] - w[1]*w[2])/3];
        }
      }
      problem Upright for Satellite {
        horizon 4 steps 80;
        integrator rk4;
        start q = [0.1, 0.6, 0, 0.8], w = 0;
        minimize {
          running  0.01 * sumsq(tau);
          terminal 50 * (q[2]^2 + q[3]^2 + q[4]^2);
          terminal 5 * sumsq(w);
        }
      }
      solve Upright using ddp { tolerance = 1e-12; }
      """;

  @Test
  void aSatelliteTurnsUpright() {
    Problem problem = Costate.compile("satellite.ctl", SATELLITE).problem();
    assertEquals(6, problem.info().ndx());
    Solution solution = problem.solve();
    assertTrue(solution.converged(), solution.status().text());
    for (int k = 0; k <= 80; k++) {
      double[] x = solution.stateAt(k);
      assertEquals(1, x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3], 6e-16);
    }
    assertEquals(1, Math.abs(solution.state("q[1]")[80]), 1e-3);
    assertEquals(6, solution.gains(10)[0].length);
    assertEquals(solution.gains(10)[2][4], solution.gain(10, "tau[3]", "w[2]"));
    assertThrows(IllegalArgumentException.class, () -> solution.gain(10, "tau[3]", "q[2]"));
    double[] u = solution.policy().control(5, solution.stateAt(5));
    double[] x = solution.stateAt(5);
    for (int i = 0; i < 4; i++) {
      x[i] = -x[i];
    }
    assertEquals(u[1], solution.policy().control(5, x)[1], 1e-13, "q and -q are one rotation");
  }

  @Test
  void derivativesOfTheSatelliteAreThoseOfItsValues() {
    OptimalControlProblem exact = Costate.compile("satellite.ctl", SATELLITE).problem().evaluator().problem();
    OptimalControlProblem differences = new FiniteDifferenceProblem(exact);
    StageExpansion a = new StageExpansion(exact.dims());
    StageExpansion b = new StageExpansion(exact.dims());
    Random random = new Random(3);
    double[] x = new double[7];
    exact.start(x, 0);
    double[] moved = new double[7];
    exact.retract(x, 0, random.doubles(6, -1, 1).toArray(), 0, moved, 0);
    exact.expand(0, moved, 0, new double[] {1, -1, 0.5}, 0, a);
    differences.expand(0, moved, 0, new double[] {1, -1, 0.5}, 0, b);
    for (int i = 0; i < a.fx.length; i++) {
      assertEquals(b.fx[i], a.fx[i], 1e-8);
    }
  }

  /** From 170 degrees to -170 degrees the short way is through 180. */
  @Test
  void anAngleGoesTheShortWayRound() {
    Solution solution = Costate.compile("turn.ctl", """
        model Turn {
          state a : angle;
          control u;
          dynamics { der(a) = u; }
        }
        problem Round for Turn {
          horizon 1 steps 20;
          integrator euler;
          start a = 2.9;
          minimize {
            running  0.01 * u^2;
            terminal 1 - cos(a + 2.9);
          }
        }
        """).problem().solve();
    assertTrue(solution.converged());
    assertEquals(-2.9, solution.state("a")[20], 0.02);
    for (double a : solution.state("a")) {
      assertTrue(a > -Math.PI && a <= Math.PI && Math.abs(a) > 2.85, "a = " + a);
    }
  }
}
