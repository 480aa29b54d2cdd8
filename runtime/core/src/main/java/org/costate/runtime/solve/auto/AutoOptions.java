/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.auto;

import java.util.Map;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.OptionValues;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;

/**
 * Options of {@link AutoSolver}, for whatever method it takes; names, ranges and defaults are those of {@link MethodSchemas#AUTO}.
 *
 * @param tolerance the largest residual: of the first-order conditions, or of the gradient relative to the cost
 */
public record AutoOptions(int iterations, double tolerance, double constraintTolerance) implements SolverOptions {
  @Override
  public String method() {
    return MethodSchemas.AUTO.name();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    return new AutoSolver(problem, this);
  }

  public static AutoOptions defaults() {
    return parse(Map.of());
  }

  /**
   * Reads an option block: text by option name.
   *
   * @throws IllegalArgumentException for an unknown name or a bad value
   */
  public static AutoOptions parse(Map<String, String> options) {
    OptionValues values = MethodSchemas.AUTO.resolve(options);
    return new AutoOptions(
        values.integer("iterations"), values.real("tolerance"), values.real("constraint_tolerance"));
  }
}
