/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.costate.Expectation;
import org.costate.Problem;
import org.costate.SimulatedRun;
import org.costate.Simulation;
import org.costate.cli.report.RunReport;

/** The run of an mpc block: what {@code costate mpc} does, and {@code costate simulate --controller mpc}. */
final class MpcRun {
  private MpcRun() {}

  /** @param arguments the file and, where it has several, the block */
  static int run(List<String> arguments, CommandLine line, Terminal terminal) throws IOException {
    Problem problem = Runs.receding(Arguments.path(arguments.getFirst()), arguments, line, terminal);
    Simulation simulation = SimulationOptions.apply(line, problem, terminal);
    Optional<Path> out = ResultFile.of(line);
    Depiction depiction = Depiction.of(line);
    try (Interruption interruption = Interruption.watch(terminal)) {
      List<SimulatedRun> runs = SimulationOptions.run(simulation, Simulation::mpc, line, interruption, terminal);
      MpcReport report =
          new MpcReport(problem, simulation.mpcOptions(), runs, SimulationReport.interrupted(simulation, runs));
      if (out.isPresent()) {
        ResultFile.write(out.get(), problem, "mpc", SimulationOptions.facts(line), runs, report.interrupted());
      }
      if (depiction.wanted()) {
        RunReport shown = RunReport.of(problem, runs.getFirst(), "A plan at every tick, by " + problem.method())
            .fact("Run", "1 of " + runs.size())
            .fact("Seed", line.getOptionValue("seed", "0"));
        depiction.write(shown, terminal);
      }
      if (line.hasOption("json")) {
        terminal.line(report.json());
      } else {
        report.lines().forEach(terminal::say);
        out.ifPresent(file -> terminal.say("written: " + file));
        depiction.written().forEach(terminal::say);
      }
      return code(runs, report.interrupted());
    } catch (IllegalArgumentException e) {
      terminal.complain("costate: " + problem.name() + ": " + e.getMessage());
      return ExitCode.WRONG_PROGRAM;
    }
  }

  private static int code(List<SimulatedRun> runs, boolean interrupted) {
    if (interrupted) {
      return ExitCode.INTERRUPTED;
    }
    if (!runs.stream().allMatch(SimulatedRun::finite)) {
      return ExitCode.NOT_CONVERGED;
    }
    boolean holds = runs.stream().flatMap(r -> r.expectations().stream()).allMatch(Expectation::holds);
    return holds ? ExitCode.OK : ExitCode.EXPECT_FAILED;
  }
}
