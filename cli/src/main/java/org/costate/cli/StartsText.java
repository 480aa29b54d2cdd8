/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.solve.Starts;

/** What became of several starts, on one line. */
final class StartsText {
  /** More would not be read. */
  private static final int SHOWN = 5;

  private StartsText() {}

  /** {@code starts: 12 of 20 converged, to 57.9448 (7), 58.8883 (5)}: the best objective first, each with how many reached it. */
  static String of(Starts starts, ProblemInfo.Sense sense) {
    String text = "starts: " + starts.converged() + " of " + starts.all().size() + " converged";
    List<Starts.Optimum> optima = starts.optima();
    if (optima.isEmpty()) {
      return text;
    }
    String shown = optima.stream()
        .limit(SHOWN)
        .map(o -> String.format(Locale.ROOT, "%.6g (%d)", sense.objective(o.cost()), o.starts()))
        .collect(Collectors.joining(", "));
    return text + ", to " + shown
        + (optima.size() > SHOWN ? " and " + (optima.size() - SHOWN) + " worse ones" : "");
  }
}
