/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.GraphFunction;

/**
 * One step of a problem.
 *
 * @param t the symbol of the time at its start, {@code h} of its length, not used by a discrete problem; shares of a final time that is free,
 *     see {@link FinalTime}
 * @param next the next state [nx], over t, h, x, u, params, signals, design
 * @param cost the cost of the step over the same, empty if the problem has no running cost
 * @param substep the function that the step repeats, empty if it takes one
 */
public record Step(Expr.Symbol t, Expr.Symbol h, List<Expr> next, Optional<Expr> cost,
    Optional<GraphFunction> substep) {
  public Step {
    next = List.copyOf(next);
  }
}
