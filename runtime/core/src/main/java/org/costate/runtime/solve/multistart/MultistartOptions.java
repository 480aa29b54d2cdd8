/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.multistart;

import java.util.Map;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptimalControlProblem;
import org.costate.runtime.problem.OptionValues;
import org.costate.runtime.solve.Solver;
import org.costate.runtime.solve.SolverOptions;
import org.costate.runtime.solve.Workers;

/**
 * A method that begins several times; names, ranges and defaults of its own options are those of {@link MethodSchemas#MULTISTART}.
 *
 * @param each what solves from one start
 * @param starts how often, the given guess included
 * @param seed where the random numbers begin
 * @param spread how far random guesses are from the given one, relative to limits or sizes; see docs/algorithms/multistart.md
 */
public record MultistartOptions(SolverOptions each, int starts, long seed, double spread) implements SolverOptions {
  public MultistartOptions {
    if (starts < 1 || !(spread >= 0)) {
      throw new IllegalArgumentException(starts + " starts with a spread of " + spread);
    }
  }

  /**
   * The options of one start, or those of several where an option block asks for them.
   *
   * @param schema of the method; one that begins once only has no option {@code multistart}
   * @throws IllegalArgumentException for an unknown name or a bad value
   */
  public static SolverOptions around(SolverOptions each, MethodSchema schema, Map<String, String> options) {
    if (schema.option("multistart").isEmpty()) {
      return each;
    }
    OptionValues values = schema.resolve(options);
    int starts = values.integer("multistart");
    return starts == 1
        ? each
        : new MultistartOptions(each, starts, values.integer("seed"), values.real("spread"));
  }

  @Override
  public String method() {
    return each.method();
  }

  @Override
  public boolean collocation() {
    return each.collocation();
  }

  @Override
  public Solver solver(OptimalControlProblem problem) {
    return new MultistartSolver(problem, this, Workers.THREADS);
  }
}
