/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LdlKernelTest {
  private static final int OFFSET = 3;

  /** A = B B' + I/10 from a random B: symmetric and positive definite. */
  @Test
  void solvesRandomSystemsAndTouchesNothingElse() {
    Random random = new Random(1);
    for (int n = 0; n <= 12; n++) {
      for (int repeat = 0; repeat < 20; repeat++) {
        double[] B = random.doubles((long) n * n, -1, 1).toArray();
        double[] x = random.doubles(n, -1, 1).toArray();
        int bAt = OFFSET + n * (n + 1) / 2;
        double[] w = new double[bAt + n + 1];
        Arrays.fill(w, 0, OFFSET, 7);
        w[bAt + n] = 7;
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            double element = i == j ? 0.1 : 0;
            for (int k = 0; k < n; k++) {
              element += B[i * n + k] * B[j * n + k];
            }
            w[bAt + i] += element * x[j];
            if (j <= i) {
              w[OFFSET + i * (i + 1) / 2 + j] = element;
            }
          }
        }
        LdlKernel.factor(w, OFFSET, n);
        LdlKernel.solve(w, OFFSET, n, bAt);
        for (int i = 0; i < n; i++) {
          assertEquals(x[i], w[bAt + i], 1e-11);
        }
        assertEquals(7, w[OFFSET - 1]);
        assertEquals(7, w[bAt + n]);
      }
    }
  }

  /** [4 2; 2 5] = [1 0; 1/2 1] diag(4, 4) [1 1/2; 0 1]. */
  @Test
  void factorsAreUnitTriangularWithReciprocalPivots() {
    double[] w = {4, 2, 5};
    LdlKernel.factor(w, 0, 2);
    assertEquals("[0.25, 0.5, 0.25]", Arrays.toString(w));
  }

  @Test
  void anUnusablePivotGivesNaNEverywhere() {
    for (double bad : new double[] {0, -0.0, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int k = 0; k < 3; k++) {
        double[] w = {1, 0, 1, 0, 0, 1, 1, 2, 3};
        w[k * (k + 3) / 2] = bad;
        LdlKernel.factor(w, 0, 3);
        LdlKernel.solve(w, 0, 3, 6);
        // A diagonal matrix: only NaN * 0 spreads the fault.
        for (int i = 6; i < 9; i++) {
          assertTrue(Double.isNaN(w[i]), "entry " + (i - 6) + " for pivot " + k + " = " + bad);
        }
      }
    }
  }
}
