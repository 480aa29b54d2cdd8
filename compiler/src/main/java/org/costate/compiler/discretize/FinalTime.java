/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.discretize;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ExprSubstitution;
import org.costate.compiler.ir.ProblemGraph;

/**
 * A final time T that a solver chooses. The formulas' time and step become t = T s and h = T / N, with s = k / N and 1 / N given to the code, so
 * derivatives with respect to T are exact, through t as well; at the end t is T itself.
 */
public final class FinalTime {
  private FinalTime() {}

  /** The step over shares of the final time; {@code step} itself if the final time is given. */
  static Step shared(ExprBuilder builder, ProblemGraph problem, Step step) {
    if (!problem.freeTime()) {
      return step;
    }
    Expr.Symbol share = builder.symbol("k/N");
    Expr.Symbol shareOfStep = builder.symbol("1/N");
    ExprSubstitution substitution = new ExprSubstitution(builder, Map.of(
        step.t(), builder.multiply(problem.horizon(), share), step.h(),
        builder.multiply(problem.horizon(), shareOfStep)));
    List<Expr> next = substitution.apply(step.next());
    return new Step(share, shareOfStep, next, step.cost().map(substitution::apply), step.substep());
  }

  /** A formula that holds at the end, over t as a caller knows it or over T. */
  public static Optional<Expr> atEnd(ExprBuilder builder, ProblemGraph problem, Optional<Expr> formula) {
    return problem.freeTime()
        ? formula.map(f -> new ExprSubstitution(builder, Map.of(problem.t(), problem.horizon())).apply(f))
        : formula;
  }

  /** Formulas of a moment on the grid, over {@code step}'s time. */
  public static List<Expr> onGrid(ExprBuilder builder, ProblemGraph problem, Step step, List<Expr> formulas) {
    return problem.freeTime()
        ? new ExprSubstitution(builder, Map.of(problem.t(), builder.multiply(problem.horizon(), step.t())))
            .apply(formulas)
        : formulas;
  }

  /** Formulas of a step of length {@code h}, over {@code step}'s time. */
  static List<Expr> inStep(
      ExprBuilder builder, ProblemGraph problem, Expr.Symbol h, Step step, List<Expr> formulas) {
    return problem.freeTime()
        ? new ExprSubstitution(builder, Map.of(problem.t(), builder.multiply(problem.horizon(), step.t()), h,
            builder.multiply(problem.horizon(), step.h()))).apply(formulas)
        : formulas;
  }
}
