/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.al;

import java.util.Arrays;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.solve.Multipliers;

/**
 * Everything that an augmented Lagrangian keeps, as rows lower <= r <= upper: an equality has both limits zero, c <= 0 has no lower one, and a
 * coordinate of a state with limits is a row of its own. With the multiplier y and the penalty rho of a row,
 *
 * <pre>
 * s = r + y / rho,   estimate = rho (s - clamp(s)),   term = (estimate^2 - y^2) / (2 rho)
 * </pre>
 *
 * <p>which for c <= 0 is the term of Powell, Hestenes and Rockafellar: estimate = max(0, y + rho c).
 */
final class Rows {
  /** Where the rows of k = 0..N begin; all their number at N + 1. At each k the constraints come first, then the {@link #limited}. */
  final int[] at;

  /** How many rows of k are constraints. */
  final int[] constraints;

  /** The coordinates of a state that have limits. */
  final int[] limited;

  /** r, where the trajectory was evaluated last. */
  final double[] value;

  final double[] y;
  final double[] rho;

  private final double[] lower;
  private final double[] upper;
  private final double[] least;
  private final double[] most;
  private final OptimalControlProblem problem;
  private final double penalty;

  /** @param penalty the first rho of every row */
  Rows(OptimalControlProblem problem, double penalty) {
    this.problem = problem;
    this.penalty = penalty;
    Dims dims = problem.dims();
    least = new double[dims.nx()];
    most = new double[dims.nx()];
    problem.stateBounds(least, most);
    int[] found = new int[dims.nx()];
    int count = 0;
    for (int i = 0; i < dims.nx(); i++) {
      if (least[i] > Double.NEGATIVE_INFINITY || most[i] < Double.POSITIVE_INFINITY) {
        found[count++] = i;
      }
    }
    limited = Arrays.copyOf(found, count);
    int N = dims.steps();
    at = new int[N + 2];
    constraints = new int[N + 1];
    for (int k = 0; k <= N; k++) {
      constraints[k] = problem.constraints(k);
      at[k + 1] = at[k] + constraints[k] + (k > 0 ? limited.length : 0);
    }
    int rows = at[N + 1];
    value = new double[rows];
    y = new double[rows];
    rho = new double[rows];
    lower = new double[rows];
    upper = new double[rows];
    for (int k = 0; k <= N; k++) {
      for (int i = 0; i < constraints[k]; i++) {
        lower[at[k] + i] = problem.isEquality(k, i) ? 0 : Double.NEGATIVE_INFINITY;
      }
    }
  }

  /** Reads the limits of the states, which may have moved. */
  void readLimits() {
    problem.stateBounds(least, most);
    for (int k = 1; k < at.length - 1; k++) {
      for (int j = 0; j < limited.length; j++) {
        lower[at[k] + constraints[k] + j] = least[limited[j]];
        upper[at[k] + constraints[k] + j] = most[limited[j]];
      }
    }
  }

  int size() {
    return value.length;
  }

  /** No multipliers and the first penalty; reads the limits of the states. */
  void reset() {
    readLimits();
    Arrays.fill(y, 0);
    Arrays.fill(rho, penalty);
  }

  /** Begins with the multipliers of an earlier solution. */
  void reset(Multipliers multipliers) {
    reset();
    int n = problem.dims().ndx();
    for (int k = 0; k < at.length - 1; k++) {
      System.arraycopy(multipliers.y, multipliers.at(k), y, at[k], constraints[k]);
      for (int i = at[k] + constraints[k]; i < at[k + 1]; i++) {
        y[i] = multipliers.zx[k * n + problem.direction(limited[i - at[k] - constraints[k]])];
      }
    }
  }

  /** Reads the limited coordinates of x(k). */
  void readState(int k, double[] x, int xAt) {
    for (int i = at[k] + constraints[k]; i < at[k + 1]; i++) {
      value[i] = x[xAt + limited[i - at[k] - constraints[k]]];
    }
  }

  /** What y would become: the derivative of the term with respect to r. */
  double estimate(int i) {
    double s = y[i] == 0 ? value[i] : value[i] + y[i] / rho[i]; // most rows are idle, and a division is what costs most here
    return rho[i] * (s - clamp(s, i));
  }

