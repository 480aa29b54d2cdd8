/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.costate.Problem;
import org.costate.compiler.driver.CostPatterns;
import org.costate.runtime.problem.ConstraintGroup;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.Sparsity;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * Where a matrix of derivatives can differ from zero.
 *
 * @param rows the names of its rows, {@code columns} those of its columns
 * @param states how many of the columns are states; the others are controls
 */
record Pattern(String title, List<String> rows, List<String> columns, int states, Sparsity entries) {
  Pattern {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    if (rows.size() != entries.rows() || columns.size() != entries.columns()) {
      throw new IllegalArgumentException(entries + " with " + rows.size() + " and " + columns.size() + " names");
    }
  }

  /** Those that a compiled problem tells of. */
  static List<Pattern> of(Problem problem) {
    ProblemInfo info = problem.info();
    List<String> directions = info.directionNames();
    List<String> all = Stream.concat(directions.stream(),
        info.variables(Kind.CONTROL).stream().map(VariableInfo::elementNames).flatMap(List::stream)).toList();
    int n = directions.size();
    List<Pattern> patterns = new ArrayList<>();
    patterns.add(new Pattern("Fx, Fu: the next state", directions, all, n, info.dynamicsPattern()));
    patterns.add(new Pattern("Hessian of lambda' F: the next state", all, all, n, info.curvaturePattern()));
    problem.costPatterns()
        .map(CostPatterns::stage)
        .ifPresent(
            stage -> patterns.add(new Pattern("Hessian of the cost of a step", all, all, n, stage)));
    problem.costPatterns()
        .map(CostPatterns::terminal)
        .ifPresent(
            terminal -> patterns.add(new Pattern("Hessian of the terminal cost", directions, directions, n, terminal)));
    for (ConstraintGroup group : info.groups()) {
      patterns.add(new Pattern("cx, cu: " + (group.soft() ? "penalties " : "constraints ") + moment(group.moment()),
          group.rows().stream().map(ConstraintInfo::name).toList(), all, n, group.pattern()));
    }
    return patterns;
  }

  private static String moment(ConstraintGroup.Moment moment) {
    return switch (moment) {
      case STEPS -> "of each step";
      case POINTS -> "of each state";
      case INITIAL -> "at the start";
      case TERMINAL -> "at the end";
      case AT -> "at a time";
    };
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", title);
    json.writeArrayFieldStart("rows");
    for (String name : rows) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("columns");
    for (String name : columns) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeNumberField("states", states);
    json.writeFieldName("entries");
    int[] found = entries.entries();
    json.writeArray(found, 0, found.length);
    json.writeEndObject();
  }
}
