/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.driver.CostPatterns;
import org.costate.compiler.driver.InfeasibleDiagnosis;
import org.costate.compiler.driver.Listing;
import org.costate.compiler.driver.RunDiagnosis;
import org.costate.compiler.export.CSource;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.solve.NonFinite;
import org.costate.runtime.solve.SolveReport;
import org.costate.runtime.solve.SolverStatus;

/** Problems from a source. Apart from {@link Costate}, so that a program that loads artefacts only never loads the compiler. */
final class FromSource {
  private FromSource() {}

  static Problems load(Path file, Map<String, Double> constants, Rounding rounding) throws IOException {
    Source source = SourceFiles.read(file);
    return compile(source, ModuleFiles.of(file, source), constants, rounding);
  }

  static Problems compile(String name, String text, Map<String, Double> constants) {
    return compile(new Source(name, text), ModuleFiles.LIBRARY, constants, Rounding.EACH);
  }

  static Problems compile(Path file, String text, Map<String, Double> constants) {
    Source source = new Source(file.toString(), text);
    return compile(source, ModuleFiles.of(file, source), constants, Rounding.EACH);
  }

  static List<Diagnostic> check(Path file, Map<String, Double> constants) throws IOException {
    Source source = SourceFiles.read(file);
    return check(source, ModuleFiles.of(file, source), constants);
  }

  static List<Diagnostic> check(String name, String text, Map<String, Double> constants) {
    return check(new Source(name, text), ModuleFiles.LIBRARY, constants);
  }

  static List<Diagnostic> check(Path file, String text, Map<String, Double> constants) {
    Source source = new Source(file.toString(), text);
    return check(source, ModuleFiles.of(file, source), constants);
  }

  private static List<Diagnostic> check(Source source, ModuleFiles modules, Map<String, Double> constants) {
    return accepted(Compiler.check(source, new CompilerOptions(constants, modules, modules))).diagnostics();
  }

  private static CompilationResult accepted(CompilationResult result) {
    if (result.hasErrors()) {
      throw new CompilationException(result.diagnostics(), result.unshown());
    }
    return result;
  }

  private static Problems compile(
      Source source, ModuleFiles modules, Map<String, Double> constants, Rounding rounding) {
    CompilationResult result = accepted(
        Compiler.compile(source, new CompilerOptions(constants, modules, modules, rounding == Rounding.FUSED)));
    List<Compiled> compiled = new ArrayList<>();
    for (CompiledProblem problem : result.problems()) {
      RunDiagnosis diagnosis = new RunDiagnosis(problem);
      InfeasibleDiagnosis infeasible = new InfeasibleDiagnosis(problem);
      compiled.add(new Compiled(problem.loaded(),
          (run, instance, options, report) -> report.status() == SolverStatus.INFEASIBLE
              ? Infeasibility.explain(infeasible, instance, options, report)
              : report.nonFinite().flatMap(where -> explain(diagnosis, run, where, instance, report)),
          file -> problem.toC(CSource.headerName(file)).write(file), () -> Optional.of(new Listing(problem)),
          Optional.of(CostPatterns.of(problem))));
    }
    return new Problems(source.name(), compiled, result.diagnostics(), result::writeArtifact);
  }

  private static Optional<Diagnostic> explain(
      RunDiagnosis diagnosis, Optional<RunInfo> run, NonFinite where, ProblemInstance instance, SolveReport report) {
    int k = where.step();
    int steps = instance.dims().steps();
    double[] x = report.trajectory().state(k);
    double[] u = k < steps ? report.trajectory().control(k) : new double[0];
    double seconds = instance.times(report.trajectory().X)[steps] / steps;
    return function(where.quantity())
        .map(f -> new RunDiagnosis.Moment(f, seconds, k, steps, where.iteration()))
        .flatMap(moment -> moment.function() == RunDiagnosis.Function.GUESS
            ? diagnosis.explainGuess(run.map(RunInfo::name), moment, u, instance.data(k))
            : diagnosis.explain(moment, x, u, instance.data(k)));
  }

  /** Empty where no formula of the source is to blame. */
  private static Optional<RunDiagnosis.Function> function(NonFinite.Quantity quantity) {
    return switch (quantity) {
      case START -> Optional.of(RunDiagnosis.Function.START);
      case NEXT_STATE -> Optional.of(RunDiagnosis.Function.STEP);
      case STAGE_COST -> Optional.of(RunDiagnosis.Function.STAGE_COST);
      case TERMINAL_COST -> Optional.of(RunDiagnosis.Function.TERMINAL_COST);
      case DYNAMICS_JACOBIAN -> Optional.of(RunDiagnosis.Function.STEP_JACOBIAN);
      case STAGE_COST_DERIVATIVES -> Optional.of(RunDiagnosis.Function.STAGE_COST_DERIVATIVES);
      case TERMINAL_COST_DERIVATIVES -> Optional.of(RunDiagnosis.Function.TERMINAL_COST_DERIVATIVES);
      case CURVATURE -> Optional.of(RunDiagnosis.Function.CURVATURE);
      case CONTROL -> Optional.of(RunDiagnosis.Function.GUESS);
      case CONSTRAINT -> Optional.of(RunDiagnosis.Function.CONSTRAINT);
      case CONSTRAINT_JACOBIAN -> Optional.of(RunDiagnosis.Function.CONSTRAINT_JACOBIAN);
      case VALUE_FUNCTION -> Optional.empty();
    };
  }
}
