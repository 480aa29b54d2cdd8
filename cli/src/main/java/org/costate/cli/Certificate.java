/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.costate.Problem;
import org.costate.Solution;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.solve.Kkt;

/** What {@code solve --certify} adds: the conditions of an optimum, checked apart from the solver, and the change with each param. */
final class Certificate {
  private Certificate() {}

  static void print(Problem problem, Solution solution, Terminal terminal) {
    Kkt kkt = solution.kkt();
    terminal.say(String.format(Locale.ROOT, "first order: stationarity %.1e, violation %.1e, complementarity %.1e",
        kkt.stationarity(), kkt.violation(), kkt.complementarity()));
    terminal.say("second order: " + switch (solution.secondOrder()) {
      case SUFFICIENT -> "sufficient, a strict local minimum";
      case NOT_SUFFICIENT -> "not sufficient, some feasible direction is not curved upwards";
      case DEPENDENT_CONSTRAINTS -> "active constraints depend on each other, multipliers are not unique";
      case NOT_FINITE -> "a second derivative is not finite";
    });
    for (String param : params(problem)) {
      terminal.say(
          String.format(Locale.ROOT, "d objective / d %s = %.7g", param, solution.sensitivity(param).objective()));
    }
  }

  static void write(JsonGenerator json, Problem problem, Solution solution) throws IOException {
    Kkt kkt = solution.kkt();
    json.writeObjectFieldStart("certificate");
    JsonResult.number(json, "stationarity", kkt.stationarity());
    JsonResult.number(json, "violation", kkt.violation());
    JsonResult.number(json, "complementarity", kkt.complementarity());
    json.writeStringField("second_order", solution.secondOrder().name().toLowerCase(Locale.ROOT));
    json.writeObjectFieldStart("d_objective");
    for (String param : params(problem)) {
      JsonResult.number(json, param, solution.sensitivity(param).objective());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static List<String> params(Problem problem) {
    return problem.variables(Kind.PARAM).stream().flatMap(v -> v.elementNames().stream()).toList();
  }
}
