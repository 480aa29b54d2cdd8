/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.mpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeldControlsTest {
  @Test
  void wholeStepsAreShiftedAndTheLastControlHolds() {
    double[] U = {1, 10, 2, 20, 3, 30, 4, 40};
    HeldControls.shift(U, 4, 2, 0.5, 0.25, 0.25);
    assertArrayEquals(new double[] {3, 30, 4, 40, 4, 40, 4, 40}, U, 1e-14);
  }

  @Test
  void partsOfStepsGiveMeans() {
    double[] U = {1, 2, 4};
    HeldControls.shift(U, 3, 1, 0.1, 0.4, 0.4);
    assertArrayEquals(new double[] {1.25, 2.5, 4}, U, 1e-14);
  }

  /** A horizon that ends where it ended before: 2 s in 4 steps, 0.3 s later 1.7 s in 4 steps; the integral of the rest is kept. */
  @Test
  void aShorterHorizonKeepsTheIntegral() {
    double[] U = {3, -1, 5, 2};
    double rest = (0.5 * (3 - 1 + 5 + 2)) - 0.3 * 3;
    HeldControls.shift(U, 4, 1, 0.3, 0.5, 1.7 / 4);
    double integral = 0;
    for (double u : U) {
      integral += u * 1.7 / 4;
    }
    assertEquals(rest, integral, 1e-14);
  }

  @Test
  void nothingPassedChangesNothing() {
    double[] U = {1, 2, 4};
    HeldControls.shift(U, 3, 1, 0, 0.4, 0.4);
    assertArrayEquals(new double[] {1, 2, 4}, U, 1e-14);
  }
}
