/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.arithmetic;

/**
 * {@link Trigonometry} for many angles, bit for bit the same: both polynomials are evaluated and one of them, with its sign, is picked by
 * products with 0, 1 and -1, which are exact. Several short loops without branches, because the JIT compiler turns those into vector
 * instructions and leaves a long one as it is. Owns memory; for one thread.
 */
public final class TrigonometryLanes {
  /** A smaller angle counts as zero here: its reciprocal is near the largest number. */
  private static final double HUGE = 1e300;

  private final double[] quarters;
  private final double[] sines;
  private final double[] cosines;
  private final double[] odd;
  private final double[] largest;

  /** @param lanes how many angles at most */
  public TrigonometryLanes(int lanes) {
    quarters = new double[lanes];
    sines = new double[lanes];
    cosines = new double[lanes];
    odd = new double[lanes];
    largest = new double[lanes];
  }

  /** Writes the sines of the first n angles to {@code sin}, which is another array. */
  public void sin(double[] x, double[] sin, int n) {
    reduce(x, sines, quarters, n);
    polynomials(sines, cosines, n);
    pickSine(quarters, sines, cosines, sin, n);
    if (anySpecial(x, n)) {
      for (int i = 0; i < n; i++) {
        sin[i] = Trigonometry.sin(x[i]);
      }
    }
  }

  /** Writes the cosines of the first n angles to {@code cos}, which is another array. */
  public void cos(double[] x, double[] cos, int n) {
    reduce(x, sines, quarters, n);
    polynomials(sines, cosines, n);
    pickCosine(quarters, sines, cosines, cos, n);
    if (anySpecial(x, n)) {
      for (int i = 0; i < n; i++) {
        cos[i] = Trigonometry.cos(x[i]);
      }
    }
  }

  /** Writes both for the first n angles, to other arrays. */
  public void sinCos(double[] x, double[] sin, double[] cos, int n) {
    reduce(x, sines, quarters, n);
    polynomials(sines, cosines, n);
    signs(quarters, odd, sin, cos, n);
    pick(odd, sines, cosines, sin, cos, n);
    if (anySpecial(x, n)) {
      for (int i = 0; i < n; i++) {
        sin[i] = Trigonometry.sin(x[i]);
        cos[i] = Trigonometry.cos(x[i]);
      }
    }
  }

  private static void reduce(double[] x, double[] r, double[] quarters, int n) {
    for (int i = 0; i < n; i++) {
      double q = Trigonometry.quarters(x[i]);
      quarters[i] = q;
      r[i] = Trigonometry.reduced(x[i], q);
    }
  }

  /** @param r the reduced angles; become their sines */
  private static void polynomials(double[] r, double[] cosines, int n) {
    for (int i = 0; i < n; i++) {
      double angle = r[i];
      r[i] = Trigonometry.sine(angle);
      cosines[i] = Trigonometry.cosine(angle);
    }
  }

  private static void pickSine(double[] quarters, double[] sines, double[] cosines, double[] sin, int n) {
    for (int i = 0; i < n; i++) {
      double half = Math.floor(0.5 * quarters[i]);
      double odd = quarters[i] - 2 * half;
      double minus = half - 2 * Math.floor(0.5 * half);
      sin[i] = (1 - 2 * minus) * ((1 - odd) * sines[i] + odd * cosines[i]);
    }
  }

  private static void pickCosine(double[] quarters, double[] sines, double[] cosines, double[] cos, int n) {
    for (int i = 0; i < n; i++) {
      double half = Math.floor(0.5 * quarters[i]);
      double odd = quarters[i] - 2 * half;
      double minus = half - 2 * Math.floor(0.5 * half);
      double negative = odd + minus - 2 * odd * minus; // one of them, not both
      cos[i] = (1 - 2 * negative) * ((1 - odd) * cosines[i] + odd * sines[i]);
    }
  }

  /** What the polynomials are to be multiplied by: whether they change places, and the signs of both results. */
  private static void signs(double[] quarters, double[] odd, double[] sin, double[] cos, int n) {
    for (int i = 0; i < n; i++) {
      double half = Math.floor(0.5 * quarters[i]);
      double swap = quarters[i] - 2 * half;
      double sign = 1 - 2 * (half - 2 * Math.floor(0.5 * half));
      odd[i] = swap;
      sin[i] = sign;
      cos[i] = sign * (1 - 2 * swap);
    }
  }

  private static void pick(double[] odd, double[] sines, double[] cosines, double[] sin, double[] cos, int n) {
    for (int i = 0; i < n; i++) {
      double same = 1 - odd[i];
      double sine = sines[i];
      double cosine = cosines[i];
      sin[i] *= same * sine + odd[i] * cosine;
      cos[i] *= same * cosine + odd[i] * sine;
    }
  }

  /** Whether there is a zero, whose sign the products lose, or what {@link Trigonometry} leaves to {@link Math}. */
  private boolean anySpecial(double[] x, int n) {
    sizes(x, largest, n);
    int left = n;
    double[] from = largest;
    double[] to = odd;
    while (left > 8) {
      int half = left / 2;
      fold(from, to, half, left - half);
      if (left % 2 == 1) {
        to[half] = from[half];
      }
      left -= half;
      double[] free = from;
      from = to;
      to = free;
    }
    boolean ordinary = true;
    for (int i = 0; i < left; i++) {
      ordinary &= from[i] <= Trigonometry.LIMIT;
    }
    return !ordinary;
  }

  /** The absolute values, with more than the limit in the place of zeros. */
  private static void sizes(double[] x, double[] sizes, int n) {
    for (int i = 0; i < n; i++) {
      double size = Math.abs(x[i]);
      sizes[i] = Math.max(size, 2 * Trigonometry.LIMIT - HUGE * size);
    }
  }

  private static void fold(double[] from, double[] to, int n, int apart) {
    for (int i = 0; i < n; i++) {
      to[i] = Math.max(from[i], from[i + apart]);
    }
  }
}
