/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.linalg;

/**
 * Damped Newton iteration for r(y) = 0 on slices of a workspace, for a caller that evaluates r and its Jacobian J itself:
 *
 * <pre>
 * start(w, at)
 * do evaluate r [n] and J [n x n] at y while (proceed(w, yAt, n, rAt, at))
 * </pre>
 *
 * <p>With J d = -r at y, a step y + a d is taken if the correction that J gives at its end is at most (1 - a/4) times as long as d,
 * otherwise a is halved. The iteration ends
 *
 * <ul>
 *   <li>if no element of d is longer than four units in the last place of y: at y + d;
 *   <li>if d is below 1e-8 of the longest y met, and not shorter than half the step before: rounding is all that is left, at y + d;
 *   <li>with y all NaN, if r or d is not finite, a falls below 1e-10, or after 50 steps.
 * </ul>
 *
 * <p>Lengths are the largest element's; a y shorter than 1e-6 counts as that long. Nothing is allocated. Source: Deuflhard, Newton Methods
 * for Nonlinear Problems, 2004, section 3.3 (NLEQ-ERR, restricted natural monotonicity); deviation: a is found by halving from 1 alone.
 */
public final class NewtonKernel {
  private static final int MOST_STEPS = 50;
  private static final double SHORTEST = 1e-10;
  private static final double SMALL = 1e-8;
  private static final double LEAST_SCALE = 1e-6;

  /** Offsets in the memory: steps taken; a, 0 before the first; length of d; the one before; longest y; then the vectors. */
  private static final int STEPS = 0;

  private static final int FRACTION = 1;
  private static final int LENGTH = 2;
  private static final int BEFORE = 3;
  private static final int SCALE = 4;
  private static final int VECTORS = 5;

  private NewtonKernel() {}

  /** How many numbers the iteration remembers: scalars, y before the step, d, the correction at its end, pivots, factors. */
  public static int memory(int n) {
    return VECTORS + 4 * n + n * n;
  }

  /** Begins an iteration whose memory is {@code w[at .. at + memory(n))}. */
  public static void start(double[] w, int at) {
    w[at + STEPS] = 0;
    w[at + FRACTION] = 0;
    w[at + BEFORE] = Double.POSITIVE_INFINITY;
    w[at + SCALE] = LEAST_SCALE;
  }

  /**
   * Looks at what was evaluated at y and sets the next y.
   *
   * @param yAt y [n]; becomes the next one to evaluate at, or the result
   * @param rAt the residual [n] at y, then its Jacobian [n x n], row-major; not modified
   * @return whether to evaluate again
   */
  public static boolean proceed(double[] w, int yAt, int n, int rAt, int at) {
    if (w[at + FRACTION] != 0 && !isGoodStep(w, n, rAt, at)) {
      w[at + FRACTION] *= 0.5;
      return w[at + FRACTION] >= SHORTEST ? move(w, yAt, n, at) : fail(w, yAt, n);
    }
    int base = at + VECTORS;
    int d = base + n;
    int pivots = d + 2 * n;
    int factors = pivots + n;
    System.arraycopy(w, rAt + n, w, factors, n * n);
    LuKernel.factor(w, factors, n, pivots);
    correction(w, n, rAt, at, d);
    double length = length(w, d, n);
    double scale = Math.max(w[at + SCALE], length(w, yAt, n));
    w[at + LENGTH] = length;
    w[at + SCALE] = scale;
    if (!Double.isFinite(length)) {
      return fail(w, yAt, n);
    }
    System.arraycopy(w, yAt, w, base, n);
    w[at + FRACTION] = 1;
    if (isRounding(w, yAt, d, n) || length <= SMALL * scale && length >= 0.5 * w[at + BEFORE]) {
      move(w, yAt, n, at);
      return false;
    }
    if (w[at + STEPS] == MOST_STEPS) {
      return fail(w, yAt, n);
    }
    w[at + STEPS]++;
    w[at + BEFORE] = length;
    return move(w, yAt, n, at);
  }

  /** Whether the correction at the end of the step is short enough; a step so small that rounding decides is always good. */
  private static boolean isGoodStep(double[] w, int n, int rAt, int at) {
    int next = at + VECTORS + 2 * n;
    correction(w, n, rAt, at, next);
    double length = length(w, next, n);
    return length <= (1 - 0.25 * w[at + FRACTION]) * w[at + LENGTH]
        || w[at + LENGTH] <= SMALL * w[at + SCALE] && Double.isFinite(length);
  }

  /** -J^-1 r with the factors in the memory. */
  private static void correction(double[] w, int n, int rAt, int at, int to) {
    for (int i = 0; i < n; i++) {
      w[to + i] = -w[rAt + i];
    }
    int pivots = at + VECTORS + 3 * n;
    LuKernel.solve(w, pivots + n, n, pivots, to);
  }

  /** y before the step + a d. */
  private static boolean move(double[] w, int yAt, int n, int at) {
    int base = at + VECTORS;
    for (int i = 0; i < n; i++) {
      w[yAt + i] = w[base + i] + w[at + FRACTION] * w[base + n + i];
    }
    return true;
  }

  private static boolean fail(double[] w, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      w[yAt + i] = Double.NaN;
    }
    return false;
  }

  private static boolean isRounding(double[] w, int yAt, int d, int n) {
    for (int i = 0; i < n; i++) {
      if (Math.abs(w[d + i]) > 4 * Math.ulp(w[yAt + i])) {
        return false;
      }
    }
    return true;
  }

  /** The largest absolute element; NaN if one is NaN. */
  private static double length(double[] w, int at, int n) {
    double longest = 0;
    for (int i = 0; i < n; i++) {
      longest = Math.max(longest, Math.abs(w[at + i]));
    }
    return longest;
  }
}
