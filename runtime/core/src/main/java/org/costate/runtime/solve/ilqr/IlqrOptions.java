/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ilqr;

import java.util.Map;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.OptionValues;
import org.costate.runtime.solve.LineSearchOptions;
import org.costate.runtime.solve.RegularizationOptions;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.Stopping;

/** Options of {@link IlqrSolver}; names, ranges and defaults are those of {@link MethodSchemas#ILQR}. */
public record IlqrOptions(Stopping stopping, RegularizationOptions regularization, LineSearchOptions lineSearch)
    implements SolverOptions {
  @Override
  public String method() {
    return MethodSchemas.ILQR.name();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    return new IlqrSolver(problem, this);
  }

  public static IlqrOptions defaults() {
    return parse(Map.of());
  }

  /**
   * Reads an option block: text by option name.
   *
   * @throws IllegalArgumentException for an unknown name or a bad value
   */
  public static IlqrOptions parse(Map<String, String> options) {
    OptionValues values = MethodSchemas.ILQR.resolve(options);
    return new IlqrOptions(
        Stopping.of(values), RegularizationOptions.of(values), LineSearchOptions.of(values));
  }

  public IlqrOptions withIterations(int iterations) {
    return withStopping(new Stopping(iterations, stopping.tolerance(), stopping.gradientTolerance()));
  }

  public IlqrOptions withTolerance(double tolerance) {
    return withStopping(new Stopping(stopping.iterations(), tolerance, stopping.gradientTolerance()));
  }

  public IlqrOptions withGradientTolerance(double gradientTolerance) {
    return withStopping(new Stopping(stopping.iterations(), stopping.tolerance(), gradientTolerance));
  }

  public IlqrOptions withStopping(Stopping changed) {
    return new IlqrOptions(changed, regularization, lineSearch);
  }

  public IlqrOptions withRegularization(RegularizationOptions changed) {
    return new IlqrOptions(stopping, changed, lineSearch);
  }

  public IlqrOptions withLineSearch(LineSearchOptions changed) {
    return new IlqrOptions(stopping, regularization, changed);
  }
}
