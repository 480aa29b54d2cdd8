/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.Problem;
import org.costate.SimulatedRun;
import org.costate.Simulation;
import org.costate.runtime.problem.OptionType;

/** The options of every command that runs a plant. */
final class SimulationOptions {
  private SimulationOptions() {}

  static Options add(Options options) {
    return options
        .addOption(Arguments.option("seed", "N", "where the random numbers begin; 0 if not given"))
        .addOption(Arguments.option("runs", "N", "how many episodes; 1 if not given"))
        .addOption(Arguments.option("substeps", "N", "integrates each step of the plant in N parts"))
        .addOption(
            Arguments.option("push", "TIME:STATE=CHANGE", "changes a state at a time: 1.5:v=0.3; may be repeated"))
        .addOption(Arguments.option("plant", "FILE[:PROBLEM]", "runs another problem's plant, of the same states"))
        .addOption(Arguments.assignment("plant-set", "gives a param another value in the plant only; may be repeated"))
        .addOption(
            ResultFile.option("writes times, states, controls and observations of all runs: .csv, .json or .npz"))
        .addOption(Arguments.option("report", "FILE.html", "writes a page with animation and plots of the first run"))
        .addOption(PlotFile.option("states, controls, limits and margins of the first run"))
        .addOption(Option.builder().longOpt("json").desc("prints one JSON object instead of text").get())
        .addOption(Option.builder().longOpt("quiet").desc("shows no progress").get());
  }

  static Simulation apply(CommandLine line, Problem problem, Terminal terminal) throws IOException {
    Optional<Problem> plant = Runs.plant(problem, line, terminal);
    try {
      Simulation own = problem.simulation();
      Simulation simulation = (plant.isPresent() ? own.plant(plant.get()) : own)
          .seed(whole(line, "seed", 0))
          .runs(Math.toIntExact(whole(line, "runs", 1)))
          .substeps(Math.toIntExact(whole(line, "substeps", 1)));
      for (Assignment a : Assignment.parseAll("plant-set", line.getOptionValues("plant-set"))) {
        simulation = simulation.plant(a.name(), a.numbers());
      }
      if (line.hasOption("push")) {
        for (String push : line.getOptionValues("push")) {
          simulation = pushed(simulation, push);
        }
      }
      return simulation;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** Runs it, shows how far it is, and stops where that is asked. */
  static List<SimulatedRun> run(Simulation simulation, Function<Simulation, List<SimulatedRun>> controlled,
      CommandLine line, Interruption interruption, Terminal terminal) throws IOException {
    ProgressLine progress = new ProgressLine(terminal, "ticks", !line.hasOption("quiet"));
    long runs = simulation.runs();
    Simulation watched =
        simulation.observer((run, tick, ticks) -> progress.reached((long) run * ticks + tick, runs * ticks));
    try {
      return interruption.during(() -> controlled.apply(watched));
    } finally {
      progress.end();
    }
  }

  private static Simulation pushed(Simulation simulation, String text) {
    int colon = text.indexOf(':');
    String time = colon < 0 ? "" : text.substring(0, colon).strip();
    double at = OptionType.number(time)
        .orElseThrow(() -> new UsageException(
            "--push " + text + ": expected TIME:STATE=CHANGE", "for example --push 1.5:v=0.3"));
    Assignment change = Assignment.parse("push", text.substring(colon + 1));
    return simulation.push(at, change.name(), change.numbers());
  }

  private static long whole(CommandLine line, String option, long otherwise) {
    String text = line.getOptionValue(option, "").strip();
    if (!line.hasOption(option)) {
      return otherwise;
    }
    if (!text.matches("-?\\d{1,18}")) {
      throw new UsageException("--" + option + " " + text + ": expected a whole number");
    }
    return Long.parseLong(text);
  }

  /** What the command line says to a simulation, for its file. */
  static Map<String, Object> facts(CommandLine line) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seed", whole(line, "seed", 0));
    facts.put("substeps", whole(line, "substeps", 1));
    facts.put("plant", line.getOptionValue("plant", ""));
    for (String several : List.of("plant-set", "push")) {
      String[] values = line.getOptionValues(several);
      facts.put(several.replace('-', '_'), values == null ? List.of() : List.of(values));
    }
    return facts;
  }
}
