/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.costate.Expectation;
import org.costate.Problem;
import org.costate.SimulatedRun;
import org.costate.Simulation;

/** {@code costate mpc}: runs an mpc block against a plant and says how long its ticks took. */
final class MpcCommand implements Command {
  @Override
  public String name() {
    return "mpc";
  }

  @Override
  public String usage() {
    return "FILE [NAME] [options]";
  }

  @Override
  public String summary() {
    return "runs an mpc block: a plan at every tick, against noise, pushes and another plant";
  }

  @Override
  public String details() {
    return """
        NAME is the name of an mpc block; a file with one needs none. --set and --start change what the controller and the
        plant have in common, --plant-set the plant alone. Without --substeps the plant is integrated as the plan is.
        """;
  }

  @Override
  public Options options() {
    return SimulationOptions.add(new Options()
        .addOption(
            Arguments.assignment("set", "gives a param another value: m=1.2, goal=1,2, obs[1,2]=0.5; may be repeated"))
        .addOption(Arguments.assignment("start", "starts a state elsewhere: theta=0.1; may be repeated"))
        .addOption(Arguments.constants()));
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> arguments = Arguments.positional(this, line, 1, 2);
    Problem problem = Runs.receding(Arguments.path(arguments.getFirst()), arguments, line, terminal);
    Simulation simulation = SimulationOptions.apply(line, problem);
    Path csv = SimulationOptions.csv(line);
    List<SimulatedRun> runs;
    try {
      runs = simulation.mpc();
    } catch (IllegalArgumentException e) {
      terminal.complain("costate: " + problem.name() + ": " + e.getMessage());
      return ExitCode.WRONG_PROGRAM;
    }
    if (csv != null) {
      SimulationFile.write(csv, runs);
    }
    MpcReport report = new MpcReport(problem, simulation.mpcOptions(), runs);
    if (line.hasOption("json")) {
      terminal.line(report.json());
    } else {
      report.lines().forEach(terminal::line);
    }
    if (!runs.stream().allMatch(SimulatedRun::finite)) {
      return ExitCode.NOT_CONVERGED;
    }
    boolean holds = runs.stream().flatMap(r -> r.expectations().stream()).allMatch(Expectation::holds);
    return holds ? ExitCode.OK : ExitCode.EXPECT_FAILED;
  }
}
