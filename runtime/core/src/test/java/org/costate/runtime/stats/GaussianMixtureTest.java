/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {
  private static final int D = 3;
  private static final double FLOOR = 1e-6;

  /** Three clouds of different sizes and forms. */
  private static double[] clouds(int count, double apart, RandomStream stream) {
    double[] points = new double[count * D];
    for (int p = 0; p < count; p++) {
      int cloud = p % 4 == 0 ? 0 : p % 4 == 1 ? 1 : 2;
      double a = stream.normal();
      double b = stream.normal();
      points[p * D] = apart * cloud + a;
      points[p * D + 1] = -apart * cloud + 0.5 * a + 0.3 * b;
      points[p * D + 2] = apart * (cloud == 1 ? 1 : 0) + 0.1 * (1 + cloud) * stream.normal();
    }
    return points;
  }

  @Test
  void findsCloudsThatAreApart() {
    double[] points = clouds(4000, 20, new RandomStream(1));
    GaussianMixture mixture = new GaussianMixture(D, FLOOR);
    mixture.fit(points, 4000, 3, 100, new RandomStream(2));
    int[] order = {0, 1, 2};
    int[] sorted =
        Arrays.stream(order)
            .boxed()
            .sorted((i, j) -> Double.compare(mixture.mean(i, 0), mixture.mean(j, 0)))
            .mapToInt(
                i -> i)
            .toArray();
    double[] masses = {0.25, 0.25, 0.5};
    for (int cloud = 0; cloud < 3; cloud++) {
      int c = sorted[cloud];
      assertEquals(masses[cloud], mixture.mass(c), 1e-12);
      assertEquals(20 * cloud, mixture.mean(c, 0), 0.1);
      assertEquals(-20 * cloud, mixture.mean(c, 1), 0.1);
      assertEquals(1, mixture.covariance(c, 0, 0), 0.15);
      assertEquals(0.5, mixture.covariance(c, 0, 1), 0.1);
      assertEquals(0.01 * (1 + cloud) * (1 + cloud), mixture.covariance(c, 2, 2), 0.02);
    }
  }

  /** A fit ends where another step of the algorithm, written out with a library's densities, changes little. */
  @Test
  void anotherStepChangesNothing() {
    int count = 1500;
    double[] points = clouds(count, 1.5, new RandomStream(3));
    GaussianMixture mixture = new GaussianMixture(D, FLOOR);
    for (int i = 0; i < 30; i++) {
      mixture.fit(points, count, 3, 100, new RandomStream(4));
    }
    double[][] shares = shares(mixture, points, count);
    for (int c = 0; c < 3; c++) {
      double sum = Arrays.stream(shares[c]).sum();
      assertEquals(sum / count, mixture.mass(c), 1e-3);
      double[] mean = new double[D];
      for (int p = 0; p < count; p++) {
        for (int i = 0; i < D; i++) {
          mean[i] += shares[c][p] / sum * points[p * D + i];
        }
      }
      for (int i = 0; i < D; i++) {
        assertEquals(mean[i], mixture.mean(c, i), 5e-3);
        for (int j = 0; j < D; j++) {
          double covariance = i == j ? FLOOR : 0;
          for (int p = 0; p < count; p++) {
            covariance += shares[c][p] / sum * (points[p * D + i] - mean[i]) * (points[p * D + j] - mean[j]);
          }
          assertEquals(covariance, mixture.covariance(c, i, j), 5e-3);
        }
      }
    }
  }

  private static double[][] shares(GaussianMixture mixture, double[] points, int count) {
    double[][] shares = new double[mixture.clusters()][count];
    for (int c = 0; c < mixture.clusters(); c++) {
      double[] mean = new double[D];
      double[][] covariance = new double[D][D];
      for (int i = 0; i < D; i++) {
        mean[i] = mixture.mean(c, i);
        for (int j = 0; j < D; j++) {
          covariance[i][j] = mixture.covariance(c, i, j);
        }
      }
      MultivariateNormalDistribution normal = new MultivariateNormalDistribution(mean, covariance);
      for (int p = 0; p < count; p++) {
        shares[c][p] = mixture.mass(c) * normal.density(Arrays.copyOfRange(points, p * D, (p + 1) * D));
      }
    }
    for (int p = 0; p < count; p++) {
      double sum = 0;
      for (double[] cluster : shares) {
        sum += cluster[p];
      }
      for (double[] cluster : shares) {
        cluster[p] /= sum;
      }
    }
    return shares;
  }

  @Test
  void momentsAreThoseOfTheMixtureWithTheMassesOfSomePoints() {
    int count = 800;
    double[] points = clouds(count, 2, new RandomStream(5));
    GaussianMixture mixture = new GaussianMixture(D, FLOOR);
    mixture.fit(points, count, 4, 100, new RandomStream(6));
    double[] few = Arrays.copyOfRange(points, 30 * D, 35 * D);
    double[] mu = new double[D];
    double[] Sigma = new double[D * D];
    mixture.moments(points, 30 * D, 5, mu, Sigma);
    double[][] shares = shares(mixture, few, 5);
    for (int i = 0; i < D; i++) {
      double mean = 0;
      for (int c = 0; c < 4; c++) {
        mean += Arrays.stream(shares[c]).average().orElseThrow() * mixture.mean(c, i);
      }
      assertEquals(mean, mu[i], 1e-9);
    }
    for (int i = 0; i < D; i++) {
      for (int j = 0; j < D; j++) {
        double second = -mu[i] * mu[j];
        for (int c = 0; c < 4; c++) {
          second += Arrays.stream(shares[c]).average().orElseThrow()
              * (mixture.covariance(c, i, j) + mixture.mean(c, i) * mixture.mean(c, j));
        }
        assertEquals(second, Sigma[i * D + j], 1e-8);
      }
    }
  }

  @Test
  void pointsInALineAreNoTrouble() {
    double[] points = new double[60 * D];
    for (int p = 0; p < 60; p++) {
      points[p * D] = p;
      points[p * D + 1] = 2 * p;
    }
    GaussianMixture mixture = new GaussianMixture(D, FLOOR);
    mixture.fit(points, 60, 5, 100, new RandomStream(7));
    for (double number : mixture.state()) {
      assertTrue(Double.isFinite(number));
    }
  }

  @Test
  void equalPointsAreOneCluster() {
    GaussianMixture mixture = new GaussianMixture(D, FLOOR);
    mixture.fit(new double[10 * D], 10, 2, 100, new RandomStream(8));
    assertEquals(FLOOR, mixture.covariance(0, 0, 0), 1e-18);
  }

  @Test
  void goesOnFromItsState() {
    double[] points = clouds(500, 2, new RandomStream(9));
    GaussianMixture unbroken = new GaussianMixture(D, FLOOR);
    unbroken.fit(points, 300, 4, 100, new RandomStream(1));
    GaussianMixture resumed = new GaussianMixture(D, FLOOR);
    resumed.restore(unbroken.state());
    assertEquals(unbroken.fit(points, 500, 4, 100, new RandomStream(2)),
        resumed.fit(points, 500, 4, 100, new RandomStream(3)));
    assertArrayEquals(unbroken.state(), resumed.state());
  }

  @Test
  void moreClustersThanPointsAreRefused() {
    GaussianMixture mixture = new GaussianMixture(D, FLOOR);
    RandomStream stream = new RandomStream(1);
    assertThrows(IllegalArgumentException.class, () -> mixture.fit(new double[2 * D], 2, 3, 100, stream));
  }
}
