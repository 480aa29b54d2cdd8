/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import org.costate.runtime.problem.OptionValues;

/** How the regularization mu begins and moves; see {@link Regularization}. */
public record RegularizationOptions(double initial, double min, double max, double factor) {
  public RegularizationOptions {
    if (!(initial >= 0 && min > 0 && max >= min && factor > 1)) {
      throw new IllegalArgumentException(
          "regularization initial " + initial + ", min " + min + ", max " + max + ", factor " + factor);
    }
  }

  /** Reads the group {@code regularization}. */
  public static RegularizationOptions of(OptionValues values) {
    return new RegularizationOptions(
        values.real("regularization.initial"),
        values.real("regularization.min"),
        values.real("regularization.max"),
        values.real("regularization.factor"));
  }
}
