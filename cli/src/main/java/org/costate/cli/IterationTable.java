/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.Locale;
import org.costate.Problem;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptionSchema;
import org.costate.runtime.problem.OptionType;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.IterationObserver;

/** Prints a line for each iteration while the solver works, in the columns that its method has, and on a terminal how far that may go. */
final class IterationTable implements IterationObserver {
  private static final String ITERATIONS = "iterations";
  private static final String HEADER =
      String.format(Locale.ROOT, "%4s %16s %9s %9s %8s %7s", "iter", "objective", "reduction", "gradient", "regular.",
          "alpha");

  private final ProblemInfo.Sense sense;
  private final Terminal terminal;
  private final ProgressLine progress;

  /** Most iterations; 0 where that is not known. */
  private final int most;

  /** Of the method that is at work: whether states or constraints may be violated, and what holds them. */
  private boolean violates;

  private boolean barrier;
  private boolean penalty;

  IterationTable(Problem problem, Terminal terminal) {
    this.sense = problem.info().sense();
    this.terminal = terminal;
    this.most = terminal.outScreen().live() ? most(problem) : 0;
    this.progress = new ProgressLine(terminal, "iterations at most", most > 0);
  }

  private static int most(Problem problem) {
    return problem.run()
        .map(run -> run.options().get(ITERATIONS))
        .or(() -> MethodSchemas.all()
            .stream()
            .filter(method -> method.name().equals(problem.method()))
            .flatMap(method -> method.option(ITERATIONS).stream())
            .map(OptionSchema::defaultValue)
            .findFirst())
        .flatMap(OptionType::number)
        .map(Double::intValue)
        .orElse(0);
  }

  @Override
  public void iteration(Iteration i) {
    progress.end();
    if (i.number == 1) { // of the first method, or of another one that is tried
      begin(i);
    }
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%4d %16.9e %9.2e %9.2e %8.1e %7.4f",
        i.number, sense.objective(i.cost), i.actualReduction, i.gradientNorm, i.regularization, i.stepSize));
    if (violates) {
      line.append(String.format(Locale.ROOT, " %9.2e", i.violation));
    }
    if (barrier || penalty) {
      line.append(String.format(Locale.ROOT, " %9.2e", barrier ? i.barrier : i.penalty));
    }
    terminal.line(line.toString());
    terminal.out().flush();
    progress.reached(i.number, most);
  }

  /** The solve has ended. */
  void end() {
    progress.end();
  }

  private void begin(Iteration first) {
    barrier = first.barrier > 0;
    penalty = first.penalty > 0;
    violates = barrier || penalty || first.violation > 0;
    terminal.line(terminal.outScreen()
        .paint(Screen.Style.STRONG, HEADER
            + (violates ? " violation" : "")
            + (barrier ? "   barrier" : "")
            + (penalty ? "   penalty" : "")));
  }
}
