/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import java.util.Map;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.OptionValues;
import org.costate.runtime.solve.LineSearchOptions;
import org.costate.runtime.solve.RegularizationOptions;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.Stopping;

/** Options of {@link DdpSolver}; names, ranges and defaults are those of {@link MethodSchemas#DDP}. */
public record DdpOptions(Stopping stopping, RegularizationOptions regularization, LineSearchOptions lineSearch)
    implements SolverOptions {
  @Override
  public String method() {
    return MethodSchemas.DDP.name();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    return new DdpSolver(problem, this);
  }

  public static DdpOptions defaults() {
    return parse(Map.of());
  }

  /**
   * Reads an option block: text by option name.
   *
   * @throws IllegalArgumentException for an unknown name or a bad value
   */
  public static DdpOptions parse(Map<String, String> options) {
    OptionValues values = MethodSchemas.DDP.resolve(options);
    return new DdpOptions(
        Stopping.of(values), RegularizationOptions.of(values), LineSearchOptions.of(values));
  }

  public DdpOptions withIterations(int iterations) {
    return withStopping(new Stopping(iterations, stopping.tolerance(), stopping.gradientTolerance()));
  }

  public DdpOptions withTolerance(double tolerance) {
    return withStopping(new Stopping(stopping.iterations(), tolerance, stopping.gradientTolerance()));
  }

  public DdpOptions withGradientTolerance(double gradientTolerance) {
    return withStopping(new Stopping(stopping.iterations(), stopping.tolerance(), gradientTolerance));
  }

  public DdpOptions withStopping(Stopping changed) {
    return new DdpOptions(changed, regularization, lineSearch);
  }

  public DdpOptions withRegularization(RegularizationOptions changed) {
    return new DdpOptions(stopping, changed, lineSearch);
  }

  public DdpOptions withLineSearch(LineSearchOptions changed) {
    return new DdpOptions(stopping, regularization, changed);
  }
}
