/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.costate.runtime.linalg.Matrix;
import org.junit.jupiter.api.Test;

/** Regulators and filters against closed forms, residuals and the sweep over a long horizon. */
class LinearQuadraticGaussianTest {
  private static final double GOLDEN = (1 + Math.sqrt(5)) / 2;

  private static Matrix one(double value) {
    return Matrix.of(1, 1, value);
  }

  /** x+ = x + u, cost x^2 + u^2: P^2 = P + 1. */
  @Test
  void theScalarRegulatorIsTheGoldenRatio() {
    Regulator regulator = Regulator.of(one(1), one(1), one(1), one(0), one(1)).orElseThrow();
    assertEquals(GOLDEN, regulator.P().at(0, 0), 1e-14);
    assertEquals(GOLDEN / (1 + GOLDEN), regulator.K().at(0, 0), 1e-14);
    assertEquals(1 / (1 + GOLDEN), regulator.closedLoop().at(0, 0), 1e-14);
  }

  /** Without a cost of the state an unstable pole is only mirrored: a = 2 becomes 1/2, P = a^2 - 1. */
  @Test
  void theCheapestStabilizationMirrorsTheUnstablePole() {
    Regulator regulator = Regulator.of(one(2), one(1), one(1e-14), one(0), one(1)).orElseThrow();
    assertEquals(3, regulator.P().at(0, 0), 1e-9);
    assertEquals(0.5, regulator.closedLoop().at(0, 0), 1e-9);
  }

  /** A random walk seen with noise of the same variance: the same equation. */
  @Test
  void theScalarFilterIsTheGoldenRatio() {
    KalmanFilter filter = KalmanFilter.of(one(1), one(1), one(1), one(1)).orElseThrow();
    assertEquals(GOLDEN, filter.P().at(0, 0), 1e-14);
    assertEquals(GOLDEN / (1 + GOLDEN), filter.L().at(0, 0), 1e-14);
  }

  @Test
  void randomEquationsAreSolvedAndStabilizing() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      int n = 1 + random.nextInt(8);
      int m = 1 + random.nextInt(3);
      Matrix A = random(random, n, n).times(1.5 / Math.sqrt(n));
      Matrix B = random(random, n, m);
      Matrix root = random(random, n + m, n + m);
      Matrix all = root.times(root.transpose()).plus(Matrix.identity(n + m).times(0.1));
      Matrix Q = all.part(0, 0, n, n);
      Matrix S = all.part(n, 0, m, n);
      Matrix R = all.part(n, n, m, m);
      Regulator regulator = Regulator.of(A, B, Q, S, R).orElseThrow();
      Matrix P = regulator.P();
      assertEquals(0, RiccatiEquation.residual(A, B, Q, S, R, P), 1e-10 * P.largest());
      Matrix power = regulator.closedLoop();
      for (int k = 0; k < 12; k++) {
        power = power.times(power);
      }
      assertTrue(power.largest() < 1, "unstable");
      assertArrayEquals(sweep(A, B, Q, S, R, 3000).entries(), P.entries(), 1e-8 * P.largest());
    }
  }

  private static Matrix random(Random random, int rows, int columns) {
    return Matrix.of(rows, columns, random.doubles((long) rows * columns, -1, 1).toArray());
  }

  /** The cost to go of many steps. */
  private static Matrix sweep(Matrix A, Matrix B, Matrix Q, Matrix S, Matrix R, int steps) {
    Matrix P = Matrix.zero(A.rows(), A.rows());
    for (int k = 0; k < steps; k++) {
      Matrix mixed = B.transpose().times(P).times(A).plus(S);
      P = A.transpose()
          .times(P)
          .times(A)
          .minus(mixed.transpose().times(R.plus(B.transpose().times(P).times(B)).solve(mixed)))
          .plus(Q)
          .symmetric();
    }
    return P;
  }

  @Test
  void whatCannotBeStabilizedHasNoRegulator() {
    Matrix A = Matrix.diagonal(2, 0.5);
    Matrix B = Matrix.of(2, 1, 0, 1);
    assertTrue(Regulator.of(A, B, Matrix.identity(2), Matrix.zero(1, 2), one(1)).isEmpty());
    assertTrue(KalmanFilter.of(A, B.transpose(), Matrix.identity(2), one(1)).isEmpty());
    assertTrue(KalmanFilter.of(one(1), one(1), one(1), one(0)).isEmpty());
  }

  @Test
  void reachableDirectionsAreCounted() {
    Matrix chain = Matrix.of(3, 3, 1, 1e-3, 0, 0, 1, 1e-3, 0, 0, 1);
    assertEquals(3, Reachability.dimension(chain, Matrix.of(3, 1, 0, 0, 1)));
    assertEquals(2, Reachability.dimension(chain, Matrix.of(3, 1, 0, 1, 0)));
    assertEquals(1, Reachability.dimension(chain, Matrix.of(3, 1, 1, 0, 0)));
    assertEquals(0, Reachability.dimension(chain, Matrix.zero(3, 2)));
    // Two equal modes cannot be told apart by one control.
    assertEquals(1, Reachability.dimension(Matrix.diagonal(0.5, 0.5), Matrix.of(2, 1, 1, 2)));
    assertEquals(2, Reachability.dimension(Matrix.diagonal(0.5, 0.6), Matrix.of(2, 1, 1, 2)));
  }
}
