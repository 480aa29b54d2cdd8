/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.costate.runtime.mpc.AnchoredHorizon;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.method.SolverMethods;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan near another action, against its optimum by hand. */
class AnchoredHorizonTest {
  private static final String ONE_STEP = """
      problem Step {
        state x;
        control u in [-3, 3];
        dynamics { next(x) = x + u; }
        horizon 1 steps 1;
        start x = 0;
        minimize { running u^2; terminal 5*x^2; }
      }
      """;

  /** u^2 + 5 (x + u)^2 + weight / 2 (u - anchor)^2 is least at (weight anchor - 10 x) / (12 + weight), within the limits. */
  @ParameterizedTest
  @ValueSource(strings = {"ilqr", "ddp", "ip", "al_ilqr"})
  void thePlanPaysForItsDistance(String method) {
    SolverOptions options = SolverMethods.parse(method, Map.of());
    AnchoredHorizon horizon =
        new AnchoredHorizon(Costate.compile("step.ctl", ONE_STEP).problem().instance(), options, options, 1, true);
    double[] u = new double[1];
    double[] x = {1.2};
    horizon.begin(x);
    horizon.act(0, x, u);
    assertEquals(-1, u[0], 1e-6, method);
    for (double weight : new double[] {0, 1, 12, 1e6}) {
      for (double anchor : new double[] {-2, 0.5, 2.5}) {
        double[] near = new double[1];
        horizon.actNear(new double[] {anchor}, weight, near);
        assertEquals((weight * anchor - 12) / (12 + weight), near[0], 1e-5, method + " " + weight + " " + anchor);
      }
    }
    horizon.actNear(new double[] {9}, 1e6, u);
    assertEquals(3, u[0], 1e-5);
    double[] again = new double[1];
    horizon.actNear(new double[] {7}, 0, again);
    assertArrayEquals(new double[] {-1}, again, 1e-6);
  }
}
