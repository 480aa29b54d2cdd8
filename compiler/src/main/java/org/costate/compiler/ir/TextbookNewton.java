/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Damped Newton iteration, the meaning of {@link ImplicitSolve}. With J d = -r at y, a step y + a d is taken if the correction that J
 * gives at its end is at most (1 - a/4) times as long as d, otherwise a is halved. The iteration ends
 *
 * <ul>
 *   <li>if no element of d is longer than four units in the last place of y: at y + d;
 *   <li>if d is below 1e-8 of the longest y met, and not shorter than half the step before: rounding is all that is left, at y + d;
 *   <li>without a solution, if r or d is not finite, a falls below 1e-10, or after 50 steps.
 * </ul>
 *
 * <p>Lengths are the largest element's; a y shorter than 1e-6 counts as that long. The order of the operations is part of the meaning, so that the compiled kernel agrees to the bit.
 * Source: Deuflhard, Newton Methods for Nonlinear Problems, 2004, section 3.3 (NLEQ-ERR, restricted natural monotonicity); deviation: a
 * is found by halving from 1 alone.
 */
final class TextbookNewton {
  private static final int MOST_STEPS = 50;
  private static final double SHORTEST = 1e-10;
  private static final double SMALL = 1e-8;
  private static final double LEAST_SCALE = 1e-6;

  private final int n;
  private final UnaryOperator<double[]> system;
  private double[] y;
  private double[] values;
  private boolean solved;

  private TextbookNewton(int n, UnaryOperator<double[]> system, double[] guess) {
    this.n = n;
    this.system = system;
    this.y = guess.clone();
    this.values = system.apply(y);
    iterate();
  }

  /**
   * Iterates to the end.
   *
   * @param system from y [n] to the residual [n] and its Jacobian [n x n]
   */
  static TextbookNewton run(int n, UnaryOperator<double[]> system, double[] guess) {
    return new TextbookNewton(n, system, guess);
  }

  /** The solution [n]; NaN if there is none. */
  double[] solution() {
    if (solved) {
      return y;
    }
    double[] none = new double[n];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  /** The solution, or the last y before the iteration gave up. */
  double[] last() {
    return y;
  }

  private void iterate() {
    double scale = LEAST_SCALE;
    double before = Double.POSITIVE_INFINITY;
    for (int step = 0; step <= MOST_STEPS; step++) {
      double[] factors = TextbookLu.factor(n, Arrays.copyOfRange(values, n, n + n * n));
      double[] d = correction(factors, values);
      double length = length(d);
      scale = Math.max(scale, length(y));
      if (!Double.isFinite(length)) {
        return;
      }
      if (isRounding(d) || length <= SMALL * scale && length >= 0.5 * before) {
        y = moved(1, d);
        solved = true;
        return;
      }
      if (step == MOST_STEPS || !advance(factors, d, length <= SMALL * scale)) {
        return;
      }
      before = length;
    }
  }

  /** Takes the longest step that is good enough; false if there is none. */
  private boolean advance(double[] factors, double[] d, boolean certain) {
    for (double a = 1; a >= SHORTEST; a *= 0.5) {
      double[] trial = moved(a, d);
      double[] there = system.apply(trial);
      double next = length(correction(factors, there));
      if (next <= (1 - 0.25 * a) * length(d) || certain && Double.isFinite(next)) {
        y = trial;
        values = there;
        return true;
      }
    }
    return false;
  }

  private double[] correction(double[] factors, double[] residual) {
    double[] negative = new double[n];
    for (int i = 0; i < n; i++) {
      negative[i] = -residual[i];
    }
    return TextbookLu.solve(n, factors, negative);
  }

  private double[] moved(double a, double[] d) {
    double[] moved = new double[n];
    for (int i = 0; i < n; i++) {
      moved[i] = y[i] + a * d[i];
    }
    return moved;
  }

  private boolean isRounding(double[] d) {
    for (int i = 0; i < n; i++) {
      if (Math.abs(d[i]) > 4 * Math.ulp(y[i])) {
        return false;
      }
    }
    return true;
  }

  /** The largest absolute element; NaN if one is NaN. */
  private static double length(double[] v) {
    double longest = 0;
    for (double element : v) {
      longest = Math.max(longest, Math.abs(element));
    }
    return longest;
  }
}
