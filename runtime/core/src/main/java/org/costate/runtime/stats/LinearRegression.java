/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.stats;

import java.util.Arrays;
import org.costate.runtime.linalg.Cholesky;

/**
 * y = F x + f + e of few samples: the joint normal distribution of (x, y), its covariance the mean of a normal-inverse-Wishart posterior, and what
 * it says of y given x. Source: Levine and Abbeel 2014, section 3.2 and appendix A; as there, the mean is that of the samples.
 *
 * <p>Owns its memory: one object serves one thread.
 */
public final class LinearRegression {
  private final int inputs;
  private final int outputs;
  private final int D;
  private final double[] joint;
  private final double[] factor;

  /** The last fit: F [outputs x inputs]. */
  public final double[] F;

  /** f [outputs]. */
  public final double[] f;

  /** The covariance of e, [outputs x outputs]. */
  public final double[] noise;

  /** The mean of the samples, [inputs + outputs]. */
  public final double[] mean;

  /** How a fit ended. */
  public enum Status {
    FITTED,
    /** The samples, with the prior, do not tell F: there are too few of them, or an input never changed. */
    UNDETERMINED
  }

  public LinearRegression(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    D = inputs + outputs;
    joint = new double[D * D];
    factor = new double[inputs * inputs];
    F = new double[outputs * inputs];
    f = new double[outputs];
    noise = new double[outputs * outputs];
    mean = new double[D];
  }

  /**
   * What is believed before the samples are seen.
   *
   * @param mass for how many samples the mean counts, {@code freedom} for how many the covariance does
   */
  public record Strength(double mass, double freedom) {
    /** Nothing is believed. */
    public static final Strength NONE = new Strength(0, 0);
  }

  /**
   * @param samples (x, y), [count x (inputs + outputs)] from {@code at}
   * @param priorMean [inputs + outputs], {@code priorCovariance} square; neither is read without strength
   * @param regularization added to the variance of the inputs
   */
  public Status fit(double[] samples, int at, int count, double[] priorMean, double[] priorCovariance,
      Strength strength, double regularization) {
    moments(samples, at, count);
    if (strength.mass > 0) {
      shrink(count, priorMean, priorCovariance, strength);
    } else if (count <= inputs) {
      return Status.UNDETERMINED;
    }
    for (int i = 0; i < inputs; i++) {
      joint[i * D + i] += regularization;
      System.arraycopy(joint, i * D, factor, i * inputs, inputs);
    }
    if (Cholesky.factor(factor, inputs, 0, factor) != Cholesky.Status.FACTORED) {
      return Status.UNDETERMINED;
    }
    condition();
    return Status.FITTED;
  }

  private void moments(double[] samples, int at, int count) {
    Arrays.fill(mean, 0);
    for (int s = 0; s < count; s++) {
      for (int i = 0; i < D; i++) {
        mean[i] += samples[at + s * D + i] / count;
      }
    }
    Arrays.fill(joint, 0);
    for (int s = 0; s < count; s++) {
      int row = at + s * D;
      for (int i = 0; i < D; i++) {
        double away = (samples[row + i] - mean[i]) / count;
        for (int j = 0; j < D; j++) {
          joint[i * D + j] += away * (samples[row + j] - mean[j]);
        }
      }
    }
  }

  private void shrink(int count, double[] priorMean, double[] priorCovariance, Strength strength) {
    double between = count * strength.mass / (count + strength.mass);
    double total = count + strength.freedom;
    for (int i = 0; i < D; i++) {
      double away = between * (mean[i] - priorMean[i]);
      for (int j = 0; j < D; j++) {
        int at = i * D + j;
        joint[at] = (count * joint[at] + priorCovariance[at] + away * (mean[j] - priorMean[j])) / total;
      }
    }
  }

  /** F' solves Sxx F' = Sxy; the noise is Syy - F Sxy. */
  private void condition() {
    double[] columns = new double[inputs * outputs];
    for (int i = 0; i < inputs; i++) {
      System.arraycopy(joint, i * D + inputs, columns, i * outputs, outputs);
    }
    Cholesky.solve(factor, inputs, columns, 0, outputs);
    for (int o = 0; o < outputs; o++) {
      double offset = mean[inputs + o];
      for (int i = 0; i < inputs; i++) {
        F[o * inputs + i] = columns[i * outputs + o];
        offset -= F[o * inputs + i] * mean[i];
      }
      f[o] = offset;
    }
    for (int o = 0; o < outputs; o++) {
      for (int q = 0; q <= o; q++) {
        double sum = 0.5 * (joint[(inputs + o) * D + inputs + q] + joint[(inputs + q) * D + inputs + o]);
        for (int i = 0; i < inputs; i++) {
          // F Sxy with the regularized Sxx on both sides: Syy - 2 F Sxy + F Sxx F' = Syy - F Sxy
          sum -= 0.5 * (F[o * inputs + i] * joint[i * D + inputs + q] + F[q * inputs + i] * joint[i * D + inputs + o]);
        }
        noise[o * outputs + q] = sum;
        noise[q * outputs + o] = sum;
      }
    }
  }
}
