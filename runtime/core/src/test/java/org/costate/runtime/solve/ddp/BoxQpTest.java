/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.costate.runtime.linalg.LuKernel;
import org.costate.runtime.linalg.MatrixKernels;
import org.junit.jupiter.api.Test;

class BoxQpTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void findsTheBestOfAllActiveSets() {
    Random random = new Random(4);
    for (int repeat = 0; repeat < 2000; repeat++) {
      int m = 1 + random.nextInt(5);
      double[] H = positiveDefinite(random, m);
      double[] q = random.doubles(m).map(v -> 3 * random.nextGaussian()).toArray();
      double[] lower = random.doubles(m).map(v -> random.nextInt(4) == 0 ? -INFINITY : -2 * v).toArray();
      double[] upper = random.doubles(m).map(v -> random.nextInt(4) == 0 ? INFINITY : v).toArray();
      if (random.nextInt(5) == 0) {
        lower[0] = upper[0] = 0.5;
      }
      BoxQp qp = new BoxQp(m);
      for (int i = 0; i < m; i++) {
        qp.x[i] = 5 * random.nextGaussian();
      }
      assertEquals(BoxQp.Status.SOLVED, qp.solve(H, q, lower, upper));
      double[] best = enumerate(H, q, lower, upper);
      assertArrayEquals(best, qp.x, 1e-9, () -> Arrays.toString(H));

      // from the solution, nothing moves
      double[] x = qp.x.clone();
      assertEquals(BoxQp.Status.SOLVED, qp.solve(H, q, lower, upper));
      assertArrayEquals(x, qp.x, 1e-12);
      int free = 0;
      for (int i = 0; i < m; i++) {
        assertTrue(!qp.clamped[i] || x[i] == lower[i] || x[i] == upper[i]);
        free += qp.clamped[i] ? 0 : 1;
      }
      assertEquals(free, qp.free);
    }
  }

  @Test
  void anIndefiniteFreeBlockIsAStatus() {
    BoxQp qp = new BoxQp(2);
    double[] H = {1, 0, 0, -1};
    double[] wide = {INFINITY, INFINITY};
    double[] low = {-INFINITY, -INFINITY};
    assertEquals(BoxQp.Status.NOT_POSITIVE_DEFINITE, qp.solve(H, new double[] {1, 1}, low, wide));
  }

  @Test
  void negativeCurvatureOfAClampedControlDoesNotMatter() {
    BoxQp qp = new BoxQp(2);
    qp.x[1] = -9;
    double[] H = {1, 0, 0, -1};
    assertEquals(BoxQp.Status.SOLVED,
        qp.solve(H, new double[] {1, 5}, new double[] {-INFINITY, -2}, new double[] {INFINITY, 2}));
    assertArrayEquals(new double[] {-1, -2}, qp.x, 1e-15);
  }

  @Test
  void nothingToControlIsSolved() {
    BoxQp qp = new BoxQp(0);
    assertEquals(BoxQp.Status.SOLVED, qp.solve(new double[0], new double[0], new double[0], new double[0]));
    assertEquals(0, qp.free);
  }

  private static double[] positiveDefinite(Random random, int m) {
    double[] G = random.doubles((long) m * m, -1, 1).toArray();
    double[] H = new double[m * m];
    MatrixKernels.addTransposedProduct(G, G, H, m, m, m);
    for (int i = 0; i < m; i++) {
      H[i * m + i] += 0.05;
    }
    return H;
  }

  /** Tries every choice of lower limit, upper limit or free for each entry, and keeps the best point inside the box. */
  private static double[] enumerate(double[] H, double[] q, double[] lower, double[] upper) {
    int m = q.length;
    double[] best = new double[m];
    double bestValue = INFINITY;
    int choices = (int) Math.pow(3, m);
    for (int choice = 0; choice < choices; choice++) {
      double[] w = new double[m * m + 2 * m];
      for (int i = 0, c = choice; i < m; i++, c /= 3) {
        if (c % 3 == 0) {
          System.arraycopy(H, i * m, w, i * m, m);
          w[m * m + m + i] = -q[i];
        } else {
          w[i * m + i] = 1;
          w[m * m + m + i] = c % 3 == 1 ? lower[i] : upper[i];
        }
      }
      LuKernel.factor(w, 0, m, m * m);
      LuKernel.solve(w, 0, m, m * m, m * m + m);
      double[] x = Arrays.copyOfRange(w, m * m + m, w.length);
      boolean inside = true;
      double value = 0;
      for (int i = 0; i < m; i++) {
        inside &= x[i] >= lower[i] - 1e-12 && x[i] <= upper[i] + 1e-12;
        value += q[i] * x[i] + 0.5 * x[i] * MatrixKernels.dot(H, i * m, x, 0, m);
      }
      if (inside && value < bestValue) {
        bestValue = value;
        best = x;
      }
    }
    return best;
  }
}
