/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

import org.costate.runtime.problem.OptionValues;

/**
 * What all sampling methods take.
 *
 * @param iterations at most so many
 * @param tolerance converged when no standard deviation is larger than this part of the first one
 * @param samples trajectories in each iteration, of which one is the mean
 * @param seed where the random numbers begin
 * @param spread first standard deviations, relative to half the distance of two limits; absolute where there are not two
 * @param hold steps for which a drawn control is held
 */
public record SamplingOptions(int iterations, double tolerance, int samples, long seed, double spread, int hold) {
  public SamplingOptions {
    if (iterations < 0 || samples < 2 || hold < 1 || !(tolerance >= 0) || !(spread >= 0)) {
      throw new IllegalArgumentException(samples + " samples in " + iterations + " iterations, held for " + hold
          + " steps, with a spread of " + spread + " and a tolerance of " + tolerance);
    }
  }

  static SamplingOptions of(OptionValues values) {
    return new SamplingOptions(values.integer("iterations"), values.real("tolerance"), values.integer("samples"),
        values.integer("seed"), values.real("spread"), values.integer("hold"));
  }
}
