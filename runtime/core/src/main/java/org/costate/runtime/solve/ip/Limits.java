/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.kkt.Layout;

/**
 * Between which values the variables and, after them, the slacks stay, and the barrier function that keeps them there:
 *
 * <pre>
 * mu sum of -ln(v - lower) - ln(upper - v)  +  damping mu sum of the distance from a limit that has none opposite
 * </pre>
 *
 * <p>Limits are moved outward by a small relaxation, so that there is an inside where an equality pins a variable to its limit. A control or a
 * direction of the start whose limits are equal has none here and cannot change.
 *
 * <p>Source: Wächter and Biegler 2006, sections 2.1, 3.5 and 3.7.
 */
final class Limits {
  /** kappa_d. */
  private static final double DAMPING = 1e-5;

  private final Layout layout;

  /** -infinity and infinity where there are none, [variables + slacks]. */
  final double[] lower;

  final double[] upper;

  /** Which variables and slacks have a limit, the first {@link #count}, ascending. */
  final int[] limited;

  int count;

  /** Limits as the problem has them, for controls, [m]. */
  private final double[] controlLower;

  private final double[] controlUpper;
  private final double[] startLower;
  private final double[] startUpper;

  /** By coordinates, [nx]. */
  private final double[] stateLower;

  private final double[] stateUpper;

  Limits(OptimalControlProblem problem, Layout layout, int slacks) {
    this.layout = layout;
    lower = new double[layout.variables + slacks];
    upper = new double[layout.variables + slacks];
    limited = new int[layout.variables + slacks];
    controlLower = new double[layout.m];
    controlUpper = new double[layout.m];
    startLower = new double[layout.n];
    startUpper = new double[layout.n];
    stateLower = new double[problem.dims().nx()];
    stateUpper = new double[problem.dims().nx()];
  }

  /**
   * Reads the problem's limits.
   *
   * @param relaxation how far they are moved
   * @param free which variables can change, overwritten
   */
  void read(OptimalControlProblem problem, double relaxation, boolean[] free) {
    problem.controlBounds(controlLower, controlUpper);
    problem.startBounds(startLower, startUpper);
    problem.stateBounds(stateLower, stateUpper);
    Arrays.fill(lower, Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, Double.POSITIVE_INFINITY);
    Arrays.fill(free, true);
    for (int i = 0; i < layout.n; i++) {
      set(layout.x(0) + i, startLower[i], startUpper[i], relaxation);
      free[layout.x(0) + i] = startLower[i] < startUpper[i];
    }
    for (int k = 0; k <= layout.N; k++) {
      for (int i = 0; i < layout.controls(k); i++) {
        set(layout.u(k) + i, controlLower[i], controlUpper[i], relaxation);
        free[layout.u(k) + i] = controlLower[i] < controlUpper[i];
      }
      for (int i = 0; k > 0 && i < stateLower.length; i++) {
        if (isLimited(i)) {
          int variable = layout.x(k) + problem.direction(i);
          lower[variable] = stateLower[i] - relaxation;
          upper[variable] = stateUpper[i] + relaxation;
        }
      }
    }
    Arrays.fill(lower, layout.variables, lower.length, 0);
    collect();
  }

  private void collect() {
    count = 0;
    for (int i = 0; i < lower.length; i++) {
      if (hasLower(i) || hasUpper(i)) {
        limited[count++] = i;
      }
    }
  }

  /** Moves the limits of the slacks of inequalities, which are scaled as their constraints are. */
  void relax(Slacks slacks, double[] rowScale, double relaxation) {
    for (int j = 0; j < slacks.count(); j++) {
      lower[layout.variables + j] = slacks.price[j] > 0 ? 0 : -relaxation * rowScale[slacks.equation[j]];
    }
  }

  private void set(int variable, double least, double most, double relaxation) {
    if (least < most) {
      lower[variable] = least - relaxation;
      upper[variable] = most + relaxation;
    }
  }