  /** Whether the term of a row has curvature here. */
  boolean isActive(int i) {
    return lower[i] == upper[i] || estimate(i) != 0;
  }

  /** Sum of the terms of k. */
  double terms(int k) {
    double sum = 0;
    for (int i = at[k]; i < at[k + 1]; i++) {
      double estimate = estimate(i);
      if (estimate != 0 || y[i] != 0) {
        sum += (estimate - y[i]) * (estimate + y[i]) / (2 * rho[i]);
      }
    }
    return sum;
  }

  /** Sum of all terms. */
  double terms() {
    double sum = 0;
    for (int k = 0; k < at.length - 1; k++) {
      sum += terms(k);
    }
    return sum;
  }

  /** The largest violation of a row. */
  double violation() {
    double largest = 0;
    for (int i = 0; i < value.length; i++) {
      largest = Math.max(largest, Math.abs(value[i] - clamp(value[i], i)));
    }
    return largest;
  }

  /** The largest product of an estimate and the distance of its row to the limit that it belongs to. */
  double complementarity() {
    double largest = 0;
    for (int i = 0; i < value.length; i++) {
      double estimate = estimate(i);
      if (estimate != 0) {
        largest = Math.max(largest, Math.abs(estimate * (value[i] - (estimate > 0 ? upper[i] : lower[i]))));
      }
    }
    return largest;
  }

  /** How far row i is from satisfying both its limits and complementarity: what its multiplier is about to change by, over rho. */
  private double miss(int i) {
    return Math.abs(estimate(i) - y[i]) / rho[i];
  }

  /** The largest {@link #miss}. */
  double miss() {
    double largest = 0;
    for (int i = 0; i < value.length; i++) {
      largest = Math.max(largest, miss(i));
    }
    return largest;
  }

  /** Every multiplier becomes its estimate. */
  void updateMultipliers() {
    for (int i = 0; i < value.length; i++) {
      y[i] = estimate(i);
    }
  }

  /**
   * As {@link #updateMultipliers}; then the penalties of the rows that are missed by more than {@code tolerance} grow. One number for
   * all rows, so that rows that take turns in being active do not raise one another.
   */
  void update(double tolerance, PenaltyOptions penalties) {
    for (int i = 0; i < value.length; i++) {
      double miss = miss(i);
      y[i] = estimate(i);
      if (miss > tolerance) {
        rho[i] = Math.min(penalties.growth() * rho[i], penalties.max());
      }
    }
  }

  /** All penalties grow. @return false if they cannot */
  boolean raise(PenaltyOptions penalties) {
    boolean raised = false;
    for (int i = 0; i < rho.length; i++) {
      raised |= rho[i] < penalties.max();
      rho[i] = Math.min(penalties.growth() * rho[i], penalties.max());
    }
    return raised;
  }

  /** Writes the estimates in the places where a report has multipliers: with them the Lagrangian has the gradient that the sweeps saw. */
  void write(Multipliers out) {
    int n = problem.dims().ndx();
    for (int k = 0; k < at.length - 1; k++) {
      for (int i = 0; i < constraints[k]; i++) {
        out.y[out.at(k) + i] = estimate(at[k] + i);
      }
      for (int i = at[k] + constraints[k]; i < at[k + 1]; i++) {
        out.zx[k * n + problem.direction(limited[i - at[k] - constraints[k]])] = estimate(i);
      }
    }
  }

  /** The largest rho; 0 without rows. */
  double largestPenalty() {
    double largest = 0;
    for (double each : rho) {
      largest = Math.max(largest, each);
    }
    return largest;
  }

  /** Whether the penalty of the row that is missed most cannot grow. */
  boolean isExhausted(PenaltyOptions penalties) {
    int most = 0;
    for (int i = 1; i < value.length; i++) {
      most = miss(i) > miss(most) ? i : most;
    }
    return rho[most] >= penalties.max();
  }

  private double clamp(double s, int i) {
    return Math.min(Math.max(s, lower[i]), upper[i]);
  }
}
