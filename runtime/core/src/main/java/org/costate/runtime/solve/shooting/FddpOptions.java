/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.shooting;

import java.util.Map;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.OptionValues;
import org.costate.runtime.solve.LineSearchOptions;
import org.costate.runtime.solve.RegularizationOptions;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.Stopping;
import org.costate.runtime.solve.ddp.SecondOrder;

/** Options of {@link FddpSolver}; names, ranges and defaults are those of {@link MethodSchemas#FDDP}. */
public record FddpOptions(
    Stopping stopping, RegularizationOptions regularization, LineSearchOptions lineSearch, SecondOrder secondOrder)
    implements SolverOptions {
  @Override
  public String method() {
    return MethodSchemas.FDDP.name();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    return new FddpSolver(problem, this);
  }

  public static FddpOptions defaults() {
    return parse(Map.of());
  }

  /**
   * Reads an option block: text by option name.
   *
   * @throws IllegalArgumentException for an unknown name or a bad value
   */
  public static FddpOptions parse(Map<String, String> options) {
    OptionValues values = MethodSchemas.FDDP.resolve(options);
    return new FddpOptions(
        Stopping.of(values),
        RegularizationOptions.of(values),
        LineSearchOptions.of(values),
        SecondOrder.of(values));
  }
}
