/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import java.util.Arrays;
import org.costate.runtime.linalg.Cholesky;

/**
 * minimize 1/2 x' H x + q' x subject to lower <= x <= upper, for a small positive definite H, by projected Newton steps.
 *
 * <p>Where an entry sits on its limit and the gradient pushes it outwards it is clamped; a Newton step on the others (the free ones)
 * is followed by a line search along the projection. Started from the clamped set of an earlier, similar problem it is usually done
 * after one factorization. Source: Tassa, Mansard, Todorov 2014, appendix; deviation: it stops on an unchanged
 * clamped set after a full step, which makes the solution exact, not only small in its gradient.
 */
final class BoxQp {
  /** How the minimization ended. */
  enum Status {
    SOLVED,
    /** H restricted to the free entries has no Cholesky factor. */
    NOT_POSITIVE_DEFINITE,
    /** No convergence: H or q is not finite or ill-conditioned beyond double precision. */
    FAILED
  }

  private static final int MAX_ITERATIONS = 100;
  private static final double ARMIJO = 0.1;
  private static final double SHRINK = 0.6;
  private static final double MIN_STEP = 1e-20;

  /** The solution, [m]; on entry of {@link #solve} the starting point. */
  final double[] x;

  /** Whether an entry of the solution is clamped, [m]. */
  final boolean[] clamped;

  /** How many entries of the solution are free. */
  int free;

  /** Indices of the free entries, ascending, the first {@link #free} of [m]. */
  final int[] freeIndex;

  /** Cholesky factor of H on the free entries, [free x free]. */
  final double[] L;

  /** Whether the last step was a full Newton step that no limit cut short. */
  private boolean lastStepFull;

  private final int m;
  private final double[] gradient;
  private final double[] direction;
  private final double[] trial;

  BoxQp(int m) {
    this.m = m;
    x = new double[m];
    clamped = new boolean[m];
    freeIndex = new int[m];
    L = new double[m * m];
    gradient = new double[m];
    direction = new double[m];
    trial = new double[m];
  }

  /**
   * @param H [m x m], symmetric, not modified
   * @param q [m], not modified
   * @param lower at most {@code upper}, [m]; infinite where there is no limit
   */
  Status solve(double[] H, double[] q, double[] lower, double[] upper) {
    for (int i = 0; i < m; i++) {
      x[i] = clamp(x[i], lower[i], upper[i]);
    }
    if (solveWithoutLimits(H, q, lower, upper)) {
      return Status.SOLVED;
    }
    free = -1;
    lastStepFull = false;
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      computeGradient(H, q);
      boolean changed = updateClampedSet(lower, upper);
      if (changed && factorFree(H) != Cholesky.Status.FACTORED) {
        return Status.NOT_POSITIVE_DEFINITE;
      }
      if (free == 0 || !changed && iteration > 0 && lastStepFull) {
        return Status.SOLVED;
      }
      newtonDirection();
      lastStepFull = false;
      double slope = 0;
      for (int i = 0; i < m; i++) {
        slope += gradient[i] * direction[i];
      }
      if (!(slope < 0)) {
        return Double.isNaN(slope) ? Status.FAILED : Status.SOLVED; // what is left is rounding
      }
      if (!step(H, lower, upper)) {
        return Status.SOLVED; // the decrease is below rounding
      }
    }
    return Status.FAILED;
  }

  /** The common case. @return whether x is inside the limits, and the minimizer without them too, which then is x */
  private boolean solveWithoutLimits(double[] H, double[] q, double[] lower, double[] upper) {
    for (int i = 0; i < m; i++) {
      if (!(lower[i] < x[i] && x[i] < upper[i])) {
        return false;
      }
      trial[i] = -q[i];
    }
    if (Cholesky.factor(H, m, 0, L) != Cholesky.Status.FACTORED) {
      return false;
    }
    Cholesky.solve(L, m, trial, 0, 1);
    for (int i = 0; i < m; i++) {
      if (!(lower[i] < trial[i] && trial[i] < upper[i])) {
        return false;
      }
    }
    free = m;
    for (int i = 0; i < m; i++) {
      x[i] = trial[i];
      clamped[i] = false;
      freeIndex[i] = i;
    }
    return true;
  }

  private void computeGradient(double[] H, double[] q) {
    for (int i = 0; i < m; i++) {
      double sum = q[i];
      for (int j = 0; j < m; j++) {
        sum += H[i * m + j] * x[j];
      }
      gradient[i] = sum;
    }
  }

  private boolean updateClampedSet(double[] lower, double[] upper) {
    boolean changed = free < 0;
    int count = 0;
    for (int i = 0; i < m; i++) {
      boolean now = x[i] <= lower[i] && gradient[i] > 0 || x[i] >= upper[i] && gradient[i] < 0 || lower[i] == upper[i];
      changed |= now != clamped[i];
      clamped[i] = now;
      if (!now) {
        freeIndex[count++] = i;
      }
    }
    free = count;
    return changed;
  }

  private Cholesky.Status factorFree(double[] H) {
    for (int i = 0; i < free; i++) {
      for (int j = 0; j <= i; j++) {
        L[i * free + j] = H[freeIndex[i] * m + freeIndex[j]];
      }
    }
    return Cholesky.factor(L, free, 0, L);
  }

  /** direction = -H_ff^-1 gradient_f on the free entries, zero on the clamped. */
  private void newtonDirection() {
    for (int i = 0; i < free; i++) {
      trial[i] = -gradient[freeIndex[i]];
    }
    Cholesky.solve(L, free, trial, 0, 1);
    Arrays.fill(direction, 0);
    for (int i = 0; i < free; i++) {
      direction[freeIndex[i]] = trial[i];
    }
  }

  /** Moves x along the projected direction; false if no step length decreases the objective. */
  private boolean step(double[] H, double[] lower, double[] upper) {
    for (double alpha = 1; alpha > MIN_STEP; alpha *= SHRINK) {
      boolean inside = true;
      double slope = 0;
      for (int i = 0; i < m; i++) {
        double wanted = x[i] + alpha * direction[i];
        trial[i] = clamp(wanted, lower[i], upper[i]);
        inside &= trial[i] == wanted;
        slope += gradient[i] * (trial[i] - x[i]);
      }
      if (Arrays.equals(trial, x)) {
        return false;
      }
      if (change(H) <= ARMIJO * slope) {
        lastStepFull = inside && alpha == 1;
        System.arraycopy(trial, 0, x, 0, m);
        return true;
      }
    }
    return false;
  }

  /** Objective at trial minus objective at x, formed from the difference so that it keeps its digits near the solution. */
  private double change(double[] H) {
    double sum = 0;
    for (int i = 0; i < m; i++) {
      double row = 0;
      for (int j = 0; j < m; j++) {
        row += H[i * m + j] * (trial[j] - x[j]);
      }
      sum += (gradient[i] + 0.5 * row) * (trial[i] - x[i]);
    }
    return sum;
  }

  private static double clamp(double value, double lower, double upper) {
    return Math.min(Math.max(value, lower), upper);
  }
}
