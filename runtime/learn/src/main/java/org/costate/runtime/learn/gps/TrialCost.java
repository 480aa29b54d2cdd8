/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

/** What a trial costs in one condition, as a function of the measured state and of the action. One object serves one thread. */
public interface TrialCost {
  /**
   * The cost of step k with its derivatives.
   *
   * @param s state [n] from {@code sAt}, {@code u} action [m] from {@code uAt}; not modified
   * @param gradient [n + m] and {@code hessian} [(n + m) x (n + m)], of state and action; overwritten
   */
  double stage(int k, double[] s, int sAt, double[] u, int uAt, double[] gradient, double[] hessian);

  /** The cost of the last state, as {@link #stage}; what belongs to the action becomes zero. */
  double terminal(double[] s, int sAt, double[] gradient, double[] hessian);
}
