/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.Locale;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.IterationObserver;

/** Prints a line for each iteration while the solver works. */
final class IterationTable implements IterationObserver {
  private static final String HEADER =
      String.format(Locale.ROOT, "%5s  %16s  %10s  %10s  %14s  %8s",
          "iter", "objective", "reduction", "gradient", "regularization", "alpha");

  private final ProblemInfo.Sense sense;
  private final Terminal terminal;
  private boolean begun;

  IterationTable(ProblemInfo.Sense sense, Terminal terminal) {
    this.sense = sense;
    this.terminal = terminal;
  }

  @Override
  public void iteration(Iteration i) {
    if (!begun) {
      terminal.line(HEADER);
      begun = true;
    }
    terminal.line(String.format(Locale.ROOT, "%5d  %16.9e  %10.3e  %10.3e  %14.3e  %8.4f",
        i.number, sense.objective(i.cost), i.actualReduction, i.gradientNorm, i.regularization, i.stepSize));
    terminal.out().flush();
  }
}
