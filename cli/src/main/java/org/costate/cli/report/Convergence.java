/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.util.List;
import java.util.Optional;

/** How solves went, iteration by iteration. */
final class Convergence {
  static final String OBJECTIVE = "objective";
  static final String GRADIENT = "gradient";
  static final String VIOLATION = "violation";
  static final String STEP = "step length";

  static final List<String> COLUMNS = List.of(OBJECTIVE, GRADIENT, VIOLATION, STEP);

  private Convergence() {}

  /** @param runs with the {@link #COLUMNS}, a number for each iteration; none for what was not measured */
  static Optional<Page.Group> of(List<Trace> runs) {
    List<Plot> plots = COLUMNS.stream()
        .map(c -> Plot.over("iteration", c, "", List.of(c), runs, List.of(), false))
        .map(p -> p.title().equals(GRADIENT) || p.title().equals(VIOLATION) ? p.logarithmic() : p)
        .filter(Plot::visible)
        .toList();
    return plots.isEmpty() ? Optional.empty() : Optional.of(new Page.Group("Convergence", plots));
  }
}
