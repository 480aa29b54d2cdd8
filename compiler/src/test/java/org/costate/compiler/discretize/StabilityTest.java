/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;
import org.junit.jupiter.api.Test;

class StabilityTest {
  @Test
  void limitsOnTheRealAxisAreTheTextbooks() {
    assertEquals(2, Stability.limit(Rule.EULER, -5, 0), 1e-9);
    assertEquals(2, Stability.limit(Rule.MIDPOINT, -5, 0), 1e-9);
    // The real root of 24 + 12 z + 4 z^2 + z^3.
    assertEquals(2.785293563405282, Stability.limit(Rule.RK4, -1e-3, 0), 1e-9);
  }

  @Test
  void limitsNearTheImaginaryAxisAreTheTextbooks() {
    assertEquals(2 * Math.sqrt(2), Stability.limit(Rule.RK4, -1e-12, 1), 1e-6);
    assertEquals(1, Stability.limit(Rule.EULER, -1e-3, -1), 1e-9);
    assertEquals(1, Stability.limit(Rule.EULER, -0.5, Math.sqrt(0.75)), 1e-9);
  }

  @Test
  void nothingShorterThanAlwaysIsTooLongForRk4() {
    for (double angle = Math.PI / 2 + 1e-6; angle <= Math.PI; angle += 0.01) {
      assertTrue(Stability.limit(Rule.RK4, Math.cos(angle), Math.sin(angle)) > Stability.always(Rule.RK4) + 0.05);
    }
  }

  @Test
  void implicitRulesHaveNoLimit() {
    for (Rule rule : Rule.values()) {
      assertEquals(rule == Rule.EULER || rule == Rule.MIDPOINT || rule == Rule.RK4, Stability.limited(rule));
    }
  }
}
