/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class ConvexificationTest {
  private static final int N = 5;
  private static final int M = 2;

  /** Theorem 2.1 of Higham 1988: P is the projection of H if P and P - H are semidefinite and their product is zero. */
  @Test
  void theNearestSemidefiniteMatrixIsFound() {
    Random random = new Random(4);
    for (int round = 0; round < 50; round++) {
      Stage stage = new Stage(random, round % N);
      RealMatrix H = stage.joint();
      assertTrue(new Convexification(N, M).project(stage.xx, stage.ux, stage.uu, 1));
      RealMatrix P = stage.joint();
      assertTrue(smallestEigenvalue(P) > -1e-12);
      assertTrue(smallestEigenvalue(P.subtract(H)) > -1e-12);
      assertTrue(P.multiply(P.subtract(H)).getNorm() < 1e-12);
    }
  }

  @Test
  void aShareGoesThatPartOfTheWay() {
    Stage part = new Stage(new Random(5), 1);
    Stage whole = new Stage(new Random(5), 1);
    RealMatrix H = part.joint();
    Convexification convexification = new Convexification(N, M);
    convexification.project(part.xx, part.ux, part.uu, 0.1);
    convexification.project(whole.xx, whole.ux, whole.uu, 1);
    RealMatrix expected = H.scalarMultiply(0.9).add(whole.joint().scalarMultiply(0.1));
    assertTrue(part.joint().subtract(expected).getNorm() < 1e-13);
  }

  @Test
  void whatIsSemidefiniteKeepsItsBits() {
    double[] singular = {1, 2, 0, 2, 4, 0, 0, 0, 0};
    double[] before = singular.clone();
    assertTrue(new Convexification(3, 1).project(singular, 1));
    assertArrayEquals(before, singular);
  }

  @Test
  void whatIsNotFiniteHasNoProjection() {
    assertFalse(new Convexification(2, 1).project(new double[] {1, Double.NaN, Double.NaN, 1}, 1));
  }

  /** A symmetric Hessian of a stage in which one state meets no other variable. */
  private static final class Stage {
    final double[] xx;
    final double[] ux;
    final double[] uu;

    Stage(Random random, int alone) {
      xx = random.doubles(N * N, -1, 1).toArray();
      ux = random.doubles(M * N, -1, 1).toArray();
      uu = random.doubles(M * M, -1, 1).toArray();
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          xx[i * N + j] =
              i == j ? xx[i * N + j] : i == alone || j == alone ? 0 : xx[Math.min(i, j) * N + Math.max(i, j)];
        }
      }
      for (int i = 0; i < M; i++) {
        ux[i * N + alone] = 0;
      }
      uu[2] = uu[1];
    }

    RealMatrix joint() {
      RealMatrix H = new Array2DRowRealMatrix(N + M, N + M);
      for (int i = 0; i < N; i++) {
        H.setRow(i, Arrays.copyOf(Arrays.copyOfRange(xx, i * N, (i + 1) * N), N + M));
      }
      for (int i = 0; i < M; i++) {
        for (int j = 0; j < N; j++) {
          H.setEntry(N + i, j, ux[i * N + j]);
          H.setEntry(j, N + i, ux[i * N + j]);
        }
        for (int j = 0; j < M; j++) {
          H.setEntry(N + i, N + j, uu[i * M + j]);
        }
      }
      return H;
    }
  }

  private static double smallestEigenvalue(RealMatrix A) {
    RealMatrix symmetric = A.add(A.transpose()).scalarMultiply(0.5);
    return Arrays.stream(new EigenDecomposition(symmetric).getRealEigenvalues()).min().orElseThrow();
  }

  @Test
  void theFirstShareIsAllAndLaterOnesAreAsSmallAsTheyMayBe() {
    Convexity convexity = new Convexity(0.01);
    for (int solve = 0; solve < 2; solve++) {
      assertTrue(convexity.increase());
      assertEquals(1, convexity.share(), 0);
      assertFalse(convexity.increase());
      convexity.decrease();
      assertEquals(0.25, convexity.share(), 0);
      for (int i = 0; i < 4; i++) {
        convexity.decrease();
      }
      assertEquals(0, convexity.share(), 0);
      assertTrue(convexity.increase());
      assertEquals(0.01, convexity.share(), 0);
      assertTrue(convexity.increase());
      assertEquals(0.1, convexity.share(), 1e-15);
      convexity.reset();
      assertEquals(0, convexity.share(), 0);
    }
  }
}
