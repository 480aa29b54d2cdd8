/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.al;

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

/**
 * Options of {@link AlIlqrSolver}; names, ranges and defaults are those of {@link MethodSchemas#AL_ILQR}.
 *
 * @param constraintTolerance the largest violation of a row that counts as none
 */
public record AlIlqrOptions(
    Stopping stopping,
    RegularizationOptions regularization,
    LineSearchOptions lineSearch,
    SecondOrder secondOrder,
    double constraintTolerance,
    PenaltyOptions penalty)
    implements SolverOptions {
  @Override
  public String method() {
    return MethodSchemas.AL_ILQR.name();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    return new AlIlqrSolver(problem, this);
  }

  public static AlIlqrOptions defaults() {
    return parse(Map.of());
  }

  /**
   * Reads an option block: text by option name.
   *
   * @throws IllegalArgumentException for an unknown name or a bad value
   */
  public static AlIlqrOptions parse(Map<String, String> options) {
    OptionValues values = MethodSchemas.AL_ILQR.resolve(options);
    return new AlIlqrOptions(
        Stopping.of(values),
        RegularizationOptions.of(values),
        LineSearchOptions.of(values),
        SecondOrder.of(values),
        values.real("constraint_tolerance"),
        PenaltyOptions.of(values));
  }
}
