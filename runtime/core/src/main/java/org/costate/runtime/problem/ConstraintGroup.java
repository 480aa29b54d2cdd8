/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;
import java.util.Objects;

/**
 * Constraints that hold at the same moments and are computed together.
 *
 * @param soft whether they are a penalty, the weight times the sum of the squared violations, in place of constraints
 * @param className the binary name of their {@link GeneratedConstraints}
 * @param pattern structural non-zeros of (cx, cu) side by side, [rows x (ndx + nu)]
 * @param rows one for each number, in the order of the generated code
 */
public record ConstraintGroup(Moment moment, boolean soft, String className, Sparsity pattern,
    List<ConstraintInfo> rows) {

  /** When constraints hold. */
  public enum Moment {
    /** At the start of each step, k = 0..N-1: they depend on controls. */
    STEPS,
    /** At k = 0..N. */
    POINTS,
    /** At k = 0. */
    INITIAL,
    /** At the one k whose time is {@link GeneratedConstraints#time}. */
    AT,
    /** At k = N. */
    TERMINAL
  }

  public ConstraintGroup {
    Objects.requireNonNull(moment);
    rows = List.copyOf(rows);
    if (pattern.rows() != rows.size()) {
      throw new IllegalArgumentException(
          "a pattern of " + pattern.rows() + " rows for " + rows.size() + " constraints");
    }
  }
}
