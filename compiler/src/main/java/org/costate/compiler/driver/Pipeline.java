/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Checker;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.codegen.ClassGenerator;
import org.costate.compiler.codegen.GeneratedClass;
import org.costate.compiler.codegen.ProgramTooLargeException;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphTooLargeException;
import org.costate.compiler.ir.Printer;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.Program;
import org.costate.compiler.lanes.LaneCompiler;
import org.costate.compiler.lower.Lowering;
import org.costate.compiler.lower.MasslessCoordinateException;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.compiler.modules.ModuleLoader;
import org.costate.compiler.schedule.ClassPlan;
import org.costate.compiler.simplify.MultiplyAdds;
import org.costate.compiler.simplify.Simplifier;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.runtime.problem.GeneratedClassLoader;
import org.costate.runtime.problem.GeneratedRun;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.ProblemInfo;

/** The phases of one compilation, top to bottom. */
final class Pipeline {
  private final CompilerOptions options;
  private final Diagnostics diagnostics;
  private final PhaseListener listener;

  Pipeline(CompilerOptions options, Diagnostics diagnostics, PhaseListener listener) {
    this.options = options;
    this.diagnostics = diagnostics;
    this.listener = listener;
  }

  /** @return every problem of the file; those before an error, if there is one */
  List<CompiledProblem> run(Source source) {
    List<CompiledProblem> compiled = new ArrayList<>();
    front(source, (program, checked, problem) -> compiled.add(compile(program, checked, problem)));
    return compiled;
  }

  /** Finds what {@link #run} finds. Code is made only where it could be beyond the limits. */
  void check(Source source) {
    front(source, this::check);
  }

  /** What is done with each problem of a file without errors. */
  @FunctionalInterface
  private interface Rest {
    void of(ModuleGraph program, CheckedFile checked, CheckedProblem problem);
  }

  private void front(Source source, Rest rest) {
    Span whole = new Span(source, 0, Math.min(1, source.text().length()));
    bounded(whole, () -> {
      ModuleGraph program = phase(Phase.PARSE, () -> ModuleLoader.load(source, options.modules(), diagnostics));
      listener.after(Phase.PARSE, () -> org.costate.compiler.ast.Printer.print(program.root()));
      CheckedFile checked =
          phase(Phase.CHECK, () -> Checker.check(program, options.constants(), options.data(), diagnostics));
      listener.after(Phase.CHECK, () -> CheckedPrinter.print(checked));
      if (diagnostics.hasErrors()) {
        return;
      }
      for (String name : options.constants().keySet()) {
        if (!checked.constants().contains(name)) {
          throw new UnknownConstantException(name, checked.constants());
        }
      }
      for (CheckedProblem problem : checked.problems()) {
        bounded(problem.item().name().span(), () -> rest.of(program, checked, problem));
      }
    });
  }

  private void check(ModuleGraph program, CheckedFile checked, CheckedProblem problem) {
    ExprBuilder builder = new ExprBuilder(new Simplifier());
    ProblemGraph graph = lower(checked, problem, builder);
    if (problem.policies().isEmpty() && CodeBound.of(graph, builder).fits()) {
      StepLength.check(problem, graph, builder).ifPresent(diagnostics::report);
    } else {
      compile(program, checked, problem, graph, builder);
    }
  }

  private CompiledProblem compile(ModuleGraph program, CheckedFile checked, CheckedProblem problem) {
    ExprBuilder builder = new ExprBuilder(new Simplifier());
    return compile(program, checked, problem, lower(checked, problem, builder), builder);
  }

  private ProblemGraph lower(CheckedFile checked, CheckedProblem problem, ExprBuilder builder) {
    ProblemGraph graph = phase(Phase.LOWER, () -> Lowering.lower(problem, checked, builder));
    listener.after(Phase.LOWER, () -> LoweredPrinter.print(graph));
    return graph;
  }

