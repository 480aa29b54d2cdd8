/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.stats;

import java.util.Arrays;
import org.costate.runtime.linalg.Cholesky;

/**
 * A mixture of K normal distributions of D numbers, fitted by expectation maximization. Source: Bishop 2006, section 9.2.2, with a floor under
 * the variances; clusters begin as in k-means++ (Arthur and Vassilvitskii 2007), and where the last fit ended if there are as many.
 *
 * <p>Owns its memory: one object serves one thread.
 */
public final class GaussianMixture {
  /** Points at a time, so that a block of them stays near. */
  private static final int BLOCK = 256;

  /** A point's share in a cluster is 0 where it is less than exp(-40) of its largest one, far below what a double can tell from 1. */
  private static final double NEGLIGIBLE = 40;

  /** A cluster with less than this part of an equal share begins again with all points. */
  private static final double VANISHING = 1e-4;

  private static final int MAX_ITERATIONS = 100;

  /** A fit ends when the likelihood's logarithm changes by less than this part of itself. */
  private static final double TOLERANCE = 1e-5;

  private final int D;
  private final double floor;

  private int K;
  private double[] mass = new double[0];
  private double[] mean = new double[0];
  private double[] covariance = new double[0];

  /** Inverse of the lower factor of each covariance, and log mass + log of the density at the mean. */
  private double[] whitening = new double[0];

  private double[] peak = new double[0];

  private final double[] factor;
  private final double[] centred;
  private final double[] z = new double[BLOCK];
  private final double[] squares = new double[BLOCK];
  private double[] shares = new double[0];
  private double[] logs = new double[0];

  /**
   * @param D numbers of a point
   * @param floor added to every variance
   */
  public GaussianMixture(int D, double floor) {
    this.D = D;
    this.floor = floor;
    factor = new double[D * D];
    centred = new double[D * BLOCK];
  }

  /** How many clusters there are, 0 before the first fit. */
  public int clusters() {
    return K;
  }

  /** The part of all points that is in cluster {@code c}. */
  public double mass(int c) {
    return mass[c];
  }

  /** The mean of cluster {@code c}, number i. */
  public double mean(int c, int i) {
    return mean[c * D + i];
  }

  /** The covariance of cluster {@code c}, numbers i and j. */
  public double covariance(int c, int i, int j) {
    return covariance[(c * D + i) * D + j];
  }

  /**
   * Fits to points.
   *
   * @param points [count x D], not modified
   * @param clusters at most as many as points
   * @param stream not read if there are as many clusters as before
   * @return how many iterations it took
   */
  public int fit(double[] points, int count, int clusters, RandomStream stream) {
    if (clusters < 1 || clusters > count) {
      throw new IllegalArgumentException(clusters + " clusters for " + count + " points");
    }
    if (shares.length < clusters * count) {
      shares = new double[clusters * count];
      logs = new double[clusters * BLOCK];
    }
    if (clusters != K) {
      K = clusters;
      mass = new double[K];
      mean = new double[K * D];
      covariance = new double[K * D * D];
      whitening = new double[K * D * D];
      peak = new double[K];
      seed(points, count, stream);
      maximize(points, count);
    }
    double before = Double.NEGATIVE_INFINITY;
    for (int iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
      double likelihood = expect(points, count);
      maximize(points, count);
      if (Math.abs(likelihood - before) < TOLERANCE * Math.abs(likelihood)) {
        return iteration;
      }
      before = likelihood;
    }
    return MAX_ITERATIONS;
  }

  /** Every point is given to the nearest of K points, which are drawn far from each other. */
  private void seed(double[] points, int count, RandomStream stream) {
    double[] distance = new double[count];
    int[] nearest = new int[count];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    double[] scale = scale(points, count);
    int chosen = stream.below(count);
    for (int c = 0; c < K; c++) {
      double sum = 0;
      for (int p = 0; p < count; p++) {
        double square = 0;
        for (int i = 0; i < D; i++) {
          double difference = (points[p * D + i] - points[chosen * D + i]) * scale[i];
          square += difference * difference;
        }
        if (square < distance[p]) {
          distance[p] = square;
          nearest[p] = c;
        }
        sum += distance[p];
      }
      double left = stream.uniform() * sum;
      chosen = 0;
      while (chosen < count - 1 && left >= distance[chosen]) {
        left -= distance[chosen++];
      }
    }
    Arrays.fill(shares, 0, K * count, 0);
    for (int p = 0; p < count; p++) {
      shares[nearest[p] * count + p] = 1;
    }
  }

