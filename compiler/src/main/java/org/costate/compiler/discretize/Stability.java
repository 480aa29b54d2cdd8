/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;

/**
 * How long steps of the explicit rules may be: one step of x' = lambda x multiplies x by R(h lambda), with R(z) the first terms of the
 * exponential series, 1 + z (euler), + z^2/2 (midpoint), + z^3/6 + z^4/24 (rk4). Where lambda decays and |R| > 1, the steps grow.
 *
 * <p>A mode is only too fast for a step that is longer than its time constant 1/|lambda|: euler and midpoint amplify every oscillation a
 * little, which is a matter of accuracy. Source: Hairer, Wanner, Solving Ordinary Differential Equations II, 2nd ed., section IV.2.
 */
public final class Stability {
  /** No step this long is stable. */
  private static final double FARTHEST = 4;

  private static final int HALVINGS = 40;

  private Stability() {}

  /** Whether there is a limit at all. */
  public static boolean limited(Rule rule) {
    return switch (rule) {
      case EULER, MIDPOINT, RK4 -> true;
      case BACKWARD_EULER, GAUSS2, RADAU -> false;
    };
  }

  /** No decaying mode with h |lambda| up to this is too fast. */
  public static double always(Rule explicit) {
    return explicit == Rule.RK4 ? 2.5 : 1;
  }

  /**
   * Up to which h |lambda| steps of a decaying mode do not grow, or {@link #always} if that is more.
   *
   * @param re real part of lambda, negative, {@code im} imaginary part, not both zero
   */
  public static double limit(Rule explicit, double re, double im) {
    double modulus = Math.hypot(re, im);
    double stable = always(explicit);
    double unstable = FARTHEST;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = 0.5 * (stable + unstable);
      if (growth(explicit, middle * re / modulus, middle * im / modulus) > 1) {
        unstable = middle;
      } else {
        stable = middle;
      }
    }
    return stable;
  }

  /** |R(re + i im)|, by Horner's rule. */
  private static double growth(Rule explicit, double re, double im) {
    int order = switch (explicit) {
      case EULER -> 1;
      case MIDPOINT -> 2;
      case RK4 -> 4;
      case BACKWARD_EULER, GAUSS2, RADAU -> throw new IllegalArgumentException(explicit + " is implicit");
    };
    double a = 1;
    double b = 0;
    for (int k = order; k >= 1; k--) {
      double product = (a * re - b * im) / k;
      b = (a * im + b * re) / k;
      a = 1 + product;
    }
    return Math.hypot(a, b);
  }
}
