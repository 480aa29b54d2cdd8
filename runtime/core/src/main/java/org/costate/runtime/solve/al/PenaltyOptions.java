/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.al;

import org.costate.runtime.problem.OptionValues;

/**
 * How the penalty rho of a row begins and moves.
 *
 * @param growth what it is multiplied with while the row makes no progress
 */
public record PenaltyOptions(double initial, double growth, double max) {
  public PenaltyOptions {
    if (!(initial > 0 && growth > 1 && max >= initial && max < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "penalty.initial " + initial + ", penalty.growth " + growth + ", penalty.max " + max);
    }
  }

  /** Reads the group {@code penalty}. */
  public static PenaltyOptions of(OptionValues values) {
    return new PenaltyOptions(
        values.real("penalty.initial"), values.real("penalty.growth"), values.real("penalty.max"));
  }
}
