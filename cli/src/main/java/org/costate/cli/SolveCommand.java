/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.Expectation;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.Solution;
import org.costate.cli.Screen.Style;
import org.costate.cli.report.IterationLog;
import org.costate.cli.report.RunReport;
import org.costate.runtime.file.AtomicFile;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolverStatus;
import org.costate.runtime.trajectory.Replay;

/** {@code costate solve}: runs the solve blocks of a file and shows how they go. */
final class SolveCommand implements Command {
  @Override
  public String name() {
    return "solve";
  }

  @Override
  public String usage() {
    return "FILE [NAME] [options]";
  }

  @Override
  public String summary() {
    return "runs the solve blocks of a .ctl file or of a compiled jar";
  }

  @Override
  public String details() {
    return """
        NAME is the name of a solve block, or of a problem; without it every block of
        the file is run.

        --batch CASES.csv solves one block once for each row of a file. Its header names
        states, params and design variables, as `theta [deg], m`; the results, one row a
        case in their order, go to --out or to the output. Cases are independent: a
        failing one does not end the others, and the exit code is 0 if all converged.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Arguments.assignment("set", "gives a param another value: m=1.2, goal=1,2, obs[1,2]=0.5; may be repeated"))
        .addOption(Arguments.assignment("start", "starts a state elsewhere: theta=0.1; may be repeated"))
        .addOption(
            Arguments.assignment("design", "begins elsewhere with what the solver chooses: T=5; may be repeated"))
        .addOption(Arguments.constants())
        .addOption(Arguments.fused())
        .addOption(
            ResultFile.option("writes the solution: .csv, .json or .npz; of a batch the results, .csv or .jsonl"))
        .addOption(WarmStart.option())
        .addOption(ReportFile.option())
        .addOption(PlotFile.option("states, controls, limits and margins"))
        .addOption(Arguments.option("batch", "CASES.csv", "solves once for each row: starts, params, design variables"))
        .addOption(Arguments.option("threads", "N", "with --batch: solves on so many threads; all cores without it"))
        .addOption(Option.builder()
            .longOpt("certify")
            .desc("checks the conditions of an optimum, and tells the change with each param")
            .get())
        .addOption(Option.builder().longOpt("json").desc("prints one JSON object a run instead of text").get())
        .addOption(Option.builder().longOpt("quiet").desc("prints no table of iterations").get());
  }

  @Override
  public String names() {
    return "solve|problem";
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> arguments = Arguments.positional(this, line, 1, 2);
    Path file = Arguments.path(arguments.getFirst());
    long begin = System.nanoTime();
    Problems problems = Arguments.load(file, line);
    double compileMillis = millisSince(begin);
    Warnings.print(problems, terminal);
    List<Problem> runs = Runs.configured(WarmStart.applied(Runs.selected(problems, file, arguments), line), line);
    Depiction depiction = Depiction.of(line);
    if (line.hasOption("batch")) {
      depiction.options().findFirst().ifPresent(option -> {
        throw new UsageException(option + " shows one solve, --batch makes many");
      });
      return BatchRun.run(single(runs, "--batch"), line, batchFile(line), terminal);
    }
    if (line.hasOption("threads")) {
      throw new UsageException("--threads is for --batch", "a single solve has one thread, several starts have two");
    }
    Optional<Path> out = ResultFile.of(line);
    if (out.isPresent()) {
      single(runs, "--out");
    }
    depiction.options().forEach(option -> single(runs, option));
    int code = ExitCode.OK;
    try (Interruption interruption = Interruption.watch(terminal)) {
      for (Problem run : runs) {
        code = Math.max(code, solve(run, compileMillis, line, out, depiction, interruption, terminal));
        if (code == ExitCode.INTERRUPTED) {
          break;
        }
      }
    }
    return code;
  }

  private static Problem single(List<Problem> runs, String option) {
    if (runs.size() > 1) {
      throw new UsageException(option + " takes one run, but there are " + runs.size(), "name one: "
          + String.join(", ", runs.stream().map(r -> r.run().orElseThrow().name()).toList()));
    }
    return runs.getFirst();
  }

  private static Optional<Path> batchFile(CommandLine line) throws IOException {
    if (!line.hasOption("out")) {
      return Optional.empty();
    }
    String ending = line.hasOption("json") ? ".jsonl" : ".csv";
    Path out = Arguments.path(line.getOptionValue("out"));
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
      throw new UsageException("--out " + out + ": the results of a batch go to a " + ending + " file",
          "--json makes lines of JSON, for a .jsonl file, of the rows of a .csv file");
    }
    AtomicFile.checkPlace(out);
    return Optional.of(out);
  }

  private static int solve(Problem problem, double compileMillis, CommandLine line, Optional<Path> out,
      Depiction depiction, Interruption interruption, Terminal terminal) throws IOException {
    try {
      problem.check();
    } catch (IllegalArgumentException e) {
      terminal.complain("costate: " + problem.name() + ": " + e.getMessage());
      return ExitCode.WRONG_PROGRAM;
    }
    boolean json = line.hasOption("json");
    if (!json) {
      terminal.line(title(problem));
      terminal.flush();
    }
    Optional<IterationTable> table =
        json || line.hasOption("quiet") ? Optional.empty() : Optional.of(new IterationTable(problem, terminal));
    IterationLog log =
        new IterationLog(problem.info().sense(), table.isPresent() ? table.get() : IterationObserver.NONE);
    long begin = System.nanoTime();
    Solution solution = interruption.during(() -> problem.solve(log));
    double solveMillis = millisSince(begin);
    table.ifPresent(IterationTable::end);
    if (out.isPresent()) {
      ResultFile.write(out.get(), problem, solution, log, solveMillis);
    }
    if (depiction.wanted()) {
      RunReport report = RunReport.of(problem, solution, log)
          .fact("Run", problem.run().map(r -> r.name()).orElse(problem.name()))
          .fact("Compile time", String.format(Locale.ROOT, "%.0f ms", compileMillis))
          .fact("Solve time", String.format(Locale.ROOT, "%.0f ms", solveMillis));
      depiction.write(report, terminal);
    }
    if (json) {
      terminal.line(JsonResult.of(problem, solution, compileMillis, solveMillis, line.hasOption("certify")));
    } else {
      summary(problem, solution, compileMillis, solveMillis, terminal);
      if (line.hasOption("certify")) {
        Certificate.print(problem, solution, terminal);
      }
      out.ifPresent(file -> terminal.say("written: " + file));
      depiction.written().forEach(terminal::say);
    }
    solution.diagnosis().ifPresent(d -> terminal.report(List.of(d), 0));
    return code(solution);
  }

  private static String title(Problem problem) {
    String run = problem.run().map(r -> r.name()).orElse(problem.name());
    return problem.name() + (run.equals(problem.name()) ? "" : " as " + run) + " using " + problem.method() + ", "
        + problem.steps() + " steps";
  }

  private static void summary(
      Problem problem, Solution solution, double compileMillis, double solveMillis, Terminal terminal) {
    terminal.say(solution.converged() ? Style.GOOD : Style.ERROR, solution.status().text(),
        ": objective " + solution.objective() + ", " + solution.iterations()
            + (solution.iterations() == 1 ? " iteration" : " iterations"));
    solution.choice().ifPresent(c -> terminal.say("solved by " + c.method() + ", as " + c.reason()));
    solution.starts().ifPresent(starts -> terminal.say(StartsText.of(starts, problem.info().sense())));
    if (solution.converged() && solution.iterations() == 0 && !problem.variables(Kind.CONTROL).isEmpty()) {
      terminal.say("note: the initial controls are stationary already;");
      terminal.say("      if that is no minimum, a `guess` that leaves them leads to one");
    }
    for (String name : solution.designNames()) {
      terminal.say(name + " = " + solution.design(name));
    }
    if (problem.info().freeTime()) {
      terminal.say("final time " + solution.finalTime());
    }
    solution.replay().ifPresent(replay -> terminal.say(replayed(problem, solution, replay)));
    if (!problem.info().constraints().isEmpty() || !solution.violations().isEmpty()) {
      terminal.say(kept(solution));
    }
    for (Expectation expectation : solution.expectations()) {
      terminal.say(expectation.holds() ? Style.GOOD : Style.ERROR, expectation.holds() ? "holds" : "FAILS",
          ": " + expectation.text() + (expectation.holds() ? "" : " (line " + expectation.line() + ")"));
    }
    terminal.say(String.format(Locale.ROOT, "compile %.0f ms, solve %.0f ms", compileMillis, solveMillis));
  }

  private static String replayed(Problem problem, Solution solution, Replay replay) {
    String steps = "replay in " + Replay.REFINEMENT * solution.steps() + " steps: ";
    if (!Double.isFinite(replay.gap())) {
      return steps + "not finite any more at t = " + time(solution, replay);
    }
    return String.format(Locale.ROOT, "%slargest state gap %.2g, %s at t = %s, objective %.7g", steps, replay.gap(),
        problem.info().directionNames().get(replay.direction()), time(solution, replay),
        problem.info().sense().objective(replay.cost()));
  }

  private static String kept(Solution solution) {
    String worst = solution.violations()
        .stream()
        .findFirst()
        .map(v -> String.format(Locale.ROOT, " to %.2g (%s at t = %.4g)", v.amount(), v.name(),
            solution.time()[v.k()]))
        .orElse("");
    return "constraints: kept" + worst
        + (solution.replay().isEmpty() ? ""
            : String.format(Locale.ROOT, ", between the grid times to %.2g", solution.replayViolation()));
  }

  private static String time(Solution solution, Replay replay) {
    return String.format(Locale.ROOT, "%.4g", solution.time()[replay.step()]);
  }

  private static int code(Solution solution) {
    if (solution.status() == SolverStatus.INTERRUPTED) {
      return ExitCode.INTERRUPTED;
    }
    if (!solution.converged()) {
      return ExitCode.NOT_CONVERGED;
    }
    return solution.expectationsHold() ? ExitCode.OK : ExitCode.EXPECT_FAILED;
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
