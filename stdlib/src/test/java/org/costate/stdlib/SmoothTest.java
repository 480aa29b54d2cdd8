/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lib.smooth says about limits, largest errors and exactness. */
class SmoothTest {
  private static final double[] POINTS =
      {-1e150, -1e20, -700, -3, -1, -0.1, -1e-9, 0, 1e-300, 1e-9, 0.1, 0.5, 1, 3, 700,
        1e20, 1e150};
  private static final double WIDTH = 0.1;
  /** Half a unit in the last place of the largest result, which a bound may be off by. */
  private static final double ROUNDING = 1e-15;

  private static Call call(String name) {
    return new Call("lib.smooth." + name);
  }

  private static void assertBetween(double low, double value, double high, double at) {
    double slack = ROUNDING * Math.max(1, Math.abs(at));
    assertTrue(value >= low - slack && value <= high + slack, () -> value + " at " + at);
  }

  @Test
  void theAbsoluteValueIsTooLargeByAtMostTheWidth() {
    Call abs = call("smooth_abs");
    assertEquals(WIDTH, abs.value(0, WIDTH));
    for (double x : POINTS) {
      assertBetween(Math.abs(x), abs.value(x, WIDTH), Math.abs(x) + WIDTH, x);
    }
  }

  @Test
  void extremesAreOffByAtMostHalfOfTheWidth() {
    Call max = call("smooth_max");
    Call min = call("smooth_min");
    assertEquals(WIDTH / 2, max.value(0, 0, WIDTH));
    assertEquals(-WIDTH / 2, min.value(0, 0, WIDTH));
    for (double x : POINTS) {
      assertBetween(Math.max(x, 1), max.value(x, 1, WIDTH), Math.max(x, 1) + WIDTH / 2, x);
      assertBetween(Math.min(x, 1) - WIDTH / 2, min.value(x, 1, WIDTH), Math.min(x, 1), x);
    }
  }

  @Test
  void aClampRisesInsideItsLimits() {
    Call clamp = call("smooth_clamp");
    double before = -1;
    for (double x : POINTS) {
      double value = clamp.value(x, -1, 2, WIDTH);
      assertTrue(value >= before && value <= 2, "at " + x);
      assertEquals(Math.max(-1, Math.min(x, 2)), value, WIDTH / 2, "at " + x);
      before = value;
    }
    assertEquals(2, clamp.value(1e20, -1, 2, WIDTH));
    assertEquals(-1, clamp.value(-1e150, -1, 2, WIDTH));
    assertEquals(0.5, clamp.value(0.5, -1, 2, WIDTH), ROUNDING);
  }

  @Test
  void aDeadbandIsNearlyFlatInside() {
    Call band = call("deadband");
    assertEquals(0, band.value(0, 1, WIDTH));
    for (double x : POINTS) {
      double exact = Math.abs(x) <= 1 ? 0 : x - Math.signum(x);
      assertEquals(exact, band.value(x, 1, WIDTH), WIDTH / 2 + ROUNDING * Math.abs(x), "at " + x);
      assertEquals(-band.value(-x, 1, WIDTH), band.value(x, 1, WIDTH), ROUNDING);
    }
  }

  @Test
  void stepsHaveTheirLimitsAndTheStatedValues() {
    Call step = call("smooth_step");
    Call sign = call("smooth_sign");
    assertEquals(0.5, step.value(0, WIDTH));
    assertEquals(0.12, step.value(-WIDTH, WIDTH), 0.005);
    assertEquals(0.88, step.value(WIDTH, WIDTH), 0.005);
    assertEquals(1, sign.value(2 * WIDTH, WIDTH), 0.04);
    for (double x : POINTS) {
      assertBetween(0, step.value(x, WIDTH), 1, 0);
      assertEquals(2 * step.value(x, WIDTH) - 1, sign.value(x, WIDTH), 1e-15);
    }
    assertEquals(1, step.value(1e150, WIDTH));
    assertEquals(0, step.value(-1e150, WIDTH));
  }

