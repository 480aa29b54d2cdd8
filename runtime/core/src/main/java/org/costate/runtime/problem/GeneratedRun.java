/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** The functions of one {@code solve} block: its own guess, start and expectations. Stateless, as {@link GeneratedProblem}. */
public abstract class GeneratedRun {
  /** How long {@code w} must be for every function of this class. */
  public abstract int workspaceSize();

  /**
   * The guess of the controls at one step.
   *
   * @param d as for {@link GeneratedProblem#guess}
   * @param u [nu] from {@code uAt}; comes with the problem's guess, overwritten where the run has one
   */
  public abstract void guess(double[] d, double[] w, double[] u, int uAt);

  /**
   * The start state of this run, from the params.
   *
   * @param x [nx]; comes with the problem's start, overwritten where the run has one; design variables are left alone
   */
  public abstract void start(double[] d, double[] w, double[] x);

  /**
   * The expectations: {@code results[i]} becomes 1 where expectation i holds and 0 where it does not.
   *
   * @param facts {@code objective, max_violation, iterations}, the start state [nx], the final state [nx], both with the design variables
   */
  public abstract void expect(double[] facts, double[] d, double[] w, double[] results);
}
