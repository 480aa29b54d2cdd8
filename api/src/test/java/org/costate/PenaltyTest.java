/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.costate.runtime.solve.SolverStatus;
import org.junit.jupiter.api.Test;

class PenaltyTest {
  private static Solution hill(String constraint) {
    return Costate.compile("hill.ctl", """
        problem Hill {
          state x; control u;
          dynamics { next(x) = x + u; }
          horizon 4 steps 4;
          start x = 0.1;
          minimize { running 0.01*u^2; terminal -5*x^2; }
          constraints { %s }
        }
        solve Hill using al_ilqr {}
        """.formatted(constraint)).problem().solve();
  }

  /** Downhill without end for the first penalties: 10 and more hold it. */
  @Test
  void penaltiesGrowUntilTheyHoldTheCost() {
    Solution solution = hill("terminal edge: x <= 1;");
    assertTrue(solution.converged(), () -> solution.status().text());
    assertEquals(-5 + 0.01 * 0.9 * 0.9 / 4, solution.objective(), 1e-7);
  }

  @Test
  void aCostThatNothingHoldsIsUnbounded() {
    assertEquals(SolverStatus.UNBOUNDED, hill("path slow: u >= -1;").status());
  }
}