  private CompiledProblem compile(
      ModuleGraph program, CheckedFile checked, CheckedProblem problem, ProblemGraph graph, ExprBuilder builder) {
    Source source = program.root().span().source();
    Span place = problem.item().name().span();
    Assembly assembly =
        phase(Phase.DIFFERENTIATE, () -> Assembly.of(program, place, checked.analysis().tables().files(),
            problem.policies(), new ProblemEntries(builder, graph), lifted(graph, builder)));
    List<Program> programs = new ArrayList<>(List.of(assembly.problem()));
    programs.addAll(assembly.parts());
    if (options.fusing()) {
      MultiplyAdds fusing = MultiplyAdds.of(builder, programs);
      programs.replaceAll(made -> phase(Phase.DIFFERENTIATE, () -> fusing.apply(made)));
    }
    GeneratedClass problemClass = generate(programs.getFirst(), source, builder);
    List<GeneratedClass> partClasses = new ArrayList<>();
    for (Program part : programs.subList(1, programs.size())) {
      partClasses.add(generate(part, source, builder));
    }
    LoadedProblem loaded =
        phase(Phase.CODEGEN, () -> load(assembly.info(), programs.getFirst(), problemClass, partClasses));
    StepLength.check(problem, graph, builder).ifPresent(diagnostics::report);
    return new CompiledProblem(checked, problem, loaded, graph, builder, programs, problemClass, partClasses);
  }

  /** Made only where a run solves for the stages: it has three times as many unknowns or more. */
  private static Optional<ProblemEntries> lifted(ProblemGraph graph, ExprBuilder builder) {
    return graph.runs().stream().anyMatch(run -> MethodSchemas.collocates(run.options()))
        ? Optional.of(ProblemEntries.lifted(builder, graph))
        : Optional.empty();
  }

  private GeneratedClass generate(Program program, Source source, ExprBuilder builder) {
    listener.after(Phase.DIFFERENTIATE, () -> program.className() + "\n" + Printer.print(program.entries()));
    ClassPlan plan = phase(Phase.SCHEDULE, () -> ClassPlan.of(program));
    listener.after(Phase.SCHEDULE, () -> PlanPrinter.print(program.className(), plan));
    GeneratedClass made = phase(Phase.CODEGEN, () -> ClassGenerator.generate(program, plan, source, builder::originOf));
    listener.after(Phase.CODEGEN, () -> made.name() + ": " + made.bytes().length + " bytes");
    return made;
  }

  private static LoadedProblem load(
      ProblemInfo info, Program program, GeneratedClass problemClass, List<GeneratedClass> partClasses) {
    Map<String, byte[]> files = new HashMap<>(Map.of(problemClass.name(), problemClass.bytes()));
    partClasses.forEach(c -> files.put(c.name(), c.bytes()));
    GeneratedClassLoader loader = new GeneratedClassLoader(files,
        Map.of(problemClass.name(), () -> LaneCompiler.compile(program, info)));
    List<GeneratedRun> runs = info.runs().stream().map(run -> loader.run(run.className())).toList();
    String name = problemClass.name();
    return new LoadedProblem(loader.problem(name), info, runs, loader.episode(name));
  }

  private void massless(Symbol coordinate) {
    diagnostics.report(Diagnostic
        .at(Code.E0514, coordinate.place().orElseThrow(), "nothing says how `" + coordinate.name() + "` accelerates")
        .label("its rate is not in the kinetic energy")
        .help("add the energy of its motion: `kinetic = ... + 0.5*m*w^2;`"));
  }

  /** Runs one phase; whatever it throws but a limit is a bug of that phase. */
  private static <T> T phase(Phase phase, Supplier<T> work) {
    try {
      return work.get();
    } catch (GraphTooLargeException | ProgramTooLargeException | MasslessCoordinateException
        | InternalCompilerError e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InternalCompilerError(phase.word(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Runs work that ends in a diagnostic where the program is larger than what we can handle. */
  private void bounded(Span place, Runnable work) {
    String beyond;
    try {
      work.run();
      return;
    } catch (MasslessCoordinateException e) {
      massless(e.coordinate());
      return;
    } catch (GraphTooLargeException e) {
      beyond = "more than " + e.limit() + " operations";
    } catch (ProgramTooLargeException e) {
      beyond = "a class that the JVM cannot hold: " + e.getMessage();
    } catch (StackOverflowError e) {
      beyond = "formulas nested too deeply";
    } catch (OutOfMemoryError e) {
      beyond = "formulas that need more memory than there is";
    }
    diagnostics.report(
        Diagnostic.at(Code.E0902, place, "this program leads to " + beyond)
            .help("make it smaller, or write repeated parts as functions"));
  }
}
