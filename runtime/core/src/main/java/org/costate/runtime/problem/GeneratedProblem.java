/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Optional;
import org.costate.runtime.lanes.LanePlan;

/**
 * The functions of one compiled problem: what the code generator subclasses. Stateless, so one object serves all threads; a caller brings
 * scratch {@code w} of {@link #workspaceSize()} and the run-time data {@code d}.
 *
 * <p>Layout of {@code d}: {@code d[0]} is the time t at the start of the step, {@code d[1]} the length h of the step, then np params, then
 * the ns signals and the nn noises of this step. A problem with {@code next} has h = 1 and t = k. Where the final time is free ({@link ProblemInfo#freeTime()}),
 * {@code d[0]} is k / N and {@code d[1]} is 1 / N: their products with the horizon are t and h. A state is followed by the design variables.
 * No method allocates; no result may overlap an argument.
 */
public abstract class GeneratedProblem {
  /** Where the params begin in {@code d}. */
  public static final int PARAMS_AT = 2;

  /** The encoded {@link ProblemInfo}. */
  public abstract String info();

  /** The policies for this problem, as {@link org.costate.runtime.network.PolicyInfo#encode} writes them; empty without any. */
  public String policies() {
    return "";
  }

  /**
   * The functions of one {@link ConstraintGroup}.
   *
   * @param className as the group tells; a class from where this one comes from
   * @throws IllegalArgumentException if there is no such class
   */
  public GeneratedConstraints constraints(String className) {
    return ((GeneratedClassLoader) getClass().getClassLoader()).constraints(className);
  }

  /**
   * The problem with its stages as unknowns.
   *
   * @param className as {@link Stages} tells; a class from where this one comes from
   * @throws IllegalArgumentException if there is no such class
   */
  public GeneratedProblem stages(String className) {
    return ((GeneratedClassLoader) getClass().getClassLoader()).problem(className);
  }

  /**
   * {@link #stage} and {@link #terminal} for many cases at a time; empty where they were not compiled for that.
   *
   * @param sameData whether {@code d} is the same for all cases
   */
  public Optional<LanePlan> lanes(boolean sameData) {
    return getClass().getClassLoader() instanceof GeneratedClassLoader loader
        ? loader.lanes(getClass().getName(), sameData)
        : Optional.empty();
  }

  /** The products of a sweep; empty where the problem is too large for straight-line code to pay. */
  public Optional<GeneratedSweep> sweep() {
    return getClass().getClassLoader() instanceof GeneratedClassLoader loader
        ? loader.sweep(getClass().getName())
        : Optional.empty();
  }

  /** How long {@code w} must be for every function of this class. */
  public abstract int workspaceSize();

  /** F; see {@link Dynamics#step}. */
  public abstract void step(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, double[] next,
      int nextAt);

  /** F and l; see {@link OptimalControlProblem#stage}. */
  public abstract double stage(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, double[] next,
      int nextAt);

  /** See {@link Dynamics#linearize}. */
  public abstract void linearize(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, StageExpansion out);

  /** See {@link OptimalControlProblem#expand}. */
  public abstract void expand(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, StageExpansion out);

  /** See {@link Dynamics#curvature}. */
  public abstract void curvature(
      double[] x, int xAt, double[] u, int uAt, double[] d, double[] lambda, int lambdaAt, double[] w, Curvature out);

  /** See {@link OptimalControlProblem#terminal}; {@code d[0]} is the final time, not read where it is free. */
  public abstract double terminal(double[] x, int xAt, double[] d, double[] w);

  /** See {@link OptimalControlProblem#expandTerminal}; {@code d[0]} is the final time. */
  public abstract void expandTerminal(double[] x, int xAt, double[] d, double[] w, TerminalExpansion out);

  /** The length of the horizon in seconds, or in steps for a problem with {@code next}: from the params, and from x where it is free. */
  public abstract double horizon(double[] x, int xAt, double[] d, double[] w);

  /** See {@link OptimalControlProblem#difference}. */
  public abstract void difference(double[] x, int xAt, double[] y, int yAt, double[] w, double[] dx, int dxAt);

  /** See {@link OptimalControlProblem#retract}. */
  public abstract void retract(double[] x, int xAt, double[] dx, int dxAt, double[] w, double[] y, int yAt);

  /** See {@link OptimalControlProblem#differenceJacobians}. */
  public abstract void differenceJacobians(
      double[] x, int xAt, double[] y, int yAt, double[] w, double[] first, double[] second);

  /** See {@link OptimalControlProblem#retractJacobians}. */
  public abstract void retractJacobians(
      double[] x, int xAt, double[] dx, int dxAt, double[] w, double[] first, double[] second);

  /**
   * Completes the params and the signals of a moment: entry i of {@code values} is kept where {@code given[i]} is 1 and computed from the
   * declaration's default where it is 0. Params are the same at every moment.
   *
   * @param given [np + ns]
   * @param d with the time in {@code d[0]} as for {@link #guess}; the rest is not read
   * @param values [np + ns], params then signals; modified
   */
  public abstract void defaults(double[] given, double[] d, double[] w, double[] values);

  /** Computes what holds for a whole solve from the params; {@code d} holds the params, its time and signals are not read. */
  public abstract void setup(double[] d, double[] w, ProblemSetup out);

  /**
   * The guess of states and controls at one moment.
   *
   * @param d with the time itself in {@code d[0]} even where the final time is free
   * @param x [nx] from {@code xAt}; comes with the start, overwritten where the problem has a guess
   * @param u [nu] from {@code uAt}; comes with the trim values, overwritten where the problem has a guess
   * @return how many coordinates of x have a guess
   */
  public abstract double guess(double[] d, double[] w, double[] x, int xAt, double[] u, int uAt);
}
