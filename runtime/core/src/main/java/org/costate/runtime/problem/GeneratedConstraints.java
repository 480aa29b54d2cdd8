/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * The functions of one {@link ConstraintGroup}, with rows in its order. Stateless, as {@link GeneratedProblem}, whose layout of the data
 * {@code d} it shares.
 */
public abstract class GeneratedConstraints {
  /** How long {@code w} must be for every function of this class. */
  public abstract int workspaceSize();

  /** When constraints of {@link ConstraintGroup.Moment#AT} hold, in seconds or steps: from the params, and from x where the final time is free. */
  public abstract double time(double[] x, int xAt, double[] d, double[] w);

  /** What the squared violations of a soft group are multiplied with, from the params. */
  public abstract double weight(double[] d, double[] w);

  /** Writes all rows to {@code c} from {@code cAt}; see {@link OptimalControlProblem#constrain}. */
  public abstract void constrain(
      double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, double[] c, int cAt);

  /** Writes all rows and their Jacobians, structural non-zeros only; see {@link OptimalControlProblem#expandConstraints}. */
  public abstract void expand(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w,
      ConstraintExpansion out);

  /** Writes the structural non-zeros of the Hessian of y' c, y with all rows; see {@link OptimalControlProblem#constraintCurvature}. */
  public abstract void curvature(
      double[] x, int xAt, double[] u, int uAt, double[] d, double[] y, int yAt, double[] w, Curvature out);
}
