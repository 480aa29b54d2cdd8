/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** The functions of one {@code solve} block: its own guess, start and expectations. Stateless, as {@link GeneratedProblem}. */
public abstract class GeneratedRun {
  /** How long {@code w} must be for every function of this class. */
  public abstract int workspaceSize();

  /** As {@link GeneratedProblem#guess}, where x and u come with the problem's guess. */
  public abstract double guess(double[] d, double[] w, double[] x, int xAt, double[] u, int uAt);

  /**
   * The start state of this run, from the params.
   *
   * @param x [nx]; comes with the problem's start, overwritten where the run has one; of a design variable it is the guess
   */
  public abstract void start(double[] d, double[] w, double[] x);

  /**
   * The expectations: {@code results[i]} becomes 1 where expectation i holds and 0 where it does not.
   *
   * @param facts {@code objective, max_violation, iterations}, the start state [nx], the final state [nx], both with the design variables
   */
  public abstract void expect(double[] facts, double[] d, double[] w, double[] results);
}
