/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.cli.report.IterationLog;
import org.costate.cli.report.SavedSections;
import org.costate.runtime.file.AtomicFile;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * A solution as a file. Numbers are written with the digits that read back to the same double; columns are called as the language writes
 * them. CSV: one row a state, the last without controls. JSON: arrays by name.
 */
final class TrajectoryFile {
  private TrajectoryFile() {}

  /** The formats, by the ending of a file's name. */
  enum Format {
    CSV,
    JSON;

    static Format of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".csv")) {
        return CSV;
      }
      if (name.endsWith(".json")) {
        return JSON;
      }
      throw new UsageException("--out " + file + ": the file must end with .csv or .json");
    }
  }

  /** @param log of the solve, which took {@code millis} */
  static void write(Path file, Problem problem, Solution solution, IterationLog log, double millis)
      throws IOException {
    Format format = Format.of(file);
    AtomicFile.write(file, out -> {
      switch (format) {
        case CSV -> csv(out, solution);
        case JSON -> json(out, problem, solution, log, millis);
      }
    });
  }

  private static void csv(OutputStream out, Solution solution) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write("t");
    for (List<String> names : List.of(solution.stateNames(), solution.controlNames())) {
      for (String name : names) {
        text.write(',');
        text.write(name.indexOf(',') < 0 ? name : '"' + name + '"');
      }
    }
    text.write('\n');
    double[] time = solution.time();
    String noControls = ",".repeat(solution.controlNames().size());
    for (int k = 0; k < time.length; k++) {
      text.write(Double.toString(time[k]));
      numbers(text, solution.stateAt(k));
      if (k < solution.steps()) {
        numbers(text, solution.controlAt(k));
      } else {
        text.write(noControls);
      }
      text.write('\n');
    }
    text.flush();
  }

  private static void numbers(Writer text, double[] values) throws IOException {
    for (double value : values) {
      text.write(',');
      text.write(Double.toString(value));
    }
  }

  private static void json(OutputStream out, Problem problem, Solution solution, IterationLog log, double millis)
      throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("problem", problem.name());
      json.writeStringField("status", JsonResult.status(solution));
      JsonResult.number(json, "objective", solution.objective());
      JsonResult.array(json, "time", solution.time());
      JsonResult.design(json, solution);
      json.writeObjectFieldStart("states");
      for (String name : solution.stateNames()) {
        JsonResult.array(json, name, solution.state(name));
      }
      json.writeEndObject();
      json.writeObjectFieldStart("controls");
      for (String name : solution.controlNames()) {
        JsonResult.array(json, name, solution.control(name));
      }
      json.writeEndObject();
      json.writeObjectFieldStart("units");
      for (Kind kind : List.of(Kind.STATE, Kind.CONTROL, Kind.DESIGN)) {
        for (VariableInfo variable : problem.variables(kind)) {
          if (!variable.unit().isEmpty()) {
            json.writeStringField(variable.name(), variable.unit());
          }
        }
      }
      json.writeEndObject();
      SavedSections.write(json, problem, solution, log, millis);
      json.writeEndObject();
    }
  }
}