  @Test
  void softplusNeverOverflows() {
    Call softplus = call("softplus");
    assertEquals(WIDTH * Math.log(2), softplus.value(0, WIDTH));
    for (double x : POINTS) {
      assertBetween(Math.max(x, 0), softplus.value(x, WIDTH), Math.max(x, 0) + 0.7 * WIDTH, x);
      assertBetween(0, softplus.jacobian(x, WIDTH)[0], 1, 0);
    }
    assertEquals(0.5, softplus.jacobian(0, WIDTH)[0], 1e-15);
    assertEquals(0.25 / WIDTH, softplus.hessian(0, 0, WIDTH)[0], 1e-14);
    assertEquals(0.5, softplus.jacobian(1e-17, WIDTH)[0], 1e-15);
    assertEquals(WIDTH * Math.exp(-700), softplus.value(-700 * WIDTH, WIDTH), 1e-300);
    assertTrue(softplus.value(-70, WIDTH) > 0);
    assertEquals(1e150, softplus.value(1e150, WIDTH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"safe_sqrt", "safe_log"})
  void guardedFunctionsAreExactAboveAndSmoothBelow(String name) {
    Call safe = call(name);
    double eps = 1e-4;
    for (double x : new double[] {eps, 1e-3, 0.1, 7, 1e20}) {
      assertEquals(name.equals("safe_sqrt") ? Math.sqrt(x) : Math.log(x), safe.value(x, eps));
    }
    double below = Math.nextDown(eps);
    assertEquals(safe.value(eps, eps), safe.value(below, eps), 1e-14);
    assertEquals(1, safe.jacobian(below, eps)[0] / safe.jacobian(eps, eps)[0], 1e-12);
    assertEquals(1, safe.hessian(0, below, eps)[0] / safe.hessian(0, eps, eps)[0], 1e-12);
    double before = Double.NEGATIVE_INFINITY;
    for (double x : new double[] {-10, -1, -eps, 0, eps / 2, eps, 1}) {
      assertTrue(safe.value(x, eps) > before, "at " + x);
      assertTrue(safe.jacobian(x, eps)[0] > 0, "at " + x);
      before = safe.value(x, eps);
    }
    assertTrue(Double.isFinite(safe.value(-1e100, eps)));
  }

  @Test
  void aQuotientIsBounded() {
    Call divide = call("safe_divide");
    double eps = 1e-3;
    assertEquals(0, divide.value(5, 0, eps));
    assertEquals(5 / (2 * eps), divide.value(5, eps, eps), 1e-10);
    for (double y : new double[] {-10, -1, -2e-3, -1e-3, 1e-4, 1e-3, 0.1, 1e100}) {
      double value = divide.value(5, y, eps);
      assertTrue(Math.abs(value) <= 5 / (2 * eps) * (1 + 1e-15), "at " + y);
      if (Math.abs(y) >= 0.1) {
        assertEquals(5 / y * (1 - eps * eps / (y * y)), value, 1e-7 * Math.abs(value));
      }
    }
  }

  @Test
  void normsHaveDerivativesAtZero() {
    for (Call norm : new Call[] {call("safe_norm2"), call("safe_norm3")}) {
      int n = norm.inputs() - 1;
      double[] at = new double[n + 1];
      at[n] = WIDTH;
      assertEquals(WIDTH, norm.value(at));
      for (int i = 0; i < n; i++) {
        assertEquals(0, norm.jacobian(at)[i]);
        assertEquals(1 / WIDTH, norm.hessian(0, at)[i * (n + 1) + i], 1e-12);
      }
      at[0] = 3;
      at[1] = -4;
      assertBetween(5, norm.value(at), 5 + WIDTH, 0);
    }
  }

  @Test
  void sincIsExactNearZeroAndWhereItsSeriesEnds() {
    Call sinc = call("sinc");
    Call root = call("sinc_sqrt");
    assertEquals(1, sinc.value(0));
    assertEquals(0, Math.abs(sinc.jacobian(0)[0]));
    assertEquals(-1.0 / 3, sinc.hessian(0, 0)[0], 1e-15);
    assertEquals(-1.0 / 6, root.jacobian(0)[0], 1e-16);
    for (double x : new double[] {1e-200, 1e-8, 0.1, 0.4999999, 0.5, 0.5000001, 1, Math.PI, 30}) {
      assertEquals(Math.sin(x) / x, sinc.value(x), 2e-16);
      assertEquals(sinc.value(x), sinc.value(-x));
      double second = -Math.sin(x) / x - 2 * (x * Math.cos(x) - Math.sin(x)) / (x * x * x);
      if (x >= 0.1) {
        assertEquals(second, sinc.hessian(0, x)[0], 1e-12);
      }
    }
  }
}
