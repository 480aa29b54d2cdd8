/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import org.costate.runtime.problem.OptionValues;

/**
 * When an iterative solver stops.
 *
 * @param iterations at most so many
 * @param tolerance converged when a full step without regularization is expected to lower the cost by less than this, relative to the cost
 * @param gradientTolerance converged when no entry of the projected gradient, times 1 + |u|, exceeds this,
 *     relative to the cost
 */
public record Stopping(int iterations, double tolerance, double gradientTolerance) {
  public Stopping {
    if (iterations < 0 || !(tolerance >= 0) || !(gradientTolerance >= 0)) {
      throw new IllegalArgumentException(
          "iterations " + iterations + ", tolerance " + tolerance + ", gradient tolerance " + gradientTolerance);
    }
  }

  /** Reads {@code iterations, tolerance, gradient_tolerance}. */
  public static Stopping of(OptionValues values) {
    return new Stopping(values.integer("iterations"), values.real("tolerance"), values.real("gradient_tolerance"));
  }
}
