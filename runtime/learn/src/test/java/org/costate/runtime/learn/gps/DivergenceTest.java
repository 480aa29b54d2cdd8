/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.costate.runtime.linalg.Cholesky;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private static final int T = 3;
  private static final int N = 3;
  private static final int M = 2;
  private static final int D = N + M;

  /** The divergence of what the controllers do to the same states is that of the joint normal distributions of states and actions. */
  @Test
  void isThatOfTheJointDistributions() {
    RandomStream stream = new RandomStream(5);
    LinearGaussianModel model = RandomModels.model(T, N, M, stream);
    LinearGaussianController p = RandomModels.controller(T, N, M, stream);
    LinearGaussianController q = RandomModels.controller(T, N, M, stream);
    Marginals marginals = new Marginals(T, N, M);
    marginals.run(model, p);
    Divergence divergence = new Divergence(N, M);
    double sum = 0;
    for (int t = 0; t < T; t++) {
      RealMatrix mp = mean(p, t, marginals);
      RealMatrix mq = mean(q, t, marginals);
      RealMatrix Sp = covariance(p, t, marginals);
      RealMatrix Sq = covariance(q, t, marginals);
      RealMatrix inverse = new LUDecomposition(Sq).getSolver().getInverse();
      RealMatrix away = mq.subtract(mp);
      double expected = 0.5 * (inverse.multiply(Sp).getTrace() - D
          + away.transpose().multiply(inverse).multiply(away).getEntry(0, 0)
          + Math.log(new LUDecomposition(Sq).getDeterminant() / new LUDecomposition(Sp).getDeterminant()));
      assertEquals(expected, divergence.at(t, p, q, marginals), 1e-8 * expected);
      sum += expected;
    }
    assertEquals(sum, divergence.sum(p, q, marginals), 1e-8 * sum);
    assertEquals(0, divergence.sum(p, p, marginals), 1e-10);
  }

  private static RealMatrix gains(LinearGaussianController c, int t) {
    RealMatrix K = new Array2DRowRealMatrix(M, N);
    for (int i = 0; i < M * N; i++) {
      K.setEntry(i / N, i % N, c.K[t * M * N + i]);
    }
    return K;
  }

  private static RealMatrix mean(LinearGaussianController c, int t, Marginals marginals) {
    RealMatrix mean = new Array2DRowRealMatrix(D, 1);
    for (int i = 0; i < N; i++) {
      mean.setEntry(i, 0, marginals.mean[t * D + i]);
    }
    RealMatrix u = gains(c, t).multiply(mean.getSubMatrix(0, N - 1, 0, 0));
    for (int i = 0; i < M; i++) {
      mean.setEntry(N + i, 0, u.getEntry(i, 0) + c.k[t * M + i]);
    }
    return mean;
  }

  private static RealMatrix covariance(LinearGaussianController c, int t, Marginals marginals) {
    RealMatrix P = new Array2DRowRealMatrix(N, N);
    RealMatrix S = new Array2DRowRealMatrix(M, M);
    for (int i = 0; i < N * N; i++) {
      P.setEntry(i / N, i % N, marginals.covariance[(t * D + i / N) * D + i % N]);
    }
    for (int i = 0; i < M * M; i++) {
      S.setEntry(i / M, i % M, c.S[t * M * M + i]);
    }
    RealMatrix K = gains(c, t);
    RealMatrix joint = new Array2DRowRealMatrix(D, D);
    joint.setSubMatrix(P.getData(), 0, 0);
    joint.setSubMatrix(P.multiply(K.transpose()).getData(), 0, N);
    joint.setSubMatrix(K.multiply(P).getData(), N, 0);
    joint.setSubMatrix(K.multiply(P).multiply(K.transpose()).add(S).getData(), N, N);
    return joint;
  }

  /** Of the states that a controller comes to, against samples. */
  @Test
  void marginalsAreThoseOfSamples() {
    RandomStream stream = new RandomStream(6);
    LinearGaussianModel model = RandomModels.model(T, N, M, stream);
    LinearGaussianController p = RandomModels.controller(T, N, M, stream);
    Marginals marginals = new Marginals(T, N, M);
    marginals.run(model, p);
    int count = 40_000;
    double[] sum = new double[N];
    double[] squares = new double[N];
    for (int sample = 0; sample < count; sample++) {
      double[] s = drawn(model.start, model.startSpread, 0, stream);
      for (int t = 0; t < T; t++) {
        double[] z = new double[D];
        System.arraycopy(s, 0, z, 0, N);
        p.mean(t, s, 0, z, N);
        p.disturb(t, new double[] {stream.normal(), stream.normal()}, 0, z, N);
        double[] next = new double[N];
        for (int i = 0; i < N; i++) {
          next[i] = model.f[t * N + i];
          for (int j = 0; j < D; j++) {
            next[i] += model.F[(t * N + i) * D + j] * z[j];
          }
        }
        s = drawn(next, model.noise, t * N * N, stream);
      }
      for (int i = 0; i < N; i++) {
        sum[i] += s[i] / count;
        squares[i] += s[i] * s[i] / count;
      }
    }
    for (int i = 0; i < N; i++) {
      double variance = marginals.covariance[(T * D + i) * D + i];
      assertEquals(marginals.mean[T * D + i], sum[i], 4 * Math.sqrt(variance / count));
      assertEquals(variance, squares[i] - sum[i] * sum[i], 0.05 * variance);
    }
  }

  private static double[] drawn(double[] mean, double[] covariance, int at, RandomStream stream) {
    double[] L = new double[N * N];
    System.arraycopy(covariance, at, L, 0, N * N);
    Cholesky.factor(L, N, 0, L);
    double[] z = {stream.normal(), stream.normal(), stream.normal()};
    double[] x = mean.clone();
    for (int i = 0; i < N; i++) {
      for (int j = 0; j <= i; j++) {
        x[i] += L[i * N + j] * z[j];
      }
    }
    return x;
  }
}
