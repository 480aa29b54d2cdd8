/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.costate.Problem;
import org.costate.SimulatedRun;
import org.costate.Solution;
import org.costate.cli.report.IterationLog;
import org.costate.cli.report.SavedSections;
import org.costate.cli.result.Course;
import org.costate.cli.result.Result;
import org.costate.cli.result.ResultFormat;
import org.costate.runtime.file.AtomicFile;
import org.costate.runtime.problem.OptionType;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** {@code --out FILE}: what a run found, with what it was asked. The end of the file's name is its format. */
final class ResultFile {
  static final String OPTION = "out";

  private static final List<Kind> SERIES = List.of(Kind.STATE, Kind.CONTROL, Kind.OBSERVATION);

  private ResultFile() {}

  static Option option(String description) {
    return Option.builder("o").longOpt(OPTION).hasArg().argName("FILE").desc(description).get();
  }

  /** The file that is asked for, which can be written. */
  static Optional<Path> of(CommandLine line) throws IOException {
    if (!line.hasOption(OPTION)) {
      return Optional.empty();
    }
    Path file = Arguments.path(line.getOptionValue(OPTION));
    format(OPTION, file);
    AtomicFile.checkPlace(file);
    return Optional.of(file);
  }

  static ResultFormat format(String option, Path file) {
    return ResultFormat.of(file)
        .orElseThrow(() -> new UsageException(
            "--" + option + " " + file + ": the file must end with " + ResultFormat.ENDINGS));
  }

  /**
   * Writes a solution.
   *
   * @param log of the solve, which took {@code millis}
   */
  static void write(Path file, Problem problem, Solution solution, IterationLog log, double millis)
      throws IOException {
    Map<String, Object> facts = facts(problem);
    solution.choice().ifPresent(choice -> {
      facts.put("chosen", choice.method());
      facts.put("reason", choice.reason());
    });
    facts.put("status", JsonResult.status(solution));
    facts.put("objective", solution.objective());
    facts.put("max_violation", solution.maxViolation());
    facts.put("iterations", solution.iterations());
    facts.put("gradient", solution.gradientNorm());
    facts.put("steps", solution.steps());
    facts.put("final_time", solution.finalTime());
    Map<String, Object> design = new LinkedHashMap<>();
    solution.designNames().forEach(name -> design.put(name, solution.design(name)));
    facts.put("design", design);
    List<VariableInfo> variables = new ArrayList<>();
    List.of(Kind.STATE, Kind.CONTROL, Kind.DESIGN, Kind.PARAM)
        .forEach(kind -> variables.addAll(problem.variables(kind)));
    format(OPTION, file).write(file, Result.solution(facts, variables, new SolvedCourse(solution),
        json -> SavedSections.write(json, problem, solution, log, millis)));
  }

  /**
   * Writes the runs of a simulation.
   *
   * @param options what the command line says to it, by the names of the options
   * @param interrupted whether there would have been more
   */
  static void write(Path file, Problem problem, String controller, Map<String, Object> options,
      List<SimulatedRun> runs, boolean interrupted) throws IOException {
    Map<String, Object> facts = facts(problem);
    facts.put("controller", controller);
    facts.putAll(options);
    facts.put("status", interrupted ? "interrupted" : "finished");
    List<VariableInfo> variables = new ArrayList<>();
    SERIES.forEach(kind -> variables.addAll(runs.getFirst().variables(kind)));
    variables.addAll(problem.variables(Kind.PARAM));
    format(OPTION, file)
        .write(file, Result.simulation(facts, variables, runs.stream().map(ResultFile::run).toList()));
  }

  private static Result.Run run(SimulatedRun run) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("objective", run.objective());
    facts.put("max_violation", run.maxViolation());
    facts.put("ticks", run.ticks());
    facts.put("end_time", run.time()[run.ticks()]);
    facts.put("finite", run.finite());
    facts.put("ended_by", run.end().orElse(""));
    return new Result.Run(facts, new SimulatedCourse(run));
  }

  /** What was to be done, and by whom. */
  private static Map<String, Object> facts(Problem problem) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("costate", Version.text());
    facts.put("file", problem.info().sourceName());
    facts.put("source_hash", problem.info().sourceHash());
    facts.put("problem", problem.name());
    facts.put("run", problem.run().map(RunInfo::name).orElse(problem.name()));
    facts.put("solver", problem.method());
    Map<String, Object> options = new LinkedHashMap<>();
    problem.run()
        .ifPresent(run -> run.options()
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(option -> options.put(option.getKey(), value(option.getValue()))));
    facts.put("options", options);
    Map<String, Object> params = new LinkedHashMap<>();
    for (VariableInfo param : problem.variables(Kind.PARAM)) {
      params.put(param.name(), Arrays.stream(problem.param(param.name())).boxed().toList());
    }
    facts.put("params", params);
    facts.put(Result.TIME_AXIS, problem.info().discrete() ? Result.STEPS : "seconds");
    return facts;
  }

  private static Object value(String text) {
    return OptionType.number(text)
        .map(number -> number == Math.rint(number) && Math.abs(number) < 1e15 ? number.longValue() : (Object) number)
        .orElse(text);
  }

  private record SolvedCourse(Solution solution) implements Course {
    @Override
    public double[] time() {
      return solution.time();
    }

    @Override
    public double[] of(Kind kind, String element) {
      return kind == Kind.STATE ? solution.state(element) : solution.control(element);
    }
  }

  private record SimulatedCourse(SimulatedRun run) implements Course {
    @Override
    public double[] time() {
      return run.time();
    }

    @Override
    public double[] of(Kind kind, String element) {
      return switch (kind) {
        case STATE -> run.state(element);
        case CONTROL -> run.control(element);
        case OBSERVATION -> run.observation(element);
        case PARAM, SIGNAL, DESIGN, NOISE -> throw new IllegalArgumentException("a run has no course of " + element);
      };
    }
  }
}
