/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * minimize sum over k = 0..N-1 of l(k, x(k), u(k)) + lN(x(N)) subject to x(k+1) = F(k, x(k), u(k)), x(0) given, lower <= u(k) <= upper.
 *
 * <p>Always a minimization: a problem stated with {@code maximize} comes with its cost negated, see {@link ProblemInfo#sense()}.
 */
public interface OptimalControlProblem extends Dynamics {
  /** Writes x(0) to {@code x[xAt .. xAt + nx)}. */
  void start(double[] x, int xAt);

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
}
