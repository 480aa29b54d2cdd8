/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModesTest {
  @Test
  void anOscillatorHasAComplexPairAndASlowStateItsOwnMode() {
    double[] A = {0, 1, 0, -1e6, -200, 0, 0, 0, -3};
    Modes modes = Modes.of(A, 3).orElseThrow();
    for (int k = 0; k < 3; k++) {
      boolean slow = modes.im(k) == 0;
      assertEquals(slow ? -3 : -100, modes.re(k), 1e-9);
      assertEquals(slow ? 0 : Math.sqrt(1e6 - 1e4), Math.abs(modes.im(k)), 1e-6);
      assertEquals(slow ? 2 : 1, modes.leading(k), "the speed leads the oscillation");
    }
  }

  @Test
  void whoLeadsDoesNotDependOnUnits() {
    // A fast state that drives a slow one; the slow one in units a million times smaller.
    double[] A = {-1000, 0, 1e9, -1};
    Modes modes = Modes.of(A, 2).orElseThrow();
    for (int k = 0; k < 2; k++) {
      assertEquals(modes.re(k) < -10 ? 0 : 1, modes.leading(k));
    }
  }

  @Test
  void aDefectiveMatrixHasModesToo() {
    Modes modes = Modes.of(new double[] {-2, 1, 0, -2}, 2).orElseThrow();
    assertEquals(2, modes.count());
    assertEquals(-2, modes.re(0), 1e-7);
    assertEquals(-2, modes.re(1), 1e-7);
  }

  @Test
  void theBoundHoldsAndIsNear() {
    Random random = new Random(4);
    for (int n = 1; n <= 12; n++) {
      double[] A = random.doubles((long) n * n, -1, 1).toArray();
      Modes modes = Modes.of(A, n).orElseThrow();
      double largest = 0;
      for (int k = 0; k < n; k++) {
        largest = Math.max(largest, Math.hypot(modes.re(k), modes.im(k)));
      }
      double bound = SpectralBound.of(A, n);
      assertTrue(bound >= largest * (1 - 1e-12) && bound <= 1.5 * largest, n + ": " + largest + ", " + bound);
    }
  }

  @Test
  void theBoundIsNearAcrossUnitsAndAtTheEndsOfTheRange() {
    assertEquals(1e3, SpectralBound.of(new double[] {0, 1, -1e6, 0}, 2), 300);
    assertEquals(0, SpectralBound.of(new double[] {0, 1, 0, 0}, 2));
    assertEquals(1e300, SpectralBound.of(new double[] {1e300}, 1), 1e287);
    assertTrue(Double.isNaN(SpectralBound.of(new double[] {Double.NaN}, 1)));
    double[] A = {1, 2, 3, 4};
    SpectralBound.of(A, 2);
    assertTrue(Arrays.equals(new double[] {1, 2, 3, 4}, A));
  }
}
