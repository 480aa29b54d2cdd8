/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.runtime.solve.SolverStatus;
import org.junit.jupiter.api.Test;

class InfeasibilityTest {
  private static Diagnostic explained(String limits, String horizon, String constraints) {
    Solution solution = Costate.compile("dash.ctl", """
        problem Dash {
          state x : m;
          state v : m/s %s;
          control u : m/s^2 in [-1, 1];
          dynamics { der(x) = v; der(v) = u; }
          horizon %s [s] steps 20;
          integrator rk4;
          start x = 0, v = 0;
          minimize { running effort: 1.0*u^2; }
          constraints { %s }
        }
        solve Dash using ip {}
        """.formatted(limits, horizon, constraints)).problem().solve();
    assertEquals(SolverStatus.INFEASIBLE, solution.status());
    assertFalse(solution.converged());
    Diagnostic diagnostic = solution.diagnosis().orElseThrow();
    assertEquals(Code.R0901, diagnostic.code());
    return diagnostic;
  }

  private static String notes(Diagnostic diagnostic) {
    return String.join("; ", diagnostic.notes());
  }

  /** With the full force the way in half a second is 1/8. */
  @Test
  void tooLittleTimeForTheWay() {
    Diagnostic found = explained("", "0.5", "terminal there: x == 1; path ground: x >= -1;");
    assertEquals("there", found.primary().span().text());
    assertEquals("there: short by 0.88 m at the end", found.primary().text());
    assertTrue(notes(found).contains("leaving out `there` makes the problem feasible"), notes(found));
  }

  @Test
  void aWallBeforeTheGoal() {
    Diagnostic found = explained("", "4", "terminal there: x == 1; path wall: x <= 0.5;");
    assertTrue(notes(found).contains("leaving out `there` or `wall` makes the problem feasible")
        || notes(found).contains("leaving out `wall` or `there` makes the problem feasible"), notes(found));
  }

  @Test
  void aSpeedLimit() {
    Diagnostic found = explained("in [-0.1, 0.1]", "4", "terminal there: x == 1;");
    assertTrue(notes(found).contains("`v`") && notes(found).contains("`there`"), notes(found));
    assertTrue(notes(found).contains("makes the problem feasible"), notes(found));
  }

  /** Two constraints too many: no single one is to blame. */
  @Test
  void neitherOfTwoConflicts() {
    Diagnostic found = explained("", "0.5", "terminal there: x == 1; terminal fast: v == 5;");
    assertTrue(notes(found).contains("leaving out any one of"), notes(found));
  }
}
