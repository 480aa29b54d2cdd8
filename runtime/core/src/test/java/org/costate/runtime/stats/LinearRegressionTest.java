/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.costate.runtime.stats.LinearRegression.Status;
import org.costate.runtime.stats.LinearRegression.Strength;
import org.junit.jupiter.api.Test;

class LinearRegressionTest {
  private static final int INPUTS = 3;
  private static final int OUTPUTS = 2;
  private static final int D = INPUTS + OUTPUTS;
  private static final double[] NOTHING = new double[D * D];

  private static double[] samples(int count, double noise, RandomStream stream) {
    double[] samples = new double[count * D];
    for (int s = 0; s < count; s++) {
      int at = s * D;
      for (int i = 0; i < INPUTS; i++) {
        samples[at + i] = 1 + stream.normal();
      }
      samples[at + 3] = 2 * samples[at] - samples[at + 1] + 0.5 + noise * stream.normal();
      samples[at + 4] = 0.3 * samples[at + 2] - 4 + noise * stream.normal();
    }
    return samples;
  }

  @Test
  void linearDataAreFoundExactly() {
    LinearRegression regression = new LinearRegression(INPUTS, OUTPUTS);
    assertEquals(Status.FITTED,
        regression.fit(samples(12, 0, new RandomStream(1)), 0, 12, NOTHING, NOTHING, Strength.NONE, 0));
    double[] F = {2, -1, 0, 0, 0, 0.3};
    for (int i = 0; i < F.length; i++) {
      assertEquals(F[i], regression.F[i], 1e-10);
    }
    assertEquals(0.5, regression.f[0], 1e-10);
    assertEquals(-4, regression.f[1], 1e-10);
    for (double entry : regression.noise) {
      assertEquals(0, entry, 1e-10);
    }
  }

  /** The formulas of the posterior's mean, by a library of matrices. */
  @Test
  void thePriorIsThatOfTheNormalInverseWishartDistribution() {
    RandomStream stream = new RandomStream(2);
    int count = 4;
    double[] samples = samples(count, 0.2, stream);
    double[] mu = new double[D];
    double[] root = new double[D * D];
    for (int i = 0; i < D; i++) {
      mu[i] = stream.normal();
    }
    for (int i = 0; i < D * D; i++) {
      root[i] = stream.normal();
    }
    RealMatrix A = matrix(root, D, D);
    RealMatrix prior = A.multiply(A.transpose());
    Strength strength = new Strength(1.5, 0.7);
    double regularization = 1e-3;
    LinearRegression regression = new LinearRegression(INPUTS, OUTPUTS);
    assertEquals(Status.FITTED,
        regression.fit(samples, 0, count, mu, flat(prior), strength, regularization));

    RealMatrix X = matrix(samples, count, D);
    RealMatrix mean = ones(1, count).multiply(X).scalarMultiply(1.0 / count);
    RealMatrix centred = X.subtract(ones(count, 1).multiply(mean));
    RealMatrix away = mean.subtract(matrix(mu, 1, D));
    RealMatrix joint = centred.transpose()
        .multiply(centred)
        .add(prior)
        .add(away.transpose().multiply(away).scalarMultiply(count * 1.5 / (count + 1.5)))
        .scalarMultiply(1 / (count + 0.7));
    RealMatrix Sxx = joint.getSubMatrix(0, 2, 0, 2)
        .add(new Array2DRowRealMatrix(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}).scalarMultiply(regularization));
    RealMatrix Sxy = joint.getSubMatrix(0, 2, 3, 4);
    RealMatrix F = new LUDecomposition(Sxx).getSolver().solve(Sxy).transpose();
    RealMatrix noise = joint.getSubMatrix(3, 4, 3, 4).subtract(F.multiply(Sxy));
    for (int o = 0; o < OUTPUTS; o++) {
      double offset = mean.getEntry(0, INPUTS + o);
      for (int i = 0; i < INPUTS; i++) {
        assertEquals(F.getEntry(o, i), regression.F[o * INPUTS + i], 1e-10);
        offset -= F.getEntry(o, i) * mean.getEntry(0, i);
      }
      assertEquals(offset, regression.f[o], 1e-10);
      for (int q = 0; q < OUTPUTS; q++) {
        assertEquals(noise.getEntry(o, q), regression.noise[o * OUTPUTS + q], 1e-10);
      }
    }
  }

  private static RealMatrix matrix(double[] entries, int rows, int columns) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.setEntry(i / columns, i % columns, entries[i]);
    }
    return matrix;
  }

  private static RealMatrix ones(int rows, int columns) {
    return new Array2DRowRealMatrix(rows, columns).scalarAdd(1);
  }

  private static double[] flat(RealMatrix matrix) {
    double[] all = new double[D * D];
    for (int i = 0; i < D * D; i++) {
      all[i] = matrix.getEntry(i / D, i % D);
    }
    return all;
  }

  @Test
  void fewSamplesWithoutAPriorTellNothing() {
    LinearRegression regression = new LinearRegression(INPUTS, OUTPUTS);
    double[] samples = samples(3, 0.1, new RandomStream(3));
    assertEquals(Status.UNDETERMINED, regression.fit(samples, 0, 3, NOTHING, NOTHING, Strength.NONE, 1e-6));
  }

  @Test
  void whatIsNotFiniteTellsNothing() {
    LinearRegression regression = new LinearRegression(INPUTS, OUTPUTS);
    double[] samples = samples(9, 0.1, new RandomStream(3));
    samples[7] = Double.NaN;
    assertEquals(Status.UNDETERMINED, regression.fit(samples, 0, 9, NOTHING, NOTHING, Strength.NONE, 1e-6));
  }
}
