/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.costate.Problem;
import org.costate.SimulatedRun;
import org.costate.Simulation;

/** What there is to say of the runs of a simulation: each run while they are few, and statistics over all. */
record SimulationReport(Problem problem, String controller, List<SimulatedRun> runs, boolean interrupted) {
  private static final int FEW = 20;

  SimulationReport {
    runs = List.copyOf(runs);
  }

  /** Whether there would have been more. */
  static boolean interrupted(Simulation simulation, List<SimulatedRun> runs) {
    return runs.size() < simulation.runs() || runs.getLast().interrupted();
  }

  /** As text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        problem.name() + ", controller " + controller + ", " + runs.size() + (runs.size() == 1 ? " run" : " runs"));
    if (runs.size() <= FEW) {
      lines.add("  run       objective   violation      end    final state");
      for (int i = 0; i < runs.size(); i++) {
        SimulatedRun run = runs.get(i);
        lines.add(String.format(Locale.ROOT, "  %3d %15.8g %11.3g %8.4g    %s", i + 1, run.objective(),
            run.maxViolation(), run.time()[run.ticks()], finalState(run)));
      }
    }
    if (runs.size() > 1) {
      double[] objectives = objectives();
      lines.add(String.format(Locale.ROOT, "objective: mean %.8g, standard deviation %.3g, least %.8g, largest %.8g",
          mean(objectives), deviation(objectives), Arrays.stream(objectives).min().orElse(Double.NaN),
          Arrays.stream(objectives).max().orElse(Double.NaN)));
      lines.add(String.format(Locale.ROOT, "worst violation of a limit: %.3g", worst()));
    }
    ends().forEach((end, count) -> lines.add("ended by " + end + ": " + count));
    if (interrupted) {
      SimulatedRun last = runs.getLast();
      lines.add(String.format(Locale.ROOT, "interrupted %s run %d, at t = %.4g", last.interrupted() ? "in" : "after",
          runs.size(), last.time()[last.ticks()]));
    }
    return lines;
  }

  private static String finalState(SimulatedRun run) {
    List<String> parts = new ArrayList<>();
    double[] x = run.finalState();
    for (int i = 0; i < Math.min(x.length, 6); i++) {
      parts.add(run.stateNames().get(i) + " " + String.format(Locale.ROOT, "%.5g", x[i]));
    }
    return String.join(", ", parts) + (x.length > 6 ? ", ..." : "");
  }

  /** How many runs ended early, by what ended them. */
  private Map<String, Integer> ends() {
    Map<String, Integer> ends = new TreeMap<>();
    for (SimulatedRun run : runs) {
      run.end().ifPresent(end -> ends.merge("`" + end + "`", 1, Integer::sum));
      if (!run.finite()) {
        ends.merge("a state that is not finite", 1, Integer::sum);
      }
    }
    return ends;
  }

  private double[] objectives() {
    return runs.stream().mapToDouble(SimulatedRun::objective).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
  }

  private double worst() {
    return runs.stream().mapToDouble(SimulatedRun::maxViolation).max().orElse(0);
  }

  /** As one JSON object. */
  String json(double planned) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("problem", problem.name());
      json.writeStringField("controller", controller);
      JsonResult.number(json, "planned_objective", planned);
      write(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  /** The fields that statistics and runs have. */
  void write(JsonGenerator json) throws IOException {
    double[] objectives = objectives();
    json.writeStringField("status", interrupted ? "interrupted" : "finished");
    JsonResult.number(json, "mean_objective", mean(objectives));
    JsonResult.number(json, "objective_deviation", deviation(objectives));
    JsonResult.number(json, "max_violation", worst());
    json.writeArrayFieldStart("runs");
    for (SimulatedRun run : runs) {
      json.writeStartObject();
      JsonResult.number(json, "objective", run.objective());
      JsonResult.number(json, "max_violation", run.maxViolation());
      JsonResult.number(json, "end_time", run.time()[run.ticks()]);
      json.writeBooleanField("finite", run.finite());
      json.writeStringField("ended_by", run.end().orElse(""));
      json.writeObjectFieldStart("final_state");
      for (int i = 0; i < run.stateNames().size(); i++) {
        JsonResult.number(json, run.stateNames().get(i), run.finalState()[i]);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
