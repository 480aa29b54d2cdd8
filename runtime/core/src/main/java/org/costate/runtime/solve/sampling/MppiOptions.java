/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.sampling;

import java.util.Map;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.OptionValues;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.Workers;

/**
 * Options of path-integral control; names, ranges and defaults are those of {@link MethodSchemas#MPPI}.
 *
 * @param temperature by how much worse samples count e times less, in standard deviations of the samples' costs
 * @param decay ratio of the standard deviations of an iteration to those of the one before
 */
public record MppiOptions(SamplingOptions sampling, double temperature, double decay) implements SolverOptions {
  /**
   * Reads an option block: text by option name.
   *
   * @throws IllegalArgumentException for an unknown name or a bad value
   */
  public static MppiOptions parse(Map<String, String> options) {
    OptionValues values = MethodSchemas.MPPI.resolve(options);
    return new MppiOptions(SamplingOptions.of(values), values.real("temperature"), values.real("decay"));
  }

  @Override
  public String method() {
    return MethodSchemas.MPPI.name();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    return new SamplingSolver(problem, sampling, new PathIntegral(temperature, decay), Workers.THREADS);
  }
}
