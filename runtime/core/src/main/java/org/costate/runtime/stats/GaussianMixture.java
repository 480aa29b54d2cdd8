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
  /** Points at a time, so few that a block of neighbours is far from most clusters. */
  private static final int BLOCK = 64;

  /** After so many numbers it is looked whether a block is too far from a cluster for the rest to matter. */
  private static final int STRIDE = 3;

  /** A point's share in a cluster is 0 where it is less than exp(-16), or 1e-7, of its largest one: most of them are. */
  private static final double NEGLIGIBLE = 16;

  /** The same for shares that are added up: far below what a double can tell from 1. */
  private static final double INVISIBLE = 40;

  /** A cluster with less than this part of an equal share begins again with all points. */
  private static final double VANISHING = 1e-4;

  private static final int MAX_ITERATIONS = 100;

  /** A fit ends when the likelihood's logarithm changes by less than this for each point. */
  private static final double TOLERANCE = 0.01;

  /** So many terms are added to a sum in memory at once. */
  private static final int TOGETHER = 4;

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
  private final double[] block;
  private final double[] centred;
  private final double[] largest = new double[BLOCK];
  private final double[] z = new double[BLOCK];
  private final double[] squares = new double[BLOCK];
  private double[] shares = new double[0];
  private double[] logs = new double[0];

  /** The cluster that had most of the last block's last point; where to look first, no more. */
  private int near;

  /**
   * @param D numbers of a point
   * @param floor added to every variance
   */
  public GaussianMixture(int D, double floor) {
    this.D = D;
    this.floor = floor;
    factor = new double[D * D];
    block = new double[D * BLOCK];
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
   * @param refinements iterations at most if there are as many clusters as before, which the fit then goes on from
   * @param stream not read if there are as many clusters as before
   * @return how many iterations it took
   */
  public int fit(double[] points, int count, int clusters, int refinements, RandomStream stream) {
    if (clusters < 1 || clusters > count) {
      throw new IllegalArgumentException(clusters + " clusters for " + count + " points");
    }
    if (shares.length < clusters * count) {
      shares = new double[clusters * count];
      logs = new double[clusters * BLOCK];
    }
    int most = refinements;
    if (clusters != K) {
      most = MAX_ITERATIONS;
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
    for (int iteration = 1; iteration <= most; iteration++) {
      double likelihood = expect(points, count);
      maximize(points, count);
      if (Math.abs(likelihood - before) < TOLERANCE * count) {
        return iteration;
      }
      before = likelihood;
    }
    return most;
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
      logDensities(points, from * D, rows, NEGLIGIBLE);
      for (int p = 0; p < rows; p++) {
        double sum = 0;
        for (int c = 0; c < K; c++) {
          double below = logs[c * BLOCK + p] - largest[p];
          double share = below < -NEGLIGIBLE ? 0 : Math.exp(below);
          shares[c * count + from + p] = share;
          sum += share;
        }
        for (int c = 0; c < K; c++) {
          shares[c * count + from + p] /= sum;
        }
        likelihood += largest[p] + Math.log(sum);
      }
    }
    return likelihood;
  }

  /**
   * Writes log (mass times density) of each cluster at {@code rows} points to {@link #logs}, and of all the {@link #largest}; minus infinity where
   * no point of the block comes within {@code depth} of its largest.
   */
  private void logDensities(double[] points, int at, int rows, double depth) {
    for (int p = 0; p < rows; p++) {
      for (int i = 0; i < D; i++) {
        block[i * BLOCK + p] = points[at + p * D + i];
      }
    }
    Arrays.fill(largest, 0, rows, Double.NEGATIVE_INFINITY);
    int first = near < K ? near : 0;
    logDensity(first, rows, depth);
    for (int c = 0; c < K; c++) {
      if (c != first) {
        logDensity(c, rows, depth);
      }
    }
    for (int c = 0; c < K; c++) {
      if (logs[c * BLOCK + rows - 1] == largest[rows - 1]) {
        near = c;
      }
    }
  }

  private void logDensity(int c, int rows, double depth) {
    Arrays.fill(squares, 0, rows, 0);
    for (int i = 0; i < D; i++) {
      if (i % STRIDE == 0 && i > 0 && closest(c, rows) < -depth) {
        Arrays.fill(logs, c * BLOCK, c * BLOCK + rows, Double.NEGATIVE_INFINITY);
        return;
      }
      centre(centred, block, i * BLOCK, mean[c * D + i], rows);
      int row = (c * D + i) * D;
      int j = (i + 1) % TOGETHER;
      Arrays.fill(z, 0, rows, 0);
      for (int single = 0; single < j; single++) {
        add(z, centred, single * BLOCK, whitening[row + single], rows);
      }
      for (; j <= i; j += TOGETHER) {
        add(z, centred, j * BLOCK, whitening, row + j, rows);
      }
      addSquares(squares, z, rows);
    }
    for (int p = 0; p < rows; p++) {
      logs[c * BLOCK + p] = peak[c] - 0.5 * squares[p];
      largest[p] = Math.max(largest[p], logs[c * BLOCK + p]);
    }
  }

  /** The most by which a point's density in cluster {@code c} can exceed its largest one so far: the rest of the squares only takes from it. */
  private double closest(int c, int rows) {
    double closest = Double.NEGATIVE_INFINITY;
    for (int p = 0; p < rows; p++) {
      closest = Math.max(closest, peak[c] - 0.5 * squares[p] - largest[p]);
    }
    return closest;
  }

  private static void centre(double[] centred, double[] block, int at, double mean, int rows) {
    for (int p = 0; p < rows; p++) {
      centred[at + p] = block[at + p] - mean;
    }
  }

  private static void add(double[] z, double[] x, int at, double factor, int rows) {
    for (int p = 0; p < rows; p++) {
      z[p] += factor * x[at + p];
    }
  }

  /** Adds {@link #TOGETHER} rows of x from {@code at}, each with its factor. */
  private static void add(double[] z, double[] x, int at, double[] factors, int from, int rows) {
    double f0 = factors[from];
    double f1 = factors[from + 1];
    double f2 = factors[from + 2];
    double f3 = factors[from + 3];
    for (int p = 0; p < rows; p++) {
      z[p] += f0 * x[at + p] + f1 * x[at + BLOCK + p] + f2 * x[at + 2 * BLOCK + p] + f3 * x[at + 3 * BLOCK + p];
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
    int waiting = 0;
    for (int p = 0; p < count; p++) {
      double share = shares[c * count + p] / sum;
      if (share > 0) {
        for (int i = 0; i < D; i++) {
          double away = points[p * D + i] - mean[c * D + i];
          block[waiting * D + i] = away;
          centred[waiting * D + i] = share * away;
        }
        waiting++;
        if (waiting == TOGETHER) {
          addProducts(to);
          waiting = 0;
        }
      }
    }
    if (waiting > 0) {
      Arrays.fill(centred, waiting * D, TOGETHER * D, 0);
      Arrays.fill(block, waiting * D, TOGETHER * D, 0);
      addProducts(to);
    }
    for (int i = 0; i < D; i++) {
      covariance[to + i * D + i] += floor;
      for (int j = 0; j < i; j++) {
        covariance[to + j * D + i] = covariance[to + i * D + j];
      }
    }
  }

  /** Adds the products of {@link #TOGETHER} points to the lower half of a covariance. */
  private void addProducts(int to) {
    for (int i = 0; i < D; i++) {
      double w0 = centred[i];
      double w1 = centred[D + i];
      double w2 = centred[2 * D + i];
      double w3 = centred[3 * D + i];
      for (int j = 0; j <= i; j++) {
        covariance[to + i * D + j] += w0 * block[j] + w1 * block[D + j] + w2 * block[2 * D + j] + w3 * block[3 * D + j];
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
      logDensities(points, at + from * D, rows, INVISIBLE);
      for (int p = 0; p < rows; p++) {
        double sum = 0;
        for (int c = 0; c < K; c++) {
          sum += Math.exp(logs[c * BLOCK + p] - largest[p]);
        }
        for (int c = 0; c < K; c++) {
          weights[c] += Math.exp(logs[c * BLOCK + p] - largest[p]) / (sum * count);
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
