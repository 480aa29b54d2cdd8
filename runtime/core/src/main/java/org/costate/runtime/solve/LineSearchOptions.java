/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import org.costate.runtime.problem.OptionValues;

/**
 * Backtracking over the step length.
 *
 * @param steps lengths tried: 1, shrink, shrink^2, ...
 * @param decrease a step is accepted when it achieves this fraction of the expected reduction
 */
public record LineSearchOptions(int steps, double shrink, double decrease) {
  public LineSearchOptions {
    if (steps < 1 || !(shrink > 0 && shrink < 1) || !(decrease >= 0 && decrease < 1)) {
      throw new IllegalArgumentException(
          "line search steps " + steps + ", shrink " + shrink + ", decrease " + decrease);
    }
  }

  /** Reads the group {@code line_search}. */
  public static LineSearchOptions of(OptionValues values) {
    return new LineSearchOptions(
        values.integer("line_search.steps"), values.real("line_search.shrink"), values.real("line_search.decrease"));
  }
}
