/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.FormulaPrinter.Formulas;
import org.costate.compiler.ir.InfixPrinter;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.runtime.problem.VariableInfo;

/** Prints a problem after lowering: its variables, then each formula, every operation as it is performed. */
final class LoweredPrinter {
  private final List<String> left = new ArrayList<>();
  private final List<Expr> right = new ArrayList<>();

  private LoweredPrinter() {}

  static String print(ProblemGraph graph) {
    return new LoweredPrinter().text(graph);
  }

  private String text(ProblemGraph graph) {
    StringBuilder text = new StringBuilder(graph.name());
    text.append(": ").append(graph.sense()).append(", ").append(graph.steps()).append(" steps, ");
    text.append(graph.discrete() ? "discrete" : graph.integrator().toString()).append('\n');
    for (VariableInfo variable : graph.variables()) {
      text.append("  ").append(variable.kind()).append(' ').append(String.join(", ", variable.elementNames()));
      text.append('\n');
    }
    add(graph.discrete() ? "next" : "der", graph.rates());
    add("equation", graph.algebraic().equations());
    add("algebraic", graph.algebraic().guess());
    for (int i = 0; i < graph.x().size(); i++) {
      String name = "after " + graph.x().get(i).name();
      graph.after().get(i).ifPresent(formula -> add(name, List.of(formula)));
    }
    graph.running().ifPresent(cost -> add("running", List.of(cost)));
    graph.terminal().ifPresent(cost -> add("terminal", List.of(cost)));
    for (ProblemGraph.Constraint constraint : graph.constraints()) {
      constraint.time().ifPresent(time -> add("time", List.of(time)));
      constraint.weight().ifPresent(weight -> add("weight", List.of(weight)));
      for (ProblemGraph.Row row : constraint.rows()) {
        String relation = row.info().equality() ? " (= 0)" : " (<= 0)";
        add(constraint.moment() + " " + row.info().name() + relation, List.of(row.value()));
      }
    }
    add("horizon", List.of(graph.horizon()));
    add("default", graph.defaults());
    add("start", graph.setup().start());
    add("state lower", graph.setup().stateLower());
    add("state upper", graph.setup().stateUpper());
    add("control lower", graph.setup().controlLower());
    add("control upper", graph.setup().controlUpper());
    add("trim", graph.setup().trim());
    add("design", graph.setup().design());
    add("design lower", graph.setup().designLower());
    add("design upper", graph.setup().designUpper());
    guess("guess", graph.guess());
    for (ProblemGraph.Run run : graph.runs()) {
      String name = run.name() + " using " + run.method();
      guess(name + ": guess", run.guess());
      add(name + ": start", run.start().stream().flatMap(Optional::stream).toList());
      add(name + ": expect", run.expectations().stream().map(ProblemGraph.Expectation::condition).toList());
    }
    Formulas formulas = InfixPrinter.exact().print(right);
    formulas.temporaries().forEach(t -> text.append("  ").append(t.name()).append(" = ").append(t.text()).append('\n'));
    for (int i = 0; i < left.size(); i++) {
      text.append("  ").append(left.get(i)).append(" = ").append(formulas.texts().get(i)).append('\n');
    }
    return text.toString();
  }

  private void guess(String name, ProblemGraph.Guess guess) {
    add(name + " of states", guess.states().stream().flatMap(Optional::stream).toList());
    add(name, guess.controls().stream().flatMap(Optional::stream).toList());
  }

  private void add(String name, List<Expr> values) {
    for (int i = 0; i < values.size(); i++) {
      left.add(values.size() == 1 ? name : name + "[" + (i + 1) + "]");
      right.add(values.get(i));
    }
  }
}
