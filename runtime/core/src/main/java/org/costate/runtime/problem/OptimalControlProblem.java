/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.Optional;

/**
 * minimize sum over k = 0..N-1 of l(k, x(k), u(k)) + lN(x(N)) subject to x(k+1) = F(k, x(k), u(k)), lower <= u(k) <= upper, x(0)
 * given, or free within limits, and, where a problem has them, lower <= x(k) <= upper for k = 1..N and constraints c(k, x(k), u(k)) = 0 or
 * c(k, x(k), u(k)) <= 0 for k = 0..N. What a solver chooses once for all steps is a part of the state that the steps leave as it is and
 * whose start is free.
 *
 * <p>Always a minimization: a problem stated with {@code maximize} comes with its cost negated, see {@link ProblemInfo#sense()}.
 */
public interface OptimalControlProblem extends Dynamics {
  /** Writes x(0), where it is free the one to begin with, to {@code x[xAt .. xAt + nx)}. */
  void start(double[] x, int xAt);

  /**
   * Writes how far x(0) may be from {@link #start}, both [ndx]: x(0) = retract(start, dx) with lower <= dx <= upper. Zero in both where the
   * start is fixed, as it is everywhere unless a problem says otherwise.
   */
  default void startBounds(double[] lower, double[] upper) {
    Arrays.fill(lower, 0, dims().ndx(), 0);
    Arrays.fill(upper, 0, dims().ndx(), 0);
  }

  /** Writes the control limits, -infinity and +infinity where there are none. Both [nu]; the same for every step. */
  void controlBounds(double[] lower, double[] upper);

  /** Writes F(k, x, u) to {@code next} as {@link Dynamics#step} does, and returns l(k, x, u). */
  double stage(int k, double[] x, int xAt, double[] u, int uAt, double[] next, int nextAt);

  /** Writes F, its Jacobians, l, its gradient and its Hessian: every field of {@code out}. */
  void expand(int k, double[] x, int xAt, double[] u, int uAt, StageExpansion out);

  /** Returns lN(x). */
  double terminal(double[] x, int xAt);

  /** Writes lN, its gradient and its Hessian. */
  void expandTerminal(double[] x, int xAt, TerminalExpansion out);

  /** Writes to {@code dx [ndx]} the tangent vector that leads from {@code x} to {@code y}: y minus x where states are plain numbers. */
  default void difference(double[] x, int xAt, double[] y, int yAt, double[] dx, int dxAt) {
    for (int i = 0; i < dims().nx(); i++) {
      dx[dxAt + i] = y[yAt + i] - x[xAt + i];
    }
  }

  /** Writes to {@code y [nx]} the state reached from {@code x} along {@code dx [ndx]}: x plus dx where states are plain numbers. */
  default void retract(double[] x, int xAt, double[] dx, int dxAt, double[] y, int yAt) {
    for (int i = 0; i < dims().nx(); i++) {
      y[yAt + i] = x[xAt + i] + dx[dxAt + i];
    }
  }

  /**
   * Writes how {@link #difference} changes with its ends: with D(a, b) = difference(retract(x, a), retract(y, b)), dD/da at zero to {@code
   * first} and dD/db at zero to {@code second}, both [ndx x ndx]. Only structural non-zeros are written, so the arrays come with zeros.
   */
  default void differenceJacobians(double[] x, int xAt, double[] y, int yAt, double[] first, double[] second) {
    fillDiagonal(first, -1);
    fillDiagonal(second, 1);
  }

  /**
   * Writes how {@link #retract} changes, seen from y = retract(x, dx): with R(a, b) = difference(y, retract(retract(x, a), dx + b)), dR/da at
   * zero to {@code first} and dR/db at zero to {@code second}, both [ndx x ndx], as {@link #differenceJacobians} does.
   */
  default void retractJacobians(double[] x, int xAt, double[] dx, int dxAt, double[] first, double[] second) {
    fillDiagonal(first, 1);
    fillDiagonal(second, 1);
  }

  /**
   * Writes the limits of x(1), ..., x(N), -infinity and +infinity where there are none. Both [nx], by coordinates; those of x(0) are
   * {@link #startBounds}. A coordinate with a limit changes with one direction alone, {@link #direction}.
   */
  default void stateBounds(double[] lower, double[] upper) {
    Arrays.fill(lower, 0, dims().nx(), Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, 0, dims().nx(), Double.POSITIVE_INFINITY);
  }

  /** The direction with which a coordinate that can have limits changes, one to one. */
  default int direction(int coordinate) {
    return coordinate;
  }

  /**
   * How many constraints hold at k = 0..N besides limits; at N they do not depend on controls. Constraints that nothing at k can change,
   * as those of a given start, are left out.
   */
  default int constraints(int k) {
    return 0;
  }

  /** Whether constraint {@code i} of k says c = 0; otherwise it says c <= 0. */
  default boolean isEquality(int k, int i) {
    throw new IndexOutOfBoundsException(i);
  }

  /** Writes the values of the constraints of k to {@code c[cAt .. cAt + constraints(k))}; at k = N {@code u} is not read and may be null. */
  default void constrain(int k, double[] x, int xAt, double[] u, int uAt, double[] c, int cAt) {}

  /** Writes the constraints of k and their Jacobians; only structural non-zeros, as everywhere. At k = N {@code u} may be null. */
  default void expandConstraints(int k, double[] x, int xAt, double[] u, int uAt, ConstraintExpansion out) {}

  /**
   * Writes the second derivatives of y' c(k, x, u) to {@code out}, all of it.
   *
   * @param y [constraints(k)] from {@code yAt}, not modified
   */
  default void constraintCurvature(
      int k, double[] x, int xAt, double[] u, int uAt, double[] y, int yAt, Curvature out) {
    out.clear();
  }

  /** An equal problem with memory of its own, for another thread; empty where there is none, and then one thread has to do all the work. */
  default Optional<OptimalControlProblem> forAnotherThread() {
    return Optional.empty();
  }

  /**
   * {@link #stage} and {@link #terminal} for many states and controls at a time, bit for bit the same, for the thread of this object; empty where
   * there is nothing faster than one after the other.
   *
   * @param most how many at most
   */
  default Optional<LaneStages> lanes(int most) {
    return Optional.empty();
  }

  /** The products of a sweep over this problem's derivatives, for the thread of this object. */
  default SweepStep sweepStep() {
    return SweepStep.loops(dims().ndx(), dims().nu());
  }

  /** The same problem with the stages of its steps as unknowns, for the thread of this object; empty where it was not compiled with them. */
  default Optional<LiftedProblem> lifted() {
    return Optional.empty();
  }

  private void fillDiagonal(double[] matrix, double value) {
    int n = dims().ndx();
    for (int i = 0; i < n; i++) {
      matrix[i * n + i] = value;
    }
  }
}
