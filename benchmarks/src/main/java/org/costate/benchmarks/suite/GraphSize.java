/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ProblemGraph;

/**
 * How large a program is as a graph: nodes that compute something, each once in what shares it, bodies of functions once.
 *
 * @param formulas dynamics and costs in continuous time, before anything is derived
 * @param derived all functions that are generated: steps, costs, their first and second derivatives, ...
 * @param bytes the classes that they become
 */
record GraphSize(long formulas, long derived, long bytes) {
  /** Of all problems of a program. */
  static GraphSize of(Collection<CompiledProblem> problems) {
    GraphSize sum = new GraphSize(0, 0, 0);
    for (CompiledProblem problem : problems) {
      sum = sum.plus(new GraphSize(formulas(problem.graph()), derived(problem), problem.problemClass().bytes().length));
    }
    return sum;
  }

  private GraphSize plus(GraphSize other) {
    return new GraphSize(formulas + other.formulas, derived + other.derived, bytes + other.bytes);
  }

  private static long formulas(ProblemGraph graph) {
    List<Expr> roots = new ArrayList<>(graph.rates());
    roots.addAll(graph.algebraic().equations());
    graph.running().ifPresent(roots::add);
    graph.terminal().ifPresent(roots::add);
    Set<GraphFunction> functions = new HashSet<>();
    return operations(roots, functions) + bodies(functions);
  }

  /** Each entry is a method of its own, so what two of them compute counts twice. */
  private static long derived(CompiledProblem problem) {
    Set<GraphFunction> functions = new HashSet<>();
    long sum = 0;
    for (Entry entry : new ProblemEntries(problem.builder(), problem.graph()).problem()) {
      sum += operations(entry.results().stream().map(Entry.Result::value).toList(), functions);
    }
    return sum + bodies(functions);
  }

  /** The operations of {@code roots}; adds what they call to {@code functions}. */
  private static long operations(Collection<Expr> roots, Set<GraphFunction> functions) {
    Graph graph = Graph.of(roots);
    for (Expr node : graph.nodes()) {
      if (node instanceof Expr.Output output) {
        output.call().callee().runs().ifPresent(functions::add);
      }
    }
    return graph.operationCount();
  }

  /** The operations of {@code functions} and of all that they call. */
  private static long bodies(Set<GraphFunction> functions) {
    ArrayDeque<GraphFunction> open = new ArrayDeque<>(functions);
    Set<GraphFunction> seen = new HashSet<>(functions);
    long sum = 0;
    while (!open.isEmpty()) {
      Set<GraphFunction> called = new HashSet<>();
      sum += operations(open.pop().outputs(), called);
      called.stream().filter(seen::add).forEach(open::push);
    }
    return sum;
  }
}
