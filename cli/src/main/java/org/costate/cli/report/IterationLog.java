/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.solve.Iteration;
import org.costate.runtime.solve.IterationObserver;

/** Keeps what a report shows of each iteration, and hands all of them on. */
public final class IterationLog implements IterationObserver {
  private final ProblemInfo.Sense sense;
  private final IterationObserver next;
  private final List<Row> rows = new ArrayList<>();

  /** Costs as the user states them. */
  record Row(double objective, double gradient, double violation, double step) {}

  /** @param next hears of each iteration, too */
  public IterationLog(ProblemInfo.Sense sense, IterationObserver next) {
    this.sense = sense;
    this.next = next;
  }

  @Override
  public void iteration(Iteration i) {
    rows.add(new Row(sense.objective(i.cost), i.gradientNorm, i.violation, i.stepSize));
    next.iteration(i);
  }

  /** How many there were, of all methods and starts that were tried. */
  int size() {
    return rows.size();
  }

  /** @param name one of {@link Convergence#COLUMNS} */
  double[] column(String name) {
    return rows.stream().mapToDouble(row -> switch (name) {
      case Convergence.OBJECTIVE -> row.objective;
      case Convergence.GRADIENT -> row.gradient;
      case Convergence.VIOLATION -> row.violation;
      case Convergence.STEP -> row.step;
      default -> throw new IllegalArgumentException("iterations have no `" + name + "`");
    }).toArray();
  }
}
