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
 * Options of the cross-entropy method; names, ranges and defaults are those of {@link MethodSchemas#CEM}.
 *
 * @param elites how many of the best samples shape the next distribution; at most all
 * @param smoothing weight of the elites against the distribution that they were drawn from
 */
public record CemOptions(SamplingOptions sampling, int elites, double smoothing) implements SolverOptions {
  /**
   * Reads an option block: text by option name.
   *
   * @throws IllegalArgumentException for an unknown name or a bad value
   */
  public static CemOptions parse(Map<String, String> options) {
    OptionValues values = MethodSchemas.CEM.resolve(options);
    return new CemOptions(SamplingOptions.of(values), values.integer("elites"), values.real("smoothing"));
  }

  @Override
  public String method() {
    return MethodSchemas.CEM.name();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    return new SamplingSolver(problem, sampling, new CrossEntropy(elites, smoothing), Workers.THREADS);
  }
}
