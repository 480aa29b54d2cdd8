/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import java.util.List;
import org.costate.compiler.ir.Expr;

/**
 * A step of an implicit rule whose stages are unknowns of the solver, beside the controls, and whose equations are constraints: direct
 * collocation. Where the equations hold, the step is {@link Discretizer#step}; elsewhere it has a value all the same, which an equation solved
 * inside the step has not.
 *
 * <p>Source: L. T. Biegler, Nonlinear Programming, SIAM 2010, section 10.2.
 *
 * @param step over the unknowns too; it solves nothing
 * @param unknowns stage by stage, of each the states, then the algebraic variables
 * @param equations what is zero, as many
 * @param nodes where in the step each stage is, from 0 to 1
 */
public record Lifted(Step step, List<Expr.Symbol> unknowns, List<Expr> equations, List<Double> nodes) {
  public Lifted {
    unknowns = List.copyOf(unknowns);
    equations = List.copyOf(equations);
    nodes = List.copyOf(nodes);
    if (equations.size() != unknowns.size() || nodes.isEmpty() || unknowns.size() % nodes.size() != 0) {
      throw new IllegalArgumentException(
          equations.size() + " equations for " + unknowns.size() + " unknowns of " + nodes.size() + " stages");
    }
  }
}
