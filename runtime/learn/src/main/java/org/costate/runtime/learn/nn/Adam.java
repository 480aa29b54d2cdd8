/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/**
 * Adam: m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w -= rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon), after the gradient
 * was scaled down to a largest norm. Source: Kingma and Ba 2015, algorithm 1.
 */
public final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final float[] m;
  private final float[] v;
  private long steps;

  public Adam(int size) {
    m = new float[size];
    v = new float[size];
  }

  /**
   * Goes one step down.
   *
   * @param values modified
   * @param gradient not modified
   * @param largestNorm of the gradient, infinity for no limit
   */
  public void step(float[] values, float[] gradient, double rate, double largestNorm) {
    double square = 0;
    for (float g : gradient) {
      square += (double) g * g;
    }
    double scale = Math.min(1, largestNorm / (Math.sqrt(square) + 1e-12));
    steps++;
    double mean = 1 - StrictMath.pow(BETA1, (double) steps);
    double spread = 1 - StrictMath.pow(BETA2, (double) steps);
    float step = (float) (rate / mean);
    float root = (float) (1 / Math.sqrt(spread));
    for (int i = 0; i < values.length; i++) {
      float g = (float) (gradient[i] * scale);
      m[i] = (float) BETA1 * m[i] + (float) (1 - BETA1) * g;
      v[i] = (float) BETA2 * v[i] + (float) (1 - BETA2) * g * g;
      values[i] -= step * m[i] / ((float) Math.sqrt(v[i]) * root + (float) EPSILON);
    }
  }

  /** The running mean of the gradient; the array itself, for a checkpoint. */
  public float[] mean() {
    return m;
  }

  /** The running mean of its squares; the array itself, for a checkpoint. */
  public float[] squares() {
    return v;
  }

  public long steps() {
    return steps;
  }

  /** Goes on after {@code steps} steps; the running means are set by their arrays. */
  public void resume(long taken) {
    steps = taken;
  }
}
