/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.ir.ProblemGraph.Algebraic;
import org.costate.compiler.ir.ProblemGraph.Integrator;
import org.costate.compiler.ir.ProblemGraph.Run;
import org.costate.compiler.ir.ProblemGraph.Setup;
import org.costate.runtime.problem.ProblemInfo;

/** Problems to minimize, without variables to name, design, algebraic variables and constraints, and with nothing done after a step. */
public final class PlainProblem {
  private PlainProblem() {}

  public static ProblemGraph of(
      String name,
      Expr.Symbol t,
      List<Expr.Symbol> x,
      List<Expr.Symbol> u,
      List<Expr.Symbol> params,
      List<Expr.Symbol> signals,
      boolean discrete,
      List<Expr> rates,
      Optional<Expr> running,
      Optional<Expr> terminal,
      Integrator integrator,
      Expr horizon,
      int steps,
      Setup setup,
      List<Optional<Expr>> guess,
      List<Expr> defaults,
      List<Run> runs) {
    return new ProblemGraph(name, ProblemInfo.Sense.MINIMIZE, t, x, u, params, signals, List.of(), Algebraic.NONE,
        discrete, rates, Collections.nCopies(x.size(), Optional.empty()), running, terminal, integrator, horizon,
        steps, setup, new ProblemGraph.Guess(Collections.nCopies(x.size(), Optional.empty()), guess), defaults,
        List.of(), List.of(), runs, Episode.NONE, View.NONE);
  }

  /** A start that is given. */
  public static Setup setup(
      List<Expr> start,
      List<Expr> stateLower,
      List<Expr> stateUpper,
      List<Expr> controlLower,
      List<Expr> controlUpper,
      List<Expr> trim) {
    return new Setup(start, Collections.nCopies(start.size(), false), stateLower, stateUpper, controlLower,
        controlUpper, trim, List.of(), List.of(), List.of());
  }
}
