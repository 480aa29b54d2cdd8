/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.costate.Expectation;
import org.costate.Problem;
import org.costate.SimulatedRun;
import org.costate.runtime.mpc.MpcOptions;
import org.costate.runtime.solve.SolverStatus;

/** What there is to say of the runs of an mpc block: what a simulation says, and latencies and outcomes of the plans over all runs. */
record MpcReport(Problem problem, MpcOptions options, List<SimulatedRun> runs, boolean interrupted) {
  MpcReport {
    runs = List.copyOf(runs);
  }

  private SimulationReport simulation() {
    return new SimulationReport(problem, controller(), runs, interrupted);
  }

  private String controller() {
    return "mpc using " + problem.method()
        + (problem.info().discrete() ? ", a plan a step" : ", " + number(options.rate()) + " plans a second");
  }

  /** Without trailing zeros. */
  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** As text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(simulation().lines());
    long[] sorted = latencies();
    lines.add(String.format(Locale.ROOT, "%d ticks; a plan took p50 %.3f, p99 %.3f, max %.3f ms", sorted.length,
        millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1)));
    plans().forEach((status, count) -> lines.add("plans that ended " + status + ": " + count));
    for (Map.Entry<Expectation, Integer> failed : failures().entrySet()) {
      lines.add("FAILS in " + failed.getValue() + " of " + runs.size() + ": " + failed.getKey().text() + " (line "
          + failed.getKey().line() + ")");
    }
    return lines;
  }

  /** How many runs do not meet an expectation. */
  private Map<Expectation, Integer> failures() {
    Map<Expectation, Integer> failures = new LinkedHashMap<>();
    for (SimulatedRun run : runs) {
      run.expectations().stream().filter(e -> !e.holds()).forEach(e -> failures.merge(e, 1, Integer::sum));
    }
    return failures;
  }

  private Map<String, Integer> plans() {
    Map<String, Integer> all = new TreeMap<>();
    for (SimulatedRun run : runs) {
      for (Map.Entry<SolverStatus, Integer> plan : run.plans().entrySet()) {
        all.merge(plan.getKey().name().toLowerCase(Locale.ROOT), plan.getValue(), Integer::sum);
      }
    }
    return all;
  }

  private long[] latencies() {
    return runs.stream().flatMapToLong(r -> Arrays.stream(r.latencies())).sorted().toArray();
  }

  /** The time that a part of the ticks does not exceed. */
  private static double millis(long[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
  }

  /** As one JSON object. */
  String json() throws IOException {
    StringWriter text = new StringWriter();
    long[] sorted = latencies();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("problem", problem.name());
      json.writeStringField("run", problem.run().orElseThrow().name());
      json.writeStringField("solver", problem.method());
      JsonResult.number(json, "rate", options.rate());
      json.writeNumberField("ticks", sorted.length);
      JsonResult.number(json, "p50_ms", millis(sorted, 0.5));
      JsonResult.number(json, "p99_ms", millis(sorted, 0.99));
      JsonResult.number(json, "max_ms", millis(sorted, 1));
      json.writeObjectFieldStart("plans");
      for (Map.Entry<String, Integer> plan : plans().entrySet()) {
        json.writeNumberField(plan.getKey(), plan.getValue());
      }
      json.writeEndObject();
      json.writeBooleanField("expectations_hold", failures().isEmpty());
      simulation().write(json);
      json.writeEndObject();
    }
    return text.toString();
  }
}
