/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.GraphFunction;

/**
 * One step of a problem.
 *
 * @param h the symbol of the step's length; not used by a discrete problem
 * @param next the next state [nx], over t, h, x, u, params, signals
 * @param cost the cost of the step over the same, empty if the problem has no running cost
 * @param substep the function that the step repeats, empty if it takes one
 */
public record Step(Expr.Symbol h, List<Expr> next, Optional<Expr> cost, Optional<GraphFunction> substep) {
  public Step {
    next = List.copyOf(next);
  }
}
