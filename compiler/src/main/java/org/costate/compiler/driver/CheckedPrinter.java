/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import org.costate.compiler.ast.CostItem;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Symbol;

/** Prints what the checker found out about the problems of a file. */
final class CheckedPrinter {
  private final StringBuilder text = new StringBuilder();

  private CheckedPrinter() {}

  static String print(CheckedFile file) {
    CheckedPrinter printer = new CheckedPrinter();
    file.problems().forEach(p -> printer.problem(p, file));
    return printer.text.toString();
  }

  private void problem(CheckedProblem problem, CheckedFile file) {
    line("problem " + problem.name() + (problem.models().isEmpty() ? "" : " for " + problem.models().getLast().name()));
    for (Symbol.Variable variable : problem.variables()) {
      line("  " + variable.kind() + " " + variable.name() + file.analysis().shape(variable));
    }
    line("  " + (problem.discrete() ? "discrete" : problem.integration()) + ", " + problem.steps() + " steps");
    for (CostItem item : problem.costs()) {
      line("  " + (problem.maximize() ? "maximize " : "minimize ") + item.kind() + " "
          + item.label().map(l -> l + ": ").orElse("") + item.value().span().text());
    }
    for (CheckedProblem.CheckedRun run : problem.runs()) {
      line("  solve as " + run.name() + " using " + run.method() + " " + run.options());
    }
  }

  private void line(String content) {
    text.append(content).append('\n');
  }
}
