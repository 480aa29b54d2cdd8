/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.OperationCount;
import org.costate.compiler.ir.ProblemGraph;

/**
 * How large the code of a problem can become, from its formulas alone: n operations, every call entered, are evaluated at each of s stages,
 * and their second derivatives in d directions take a small multiple of s n (1 + d)^2 operations. Of the programs in our tests none comes to
 * more than half of that, so where it is far below the limits of a graph and of a class file the code need not be made to know that it can be.
 *
 * @param formulas n
 * @param nodes s n (1 + d)^2
 */
record CodeBound(long formulas, long nodes) {
  /** A class has at most 65,535 constants; each operation of the formulas leads to five or fewer. */
  private static final long MOST_FORMULAS = 8_000;

  private static final long MOST_NODES = ExprBuilder.DEFAULT_LIMIT / 4;

  /** Of the explicit rule with the most of them, RK4; the equations of an implicit one are evaluated and factorized as often. */
  private static final long STAGES = 4;

  /** @param builder which made the formulas of {@code graph}, and nothing else yet */
  static CodeBound of(ProblemGraph graph, ExprBuilder builder) {
    long formulas = builder.size() + OperationCount.of(formulas(graph));
    long unknowns = switch (graph.integrator().rule()) {
      case EULER, MIDPOINT, RK4 -> graph.algebraic().z().size();
      case BACKWARD_EULER, GAUSS2, RADAU -> STAGES * (graph.x().size() + graph.algebraic().z().size());
    };
    long directions = 1 + graph.x().size() + graph.u().size() + graph.design().size() + unknowns;
    return new CodeBound(formulas, STAGES * graph.integrator().substeps() * formulas * directions * directions);
  }

  private static List<Expr> formulas(ProblemGraph graph) {
    List<Expr> all = new ArrayList<>(graph.rates());
    all.addAll(graph.algebraic().equations());
    graph.after().forEach(formula -> formula.ifPresent(all::add));
    graph.running().ifPresent(all::add);
    graph.terminal().ifPresent(all::add);
    all.addAll(graph.episode().observations());
    all.addAll(graph.view().numbers());
    graph.constraints().forEach(item -> item.rows().forEach(row -> all.add(row.value())));
    return all;
  }

  /** Whether no limit is near. */
  boolean fits() {
    return formulas <= MOST_FORMULAS && nodes <= MOST_NODES;
  }
}
