/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.Locale;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.IterationObserver;

/** Prints a line for each iteration while the solver works, in the columns that its method has. */
final class IterationTable implements IterationObserver {
  private static final String HEADER =
      String.format(Locale.ROOT, "%5s  %16s  %10s  %10s  %14s  %8s",
          "iter", "objective", "reduction", "gradient", "regularization", "alpha");

  private final ProblemInfo.Sense sense;
  private final Terminal terminal;

  /** Of the method that is at work: whether states or constraints may be violated, and what holds them. */
  private boolean violates;

  private boolean barrier;
  private boolean penalty;

  IterationTable(ProblemInfo.Sense sense, Terminal terminal) {
    this.sense = sense;
    this.terminal = terminal;
  }

  @Override
  public void iteration(Iteration i) {
    if (i.number == 1) { // of the first method, or of another one that is tried
      begin(i);
    }
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%5d  %16.9e  %10.3e  %10.3e  %14.3e  %8.4f",
        i.number, sense.objective(i.cost), i.actualReduction, i.gradientNorm, i.regularization, i.stepSize));
    if (violates) {
      line.append(String.format(Locale.ROOT, "  %10.3e", i.violation));
    }
    if (barrier || penalty) {
      line.append(String.format(Locale.ROOT, "  %10.3e", barrier ? i.barrier : i.penalty));
    }
    terminal.line(line.toString());
    terminal.out().flush();
  }

  private void begin(Iteration first) {
    barrier = first.barrier > 0;
    penalty = first.penalty > 0;
    violates = barrier || penalty || first.violation > 0;
    terminal.line(HEADER
        + (violates ? "   violation" : "")
        + (barrier ? "     barrier" : "")
        + (penalty ? "     penalty" : ""));
  }
}
