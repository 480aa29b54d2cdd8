/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.costate.Problem;
import org.costate.SimulatedRun;
import org.costate.Simulation;
import org.costate.Solution;
import org.costate.cli.report.IterationLog;
import org.costate.cli.report.RunReport;
import org.costate.runtime.solve.IterationObserver;
import org.costate.runtime.solve.SolverStatus;

/** {@code costate simulate}: solves a problem and runs its solution against noise, random starts and pushes. */
final class SimulateCommand implements Command {
  private static final List<String> CONTROLLERS = List.of("gains", "open", "mpc");

  @Override
  public String name() {
    return "simulate";
  }

  @Override
  public String usage() {
    return "FILE [NAME] [options]";
  }

  @Override
  public String summary() {
    return "solves a problem and runs the solution with noise, random starts and pushes";
  }

  @Override
  public String details() {
    return """
        NAME is the name of a solve block, or of a problem; a file with one of them
        needs none. Noise, random starts and random params are drawn from the seed. A
        push `--push 1.5:v=0.3` adds 0.3 to the state v at t = 1.5; --plant-set changes
        a param of the plant while the controller keeps its own, --plant model.ctl:Rough
        takes the problem Rough of another file, which has the same states and controls,
        for the plant. With --controller mpc, NAME is the name of an mpc block, which
        runs as costate mpc runs it.
        """;
  }

  @Override
  public Options options() {
    return SimulationOptions.add(new Options()
        .addOption(
            Arguments.assignment("set", "gives a param another value: m=1.2, goal=1,2, obs[1,2]=0.5; may be repeated"))
        .addOption(Arguments.assignment("start", "starts a state elsewhere: theta=0.1; may be repeated"))
        .addOption(Arguments.constants())
        .addOption(Arguments.option(
            "controller", "WORD",
            "gains: with feedback (default); open: controls alone; mpc: a plan at every tick")));
  }

  @Override
  public String names() {
    return "solve|problem|mpc";
  }

  @Override
  public List<String> words(String place) {
    return place.equals("controller") ? CONTROLLERS : List.of();
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> arguments = Arguments.positional(this, line, 1, 2);
    return switch (line.getOptionValue("controller", "gains")) {
      case "gains" -> along(arguments, true, line, terminal);
      case "open" -> along(arguments, false, line, terminal);
      case "mpc" -> MpcRun.run(arguments, line, terminal);
      default -> throw UsageException.unknown(
          "controller", line.getOptionValue("controller"), CONTROLLERS);
    };
  }

  /** Solves, and follows the solution. */
  private static int along(List<String> arguments, boolean feedback, CommandLine line, Terminal terminal)
      throws IOException {
    Problem problem = Runs.one(Arguments.path(arguments.getFirst()), arguments, line, terminal);
    try {
      problem.check();
    } catch (IllegalArgumentException e) {
      terminal.complain("costate: " + problem.name() + ": " + e.getMessage());
      return ExitCode.WRONG_PROGRAM;
    }
    Simulation simulation = SimulationOptions.apply(line, problem, terminal);
    Optional<Path> out = ResultFile.of(line);
    Depiction depiction = Depiction.of(line);
    IterationLog log = new IterationLog(problem.info().sense(), IterationObserver.NONE);
    try (Interruption interruption = Interruption.watch(terminal)) {
      Solution solution = interruption.during(() -> problem.solve(log));
      if (!solution.converged()) {
        terminal.complain("costate: " + problem.name() + ": the solve ended with: " + solution.status().text());
        return solution.status() == SolverStatus.INTERRUPTED ? ExitCode.INTERRUPTED : ExitCode.NOT_CONVERGED;
      }
      List<SimulatedRun> runs = SimulationOptions.run(simulation,
          watched -> feedback ? watched.feedback(solution) : watched.openLoop(solution), line, interruption, terminal);
      String controller = feedback ? "gains" : "open";
      SimulationReport report =
          new SimulationReport(problem, controller, runs, SimulationReport.interrupted(simulation, runs));
      if (out.isPresent()) {
        ResultFile.write(out.get(), problem, controller, SimulationOptions.facts(line), runs, report.interrupted());
      }
      if (depiction.wanted()) {
        RunReport shown = RunReport.of(problem, runs.getFirst(),
            feedback ? "A simulation with the gains of the solution" : "A simulation with the controls of the solution")
            .fact("Run", "1 of " + runs.size())
            .fact("Seed", line.getOptionValue("seed", "0"))
            .iterations(log);
        depiction.write(shown, terminal);
      }
      if (line.hasOption("json")) {
        terminal.line(report.json(solution.objective()));
      } else {
        terminal.say("solved: objective " + solution.objective());
        report.lines().forEach(terminal::say);
        out.ifPresent(file -> terminal.say("written: " + file));
        depiction.written().forEach(terminal::say);
      }
      return report.interrupted() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
  }
}
