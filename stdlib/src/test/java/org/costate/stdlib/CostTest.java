/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Shapes of costs against their definitions, near zero, far away, and where their pieces meet. */
class CostTest {
  private static final double[] POINTS = {-1e6, -2, -0.3, -1e-9, 0, 1e-12, 0.1, 0.3, 1, 40};
  private static final double D = 0.3;

  private static Call call(String name) {
    return new Call("lib.cost." + name);
  }

  @Test
  void sabsIsTassas() {
    Call sabs = call("sabs");
    for (double x : POINTS) {
      assertEquals(Math.sqrt(x * x + D * D) - D, sabs.value(x, D), 1e-15 * Math.max(1, Math.abs(x)));
    }
    assertEquals(1e-24 / (2 * D), sabs.value(1e-12, D), 1e-38, "nothing cancels near zero");
  }

  @Test
  void robustShapes() {
    Call huber = call("huber");
    Call pseudo = call("pseudo_huber");
    Call l1 = call("smooth_l1");
    for (double x : POINTS) {
      double a = Math.abs(x);
      double expected = a <= D ? x * x / 2 : D * (a - D / 2);
      assertEquals(expected, huber.value(x, D), 1e-15 * Math.max(1, a));
      assertEquals(expected / D, l1.value(x, D), 4e-15 * Math.max(1, a));
      double smooth = D * D * (Math.sqrt(1 + x * x / (D * D)) - 1);
      assertEquals(smooth, pseudo.value(x, D), 1e-15 * Math.max(1, a));
    }
    assertEquals(0.5e-24, pseudo.value(1e-12, D), 1e-39);
    assertEquals(huber.jacobian(D, D)[0], huber.jacobian(Math.nextUp(D), D)[0], 1e-15, "the slope has no jump");
  }

  @Test
  void excessIsZeroBelowTheLimit() {
    Call excess = call("excess");
    assertEquals(0, excess.value(0.9, 1));
    assertEquals(0, excess.jacobian(0.9, 1)[0]);
    assertEquals(0.25, excess.value(1.5, 1));
    assertEquals(1, excess.jacobian(1.5, 1)[0]);
  }

  @Test
  void logReachIsAFunnel() {
    Call reach = call("log_reach");
    assertEquals(0, reach.value(0, 2, 1e-4));
    assertEquals(Math.log(0.3 / 4 + 1e-4) - Math.log(1e-4), reach.value(0.3, 2, 1e-4), 1e-14);
    assertEquals(1e-20 / (4 * 1e-4), reach.value(1e-20, 2, 1e-4), 1e-30);
  }

  @Test
  void theBarrierIsALogarithmThatGoesOnAsAParabola() {
    Call barrier = call("barrier_log");
    assertEquals(-Math.log(5), barrier.value(5 * D, D), 1e-15);
    assertEquals(0, barrier.value(D, D));
    double above = Math.nextUp(D);
    assertEquals(barrier.value(D, D), barrier.value(above, D), 1e-15);
    assertEquals(barrier.jacobian(D, D)[0], barrier.jacobian(above, D)[0], 1e-14);
    assertEquals(barrier.hessian(0, D, D)[0], barrier.hessian(0, above, D)[0], 1e-13);
    assertEquals(1.5, barrier.value(0, D));
    assertTrue(barrier.value(-3, D) > barrier.value(-2, D));
    assertTrue(Double.isFinite(barrier.value(-1e100, D)));
  }

  @Test
  void anAngleCostDoesNotCountTurns() {
    Call cost = call("angle_cost");
    assertEquals(0, cost.value(3, 3));
    assertEquals(0, cost.value(3 + 2 * Math.PI, 3), 1e-30);
    assertEquals(2, cost.value(3 + Math.PI, 3), 1e-15);
    assertEquals(1 - Math.cos(0.7), cost.value(1.2, 0.5), 1e-15);
    assertEquals(0.5e-20, cost.value(1e-10, 0), 1e-34, "nothing cancels near the target");
  }

  @Test
  void quadraticForms() {
    assertEquals(1 * 2 * 2 + (2 + 3) * 2 * 5 + 4 * 25, call("quadratic2").value(2, 5, 1, 2, 3, 4));
    assertEquals(1 + 8 + 27, call("quadratic3").value(1, 2, 3, 1, 0, 0, 0, 2, 0, 0, 0, 3));
    assertEquals(30, call("quadratic4").value(1, 2, 3, 4, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1));
  }
}
