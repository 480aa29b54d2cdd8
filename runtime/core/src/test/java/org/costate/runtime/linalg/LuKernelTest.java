/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LuKernelTest {
  private static final int OFFSET = 3;

  @Test
  void solvesRandomSystemsAndTheirTransposes() {
    Random random = new Random(1);
    for (int n = 0; n <= 12; n++) {
      for (int repeat = 0; repeat < 20; repeat++) {
        double[] A = random.doubles((long) n * n, -1, 1).toArray();
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] w = new double[OFFSET + n * n + 3 * n];
        int pivotAt = OFFSET + n * n;
        int bAt = pivotAt + n;
        int cAt = bAt + n;
        System.arraycopy(A, 0, w, OFFSET, n * n);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            w[bAt + i] += A[i * n + j] * x[j];
            w[cAt + i] += A[j * n + i] * x[j];
          }
        }
        LuKernel.factor(w, OFFSET, n, pivotAt);
        LuKernel.solve(w, OFFSET, n, pivotAt, bAt);
        LuKernel.solveTransposed(w, OFFSET, n, pivotAt, cAt);
        for (int i = 0; i < n; i++) {
          assertEquals(x[i], w[bAt + i], 1e-9);
          assertEquals(x[i], w[cAt + i], 1e-9);
        }
      }
    }
  }

  @Test
  void pivotsPastAZeroDiagonal() {
    double[] w = {0, 2, 4, 0, 0, 0, 6, 8};
    LuKernel.factor(w, 0, 2, 4);
    LuKernel.solve(w, 0, 2, 4, 6);
    assertEquals(2, w[6]);
    assertEquals(3, w[7]);
  }

  @Test
  void aSingularMatrixGivesNaNEverywhere() {
    double[] ones = {1, 2, 3, 2, 4, 6, 1, 0, 1};
    for (double bad : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] w = Arrays.copyOf(ones, 9 + 3 + 6);
      if (bad != 0) {
        w[4] = bad;
      }
      Arrays.fill(w, 12, 18, 1);
      LuKernel.factor(w, 0, 3, 9);
      LuKernel.solve(w, 0, 3, 9, 12);
      LuKernel.solveTransposed(w, 0, 3, 9, 15);
      for (int i = 12; i < 18; i++) {
        assertTrue(Double.isNaN(w[i]), "entry " + i + " for " + bad);
      }
    }
  }
}
