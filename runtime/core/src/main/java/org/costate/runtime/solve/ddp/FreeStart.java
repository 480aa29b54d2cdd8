/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import java.util.Arrays;
import org.costate.runtime.problem.OptimalControlProblem;

/**
 * The start x(0) = retract(start, d) where it is free, lower <= d <= upper, and its step: with V the model of the cost to go at x(0),
 *
 * <pre>
 * dx = argmin of Vx' dx + 1/2 dx' (Vxx + mu I) dx  over  lower - d <= dx <= upper - d
 * </pre>
 *
 * <p>A step is taken from the nominal x(0), not from the problem's start: for a rotation d is then the sum of the steps, and the limits, of
 * which it has none, do not care. In a direction that the cost does not feel the minimizer is not unique; a floor far below the largest
 * diagonal entry of Vxx picks a short one.
 */
final class FreeStart {
  /** What is added to the diagonal of Vxx, relative to its largest entry: below what a Newton step could feel. */
  private static final double FLOOR = 1e-12;

  /** Vx' dx of the last step. */
  double linear;

  /** dx' Vxx dx / 2 of the last step. */
  double quadratic;

  /** The largest |g| (1 + |d|), as {@link Gradient#weightedNorm}. */
  double weightedNorm;

  private final OptimalControlProblem problem;
  private final int n;
  private final double[] lower;
  private final double[] upper;
  private final double[] least;
  private final double[] most;
  private final double[] H;
  private final double[] step;
  private final BoxQp boxQp;
  private final double[] begin;
  private double[] d;
  private double[] candidate;
  private double[] aside;
  private boolean free;

  FreeStart(OptimalControlProblem problem) {
    this.problem = problem;
    n = problem.dims().ndx();
    lower = new double[n];
    upper = new double[n];
    least = new double[n];
    most = new double[n];
    H = new double[n * n];
    step = new double[n];
    boxQp = new BoxQp(n);
    begin = new double[problem.dims().nx()];
    d = new double[n];
    candidate = new double[n];
    aside = new double[n];
  }

  /**
   * Reads the limits and writes the x(0) to begin with.
   *
   * @param wanted a state [nx] at its begin whose free part is taken over as far as the limits allow; null for the problem's start
   * @param X [nx] at its begin, overwritten; not {@code wanted}
   */
  void begin(double[] wanted, double[] X) {
    problem.startBounds(lower, upper);
    free = !Arrays.equals(lower, upper);
    Arrays.fill(d, 0);
    Arrays.fill(boxQp.x, 0);
    if (!free) {
      problem.start(X, 0);
      return;
    }
    problem.start(begin, 0);
    if (wanted != null) {
      problem.difference(begin, 0, wanted, 0, d, 0);
    }
    for (int i = 0; i < n; i++) {
      d[i] = clamp(d[i], i);
    }
    problem.retract(begin, 0, d, 0, X, 0);
  }

  boolean isFree() {
    return free;
  }

  /** Finds dx. @return false if Vxx + mu I is not positive definite on the directions that the limits leave free */
  boolean solve(double[] Vx, double[] Vxx, double mu) {
    linear = 0;
    quadratic = 0;
    Arrays.fill(boxQp.x, 0);
    if (!hasSlope(Vx)) {
      return true;
    }
    System.arraycopy(Vxx, 0, H, 0, n * n);
    double largest = 0;
    for (int i = 0; i < n; i++) {
      least[i] = lower[i] - d[i];
      most[i] = upper[i] - d[i];
      largest = least[i] < most[i] ? Math.max(largest, Vxx[i * n + i]) : largest;
    }
    for (int i = 0; i < n; i++) {
      H[i * n + i] += mu + FLOOR * largest;
    }
    if (boxQp.solve(H, Vx, least, most) != BoxQp.Status.SOLVED) {
      return false;
    }
    double[] dx = boxQp.x;
    for (int i = 0; i < n; i++) {
      linear += Vx[i] * dx[i];
      double row = 0;
      for (int j = 0; j < n; j++) {
        row += Vxx[i * n + j] * dx[j];
      }
      quadratic += 0.5 * dx[i] * row;
    }
    return true;
  }

  /** Writes dx, zero where the start is fixed, to {@code out}. */
  void step(double[] out) {
    if (free) {
      System.arraycopy(boxQp.x, 0, out, 0, n);
    }
  }

  private boolean hasSlope(double[] Vx) {
    for (int i = 0; i < n; i++) {
      if (lower[i] < upper[i] && Vx[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Writes the start of a candidate to {@code X}: the nominal one moved by alpha dx, within the limits. */
  void place(double alpha, double[] nominal, double[] X) {
    if (!free) {
      problem.start(X, 0);
      return;
    }
    for (int i = 0; i < n; i++) {
      candidate[i] = clamp(d[i] + alpha * boxQp.x[i], i);
      step[i] = candidate[i] - d[i];
    }
    problem.retract(nominal, 0, step, 0, X, 0);
  }

  /** The candidate and the one set aside change places. */
  void exchange() {
    double[] other = aside;
    aside = candidate;
    candidate = other;
  }

  /** The candidate becomes the nominal start. */
  void accept() {
    double[] previous = d;
    d = candidate;
    candidate = previous;
  }

  /**
   * The largest |g|, where a direction that is fixed, or pushed against the limit it is at, counts as zero; fills {@link #weightedNorm}.
   *
   * @param g the gradient of the cost with respect to x(0), [n] at its begin
   */
  double projectedNorm(double[] g) {
    double norm = 0;
    weightedNorm = 0;
    for (int i = 0; i < n; i++) {
      if (!isHeld(g, i)) {
        norm = Math.max(norm, Math.abs(g[i]));
        weightedNorm = Math.max(weightedNorm, Math.abs(g[i]) * (1 + Math.abs(d[i])));
      }
    }
    return norm;
  }

  /** Writes the multipliers of the start's limits: what balances the gradient {@code g [n]} where they hold, or where the start is given. */
  void multipliers(double[] g, double[] z) {
    for (int i = 0; i < n; i++) {
      z[i] = isHeld(g, i) ? -g[i] : 0;
    }
  }

  private boolean isHeld(double[] g, int i) {
    return lower[i] == upper[i] || d[i] <= lower[i] && g[i] > 0 || d[i] >= upper[i] && g[i] < 0;
  }

  private double clamp(double value, int i) {
    return Math.min(Math.max(value, lower[i]), upper[i]);
  }
}
