/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.costate.Expectation;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.compiler.diagnostics.JsonRenderer;
import org.costate.runtime.problem.Violation;
import org.costate.runtime.solve.Starts;
import org.costate.runtime.trajectory.Replay;

/** What {@code solve --json} prints: one object a run, one line an object. */
final class JsonResult {
  private JsonResult() {}

  /**
   * @param compileMillis to make or load the problem, shared by all runs of the file
   * @param solveMillis of this run alone
   * @param certify whether to say how certain the solution is
   */
  static String of(
      Problem problem, Solution solution, double compileMillis, double solveMillis, boolean certify)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("problem", problem.name());
      json.writeStringField("run", problem.run().map(r -> r.name()).orElse(problem.name()));
      json.writeStringField("solver", problem.method());
      if (solution.choice().isPresent()) {
        json.writeStringField("chosen", solution.choice().get().method());
        json.writeStringField("reason", solution.choice().get().reason());
      }
      json.writeStringField("status", status(solution));
      number(json, "objective", solution.objective());
      number(json, "max_violation", solution.maxViolation());
      json.writeNumberField("iterations", solution.iterations());
      number(json, "gradient", solution.gradientNorm());
      json.writeNumberField("steps", solution.steps());
      number(json, "final_time", solution.finalTime());
      design(json, solution);
      replay(json, problem, solution);
      starts(json, problem, solution);
      if (certify) {
        Certificate.write(json, problem, solution);
      }
      number(json, "compile_ms", compileMillis);
      number(json, "solve_ms", solveMillis);
      violations(json, solution);
      json.writeArrayFieldStart("expectations");
      for (Expectation expectation : solution.expectations()) {
        json.writeStartObject();
        json.writeStringField("text", expectation.text());
        json.writeNumberField("line", expectation.line());
        json.writeBooleanField("holds", expectation.holds());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("diagnostics");
      if (solution.diagnosis().isPresent()) {
        json.writeRawValue(JsonRenderer.render(solution.diagnosis().get()));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  /** Null for a problem whose steps are exact. */
  private static void replay(JsonGenerator json, Problem problem, Solution solution) throws IOException {
    Replay replay = solution.replay().orElse(null);
    if (replay == null) {
      json.writeNullField("replay");
      return;
    }
    json.writeObjectFieldStart("replay");
    json.writeNumberField("steps", replay.trajectory().dims().steps());
    number(json, "objective", problem.info().sense().objective(replay.cost()));
    number(json, "state_gap", replay.gap());
    json.writeStringField("state", problem.info().directionNames().get(replay.direction()));
    number(json, "time", solution.time()[replay.step()]);
    number(json, "max_violation", solution.replayViolation());
    json.writeEndObject();
  }

  /** Each constraint and limit that is missed, where it is missed most, the worst first. */
  private static void violations(JsonGenerator json, Solution solution) throws IOException {
    json.writeArrayFieldStart("violations");
    for (Violation violation : solution.violations()) {
      json.writeStartObject();
      json.writeStringField("name", violation.name());
      json.writeNumberField("line", violation.line());
      number(json, "time", solution.time()[violation.k()]);
      number(json, "amount", violation.amount());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** One object for each start of a {@code multistart}; none where there was one start. */
  private static void starts(JsonGenerator json, Problem problem, Solution solution) throws IOException {
    json.writeArrayFieldStart("starts");
    for (Starts.Start start : solution.starts().map(Starts::all).orElse(List.of())) {
      json.writeStartObject();
      json.writeStringField("status", start.status().name().toLowerCase(Locale.ROOT));
      number(json, "objective", problem.info().sense().objective(start.cost()));
      number(json, "max_violation", start.violation());
      json.writeNumberField("iterations", start.iterations());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void design(JsonGenerator json, Solution solution) throws IOException {
    json.writeObjectFieldStart("design");
    for (String name : solution.designNames()) {
      number(json, name, solution.design(name));
    }
    json.writeEndObject();
  }

  /** {@code converged}, {@code iteration_limit}, ... */
  static String status(Solution solution) {
    return solution.status().name().toLowerCase(Locale.ROOT);
  }

  /** A number that JSON cannot say, infinite or NaN, is null. */
  static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    number(json, value);
  }

  static void array(JsonGenerator json, String name, double[] values) throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      number(json, value);
    }
    json.writeEndArray();
  }

  static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
