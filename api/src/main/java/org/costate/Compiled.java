/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.driver.CostPatterns;
import org.costate.compiler.driver.Listing;
import org.costate.runtime.problem.GeneratedRun;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverOptions;

/**
 * A problem's generated code, from a source or from an artefact.
 *
 * @param listing of the source, {@code costs} the structure of their second derivatives; what comes from an artefact has neither
 */
record Compiled(LoadedProblem loaded, Diagnosis diagnosis, Export export, Supplier<Optional<Listing>> listing,
    Optional<CostPatterns> costs) {
  ProblemInfo info() {
    return loaded.info();
  }

  /** The code of one of {@code info().runs()}. */
  GeneratedRun run(RunInfo block) {
    return loaded.runs().get(info().runs().indexOf(block));
  }

  /** Writes the functions as C; what comes from an artefact, which does not carry the formulas, cannot. */
  @FunctionalInterface
  interface Export {
    Export NONE = file -> {
      throw new UnsupportedOperationException("a compiled jar holds no formulas to write to " + file);
    };

    /** @param file ends in {@code .c}; the header comes beside it */
    void writeC(Path file) throws IOException;
  }

  /** Explains a solve that met a number that is not finite, or constraints that cannot all be met. */
  @FunctionalInterface
  interface Diagnosis {
    /** For an artefact, which does not carry the formulas. */
    Diagnosis NONE = (run, problem, options, report) -> Optional.empty();

    /**
     * Empty for every other outcome.
     *
     * @param options those of the solve
     */
    Optional<Diagnostic> explain(
        Optional<RunInfo> run, ProblemInstance problem, SolverOptions options, SolveReport report);
  }
}