  /** Takes over the limits of another phase, which has the same variables and some of the slacks; the other slacks are positive. */
  void share(Limits other) {
    System.arraycopy(other.stateLower, 0, stateLower, 0, stateLower.length);
    System.arraycopy(other.stateUpper, 0, stateUpper, 0, stateUpper.length);
    System.arraycopy(other.lower, 0, lower, 0, other.lower.length);
    System.arraycopy(other.upper, 0, upper, 0, other.upper.length);
    Arrays.fill(lower, other.lower.length, lower.length, 0);
    Arrays.fill(upper, other.upper.length, upper.length, Double.POSITIVE_INFINITY);
    collect();
  }

  /** Whether a coordinate of x(1..N) has a limit. */
  boolean isLimited(int coordinate) {
    return stateLower[coordinate] > Double.NEGATIVE_INFINITY || stateUpper[coordinate] < Double.POSITIVE_INFINITY;
  }

  /** The problem's own limits of a control. */
  double clampControl(int i, double value) {
    return Math.min(Math.max(value, controlLower[i]), controlUpper[i]);
  }

  /** The problem's own limits of a displacement of the start. */
  double clampStart(int i, double value) {
    return Math.min(Math.max(value, startLower[i]), startUpper[i]);
  }

  boolean hasLower(int i) {
    return lower[i] > Double.NEGATIVE_INFINITY;
  }

  boolean hasUpper(int i) {
    return upper[i] < Double.POSITIVE_INFINITY;
  }

  /** v(i) - lower(i), not below the resolution of numbers. */
  double above(double[] v, int i) {
    return Math.max(v[i] - lower[i], Math.ulp(lower[i]));
  }

  /** upper(i) - v(i), not below the resolution of numbers. */
  double below(double[] v, int i) {
    return Math.max(upper[i] - v[i], Math.ulp(upper[i]));
  }

  /** The barrier function without its factor mu. */
  double barrier(double[] v) {
    double sum = 0;
    for (int at = 0; at < count; at++) {
      int i = limited[at];
      if (hasLower(i)) {
        double distance = above(v, i);
        sum -= Math.log(distance);
        sum += hasUpper(i) ? 0 : DAMPING * distance;
      }
      if (hasUpper(i)) {
        double distance = below(v, i);
        sum -= Math.log(distance);
        sum += hasLower(i) ? 0 : DAMPING * distance;
      }
    }
    return sum;
  }

  /** The derivative of the barrier function with respect to v(i), without its factor mu. */
  double slope(double[] v, int i) {
    double slope = 0;
    if (hasLower(i)) {
      slope += (hasUpper(i) ? 0 : DAMPING) - 1 / above(v, i);
    }
    if (hasUpper(i)) {
      slope += 1 / below(v, i) - (hasLower(i) ? 0 : DAMPING);
    }
    return slope;
  }

  /** The curvature that the multipliers give v(i): Sigma. */
  double curvature(Iterate w, int i) {
    return (hasLower(i) ? w.zl[i] / above(w.v, i) : 0) + (hasUpper(i) ? w.zu[i] / below(w.v, i) : 0);
  }

  /** The longest step, at most 1, that keeps 1 - tau of every distance from a limit: equation (15a). */
  double longestStep(double[] v, double[] dv, double tau) {
    double alpha = 1;
    for (int at = 0; at < count; at++) {
      int i = limited[at];
      if (dv[i] < 0 && hasLower(i) && alpha * -dv[i] > tau * above(v, i)) {
        alpha = tau * above(v, i) / -dv[i];
      }
      if (dv[i] > 0 && hasUpper(i) && alpha * dv[i] > tau * below(v, i)) {
        alpha = tau * below(v, i) / dv[i];
      }
    }
    return alpha;
  }

  /** The value moved inside, away from a limit by a part of 1 + its size or of the distance of the limits: section 3.6. */
  double inside(int i, double value, double push) {
    double least = lower[i];
    double most = upper[i];
    double range = most - least;
    if (hasLower(i)) {
      value = Math.max(value, least + push * Math.min(Math.max(1, Math.abs(least)), range));
    }
    if (hasUpper(i)) {
      value = Math.min(value, most - push * Math.min(Math.max(1, Math.abs(most)), range));
    }
    return value;
  }
}