  /** 1 over the deviation of each number, so that distances do not depend on units. */
  private double[] scale(double[] points, int count) {
    double[] scale = new double[D];
    for (int i = 0; i < D; i++) {
      double sum = 0;
      double squareSum = 0;
      for (int p = 0; p < count; p++) {
        sum += points[p * D + i];
      }
      for (int p = 0; p < count; p++) {
        double difference = points[p * D + i] - sum / count;
        squareSum += difference * difference;
      }
      scale[i] = 1 / Math.sqrt(squareSum / count + floor);
    }
    return scale;
  }

  /** Writes the share that each cluster has in each point. @return the logarithm of the likelihood of all */
  private double expect(double[] points, int count) {
    double likelihood = 0;
    for (int from = 0; from < count; from += BLOCK) {
      int rows = Math.min(BLOCK, count - from);
      logDensities(points, from * D, rows);
      for (int p = 0; p < rows; p++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < K; c++) {
          largest = Math.max(largest, logs[c * BLOCK + p]);
        }
        double sum = 0;
        for (int c = 0; c < K; c++) {
          double below = logs[c * BLOCK + p] - largest;
          double share = below < -NEGLIGIBLE ? 0 : Math.exp(below);
          shares[c * count + from + p] = share;
          sum += share;
        }
        for (int c = 0; c < K; c++) {
          shares[c * count + from + p] /= sum;
        }
        likelihood += largest + Math.log(sum);
      }
    }
    return likelihood;
  }

  /** Writes log (mass times density) of each cluster at {@code rows} points to {@link #logs}. */
  private void logDensities(double[] points, int at, int rows) {
    for (int c = 0; c < K; c++) {
      for (int i = 0; i < D; i++) {
        double m = mean[c * D + i];
        for (int p = 0; p < rows; p++) {
          centred[i * BLOCK + p] = points[at + p * D + i] - m;
        }
      }
      Arrays.fill(squares, 0, rows, 0);
      for (int i = 0; i < D; i++) {
        int row = (c * D + i) * D;
        scale(z, centred, 0, whitening[row], rows);
        for (int j = 1; j <= i; j++) {
          add(z, centred, j * BLOCK, whitening[row + j], rows);
        }
        addSquares(squares, z, rows);
      }
      for (int p = 0; p < rows; p++) {
        logs[c * BLOCK + p] = peak[c] - 0.5 * squares[p];
      }
    }
  }

  private static void scale(double[] z, double[] x, int at, double factor, int rows) {
    for (int p = 0; p < rows; p++) {
      z[p] = factor * x[at + p];
    }
  }

  private static void add(double[] z, double[] x, int at, double factor, int rows) {
    for (int p = 0; p < rows; p++) {
      z[p] += factor * x[at + p];
    }
  }

  private static void addSquares(double[] sum, double[] z, int rows) {
    for (int p = 0; p < rows; p++) {
      sum[p] += z[p] * z[p];
    }
  }

  /** Masses, means and covariances from the shares. */
  private void maximize(double[] points, int count) {
    for (int c = 0; c < K; c++) {
      int own = c * count;
      double sum = sum(own, count);
      if (sum < VANISHING * count / K) {
        Arrays.fill(shares, own, own + count, 1.0 / K);
        sum = sum(own, count);
      }
      mass[c] = sum / count;
      int to = c * D;
      Arrays.fill(mean, to, to + D, 0);
      for (int p = 0; p < count; p++) {
        double share = shares[own + p] / sum;
        if (share > 0) {
          for (int i = 0; i < D; i++) {
            mean[to + i] += share * points[p * D + i];
          }
        }
      }
      spread(points, count, c, sum);
    }
    double total = 0;
    for (double part : mass) {
      total += part; // not 1 where a cluster began again
    }
    for (int c = 0; c < K; c++) {
      mass[c] /= total;
      whiten(c);
    }
  }

  private double sum(int from, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += shares[from + p];
    }
    return sum;
  }

  private void spread(double[] points, int count, int c, double sum) {
    int to = c * D * D;
    Arrays.fill(covariance, to, to + D * D, 0);
    for (int p = 0; p < count; p++) {
      double share = shares[c * count + p] / sum;
      if (share > 0) {
        for (int i = 0; i < D; i++) {
          double weighted = share * (points[p * D + i] - mean[c * D + i]);
          for (int j = 0; j <= i; j++) {
            covariance[to + i * D + j] += weighted * (points[p * D + j] - mean[c * D + j]);
          }
        }
      }
    }
    for (int i = 0; i < D; i++) {
      covariance[to + i * D + i] += floor;
      for (int j = 0; j < i; j++) {
        covariance[to + j * D + i] = covariance[to + i * D + j];
      }
    }
  }

  private void whiten(int c) {
    System.arraycopy(covariance, c * D * D, factor, 0, D * D);
    if (Cholesky.factor(factor, D, 0, factor) != Cholesky.Status.FACTORED) {
      throw new IllegalArgumentException("points that are not finite, or spread by more than 1e7 times the floor");
    }
    double log = Math.log(mass[c]) - 0.5 * D * Math.log(2 * Math.PI);
    int to = c * D * D;
    for (int i = 0; i < D; i++) {
      log -= Math.log(factor[i * D + i]);
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? 1 : 0;
        for (int k = j; k < i; k++) {
          sum -= factor[i * D + k] * whitening[to + k * D + j];
        }
        whitening[to + i * D + j] = sum / factor[i * D + i];
      }
    }
    peak[c] = log;
  }

  /**
   * The moments of the mixture with the masses that the clusters have, on average, in some points.
   *
   * @param points [count x D] from {@code at}
   * @param mu [D] and {@code Sigma} [D x D], both overwritten
   */
  public void moments(double[] points, int at, int count, double[] mu, double[] Sigma) {
    double[] weights = new double[K];
    for (int from = 0; from < count; from += BLOCK) {
      int rows = Math.min(BLOCK, count - from);
      logDensities(points, at + from * D, rows);
      for (int p = 0; p < rows; p++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < K; c++) {
          largest = Math.max(largest, logs[c * BLOCK + p]);
        }
        double sum = 0;
        for (int c = 0; c < K; c++) {
          sum += Math.exp(logs[c * BLOCK + p] - largest);
        }
        for (int c = 0; c < K; c++) {
          weights[c] += Math.exp(logs[c * BLOCK + p] - largest) / (sum * count);
        }
      }
    }
    Arrays.fill(mu, 0, D, 0);
    Arrays.fill(Sigma, 0, D * D, 0);
    for (int c = 0; c < K; c++) {
      for (int i = 0; i < D; i++) {
        mu[i] += weights[c] * mean[c * D + i];
      }
    }
    for (int c = 0; c < K; c++) {
      if (weights[c] > 0) {
        for (int i = 0; i < D; i++) {
          double away = mean[c * D + i] - mu[i];
          for (int j = 0; j < D; j++) {
            Sigma[i * D + j] += weights[c] * (covariance[(c * D + i) * D + j] + away * (mean[c * D + j] - mu[j]));
          }
        }
      }
    }
  }

  /** Masses, means and covariances, one after the other: all that decides on the next fit. */
  public double[] state() {
    double[] state = new double[K * (1 + D + D * D)];
    System.arraycopy(mass, 0, state, 0, K);
    System.arraycopy(mean, 0, state, K, K * D);
    System.arraycopy(covariance, 0, state, K + K * D, K * D * D);
    return state;
  }

  /** Goes on from {@link #state}. @throws IllegalArgumentException if it is that of points of another size */
  public void restore(double[] state) {
    int each = 1 + D + D * D;
    if (state.length % each != 0) {
      throw new IllegalArgumentException("a mixture of " + state.length + " numbers for points of " + D);
    }
    K = state.length / each;
    mass = Arrays.copyOf(state, K);
    mean = Arrays.copyOfRange(state, K, K + K * D);
    covariance = Arrays.copyOfRange(state, K + K * D, state.length);
    whitening = new double[K * D * D];
    peak = new double[K];
    for (int c = 0; c < K; c++) {
      whiten(c);
    }
  }
}
