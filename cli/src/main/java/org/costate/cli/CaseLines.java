/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.costate.CaseResult;
import org.costate.Problem;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** The results of a batch as lines of text. Cases count from 1; numbers read back to the same double. */
sealed interface CaseLines {
  /** The status of a case that converged. */
  String CONVERGED = "converged";

  /** The status of a case that was not solved any more. */
  String INTERRUPTED = "interrupted";

  /** What comes before the first; ends its line if it is not empty. */
  String header();

  /** A line, with its end. */
  String of(CaseResult result) throws IOException;

  /** A line of the case {@code number}, from 0, of which nothing is known. */
  String interrupted(int number) throws IOException;

  /** {@code converged}, {@code iteration_limit}, ..., {@code refused}. */
  static String status(CaseResult result) {
    return result.status().map(status -> status.name().toLowerCase(Locale.ROOT)).orElse("refused");
  }

  private static List<String> names(Problem problem, Kind kind) {
    return problem.variables(kind).stream().map(VariableInfo::elementNames).flatMap(List::stream).toList();
  }

  /** A header, then a row for each case; what is not known is empty. */
  record Csv(Problem problem) implements CaseLines {
    @Override
    public String header() {
      List<String> cells =
          new ArrayList<>(List.of("case", "status", "objective", "iterations", "max_violation", "final_time"));
      names(problem, Kind.STATE).forEach(name -> cells.add(quoted("final(" + name + ")")));
      names(problem, Kind.DESIGN).forEach(name -> cells.add(quoted(name)));
      cells.add("refusal");
      return String.join(",", cells) + "\n";
    }

    @Override
    public String of(CaseResult result) {
      List<String> cells = new ArrayList<>(List.of(Integer.toString(result.number() + 1), status(result),
          number(result.objective()), Integer.toString(result.iterations()), number(result.maxViolation()),
          number(result.finalTime())));
      for (double[] numbers : List.of(result.finalState(), result.design())) {
        for (double number : numbers) {
          cells.add(number(number));
        }
      }
      cells.add(result.refusal().map(Csv::quoted).orElse(""));
      return String.join(",", cells) + "\n";
    }

    @Override
    public String interrupted(int number) {
      return (number + 1) + "," + INTERRUPTED + ",".repeat(header().split(",", -1).length - 2) + "\n";
    }

    private static String number(double number) {
      return Double.isNaN(number) ? "" : Double.toString(number);
    }

    private static String quoted(String text) {
      return text.matches("[^,;\"\t]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
  }

  /** One JSON object a case; what is not known or not finite is null. */
  record Json(Problem problem) implements CaseLines {
    @Override
    public String header() {
      return "";
    }

    @Override
    public String of(CaseResult result) throws IOException {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
        json.writeStartObject();
        json.writeNumberField("case", result.number() + 1);
        json.writeStringField("status", status(result));
        if (result.refusal().isPresent()) {
          json.writeStringField("refusal", result.refusal().get());
        }
        JsonResult.number(json, "objective", result.objective());
        json.writeNumberField("iterations", result.iterations());
        JsonResult.number(json, "max_violation", result.maxViolation());
        JsonResult.number(json, "final_time", result.finalTime());
        numbers(json, "final", names(problem, Kind.STATE), result.finalState());
        numbers(json, "design", names(problem, Kind.DESIGN), result.design());
        json.writeEndObject();
      }
      return text.append('\n').toString();
    }

    @Override
    public String interrupted(int number) {
      return "{\"case\":" + (number + 1) + ",\"status\":\"" + INTERRUPTED + "\"}\n";
    }

    private static void numbers(JsonGenerator json, String field, List<String> names, double[] numbers)
        throws IOException {
      json.writeObjectFieldStart(field);
      for (int i = 0; i < numbers.length; i++) {
        JsonResult.number(json, names.get(i), numbers[i]);
      }
      json.writeEndObject();
    }
  }
}
