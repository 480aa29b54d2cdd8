/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.costate.Margins;
import org.costate.Problem;
import org.costate.Scene;
import org.costate.Solution;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** What {@code solve --out} writes for pages that show a solution long after it was found: {@link SavedRun} reads it. */
public final class SavedSections {
  private SavedSections() {}

  /**
   * Writes fields of the object that is open.
   *
   * @param log of the solve, which took {@code millis}
   */
  public static void write(JsonGenerator json, Problem problem, Solution solution, IterationLog log, double millis)
      throws IOException {
    json.writeNumberField("solve_ms", millis);
    limits(json, problem);
    margins(json, problem.margins(solution));
    json.writeObjectFieldStart("convergence");
    for (String column : Convergence.COLUMNS) {
      array(json, column, log.column(column));
    }
    json.writeEndObject();
    Optional<Scene> scene = problem.scene(solution);
    if (scene.isPresent()) {
      json.writeFieldName("view");
      Film.of("", solution.time(), scene.get()).write(json);
    }
  }

  private static void array(JsonGenerator json, String name, double[] values) throws IOException {
    json.writeFieldName(name);
    Numbers.of(values).write(json, values.length);
  }

  private static void limits(JsonGenerator json, Problem problem) throws IOException {
    json.writeObjectFieldStart("limits");
    for (Kind kind : new Kind[] {Kind.STATE, Kind.CONTROL}) {
      for (VariableInfo variable : problem.variables(kind)) {
        double[] lower = problem.lower(variable);
        double[] upper = problem.upper(variable);
        if (!Plot.Limit.of(lower, upper).isEmpty()) {
          json.writeObjectFieldStart(variable.name());
          array(json, "lower", lower);
          array(json, "upper", upper);
          json.writeEndObject();
        }
      }
    }
    json.writeEndObject();
  }

  private static void margins(JsonGenerator json, Margins margins) throws IOException {
    json.writeObjectFieldStart("margins");
    for (ConstraintInfo row : margins.constraints()) {
      json.writeObjectFieldStart(row.name());
      json.writeStringField("unit", row.unit());
      array(json, "values", margins.of(row));
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
