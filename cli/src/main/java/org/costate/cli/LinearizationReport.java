/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.costate.Linearization;
import org.costate.Linearization.Pole;
import org.costate.Problem;
import org.costate.runtime.linalg.Matrix;
import org.costate.runtime.lq.KalmanFilter;
import org.costate.runtime.lq.Regulator;

/** What {@code costate linearize} prints. */
record LinearizationReport(Problem problem, Linearization around, Optional<Regulator> regulator) {
  private static final MathContext DIGITS = new MathContext(6);

  /** As text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    int n = around.directionNames().size();
    lines.add(problem.name() + " around x = " + row(around.state()) + ", u = " + row(around.control()));
    lines.add("states: " + String.join(", ", around.directionNames()));
    around.rateA().ifPresent(a -> matrix("A, continuous", a, lines));
    around.rateB().ifPresent(b -> matrix("B, continuous", b, lines));
    matrix("A of a step of " + number(around.stepSeconds()), around.stepA(), lines);
    matrix("B of a step", around.stepB(), lines);
    poles("poles", around.poles(), lines);
    lines.add("controllable: " + around.controllable() + " of " + n + " directions");
    around.observable().ifPresent(seen -> lines.add("observable: " + seen + " of " + n + " directions"));
    regulator.ifPresentOrElse(lqr -> {
      matrix("LQR gain K, u = -K x", lqr.K(), lines);
      poles("poles of the closed loop, of a step", Linearization.poles(lqr.closedLoop()), lines);
    }, () -> lines.add("no LQR gain: a mode that costs something cannot be stabilized, or controls cost nothing"));
    if (around.observable().isPresent()) {
      around.filter()
          .ifPresentOrElse(filter -> matrix("Kalman gain L", filter.L(), lines), () -> lines.add(
              "no Kalman filter: a mode that does not decay is not seen, or an observation has no noise"));
    }
    return lines;
  }

  private static void matrix(String title, Matrix matrix, List<String> lines) {
    lines.add(title + ":");
    for (int i = 0; i < matrix.rows(); i++) {
      StringBuilder text = new StringBuilder("  ");
      for (int j = 0; j < matrix.columns(); j++) {
        text.append(String.format(Locale.ROOT, " %12s", number(matrix.at(i, j))));
      }
      lines.add(text.toString());
    }
  }

  private static void poles(String title, List<Pole> poles, List<String> lines) {
    List<String> texts = poles.stream()
        .map(p -> number(p.re()) + (p.im() == 0 ? "" : (p.im() < 0 ? " - " : " + ") + number(Math.abs(p.im())) + "i"))
        .toList();
    lines.add(title + ": " + String.join(", ", texts));
  }

  private static String row(double[] values) {
    List<String> texts = new ArrayList<>();
    for (double value : values) {
      texts.add(number(value));
    }
    return "[" + String.join(", ", texts) + "]";
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString().replace("E", "e")
        : Double.toString(value);
  }

  /** As one JSON object. */
  String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("problem", problem.name());
      JsonResult.array(json, "x", around.state());
      JsonResult.array(json, "u", around.control());
      json.writeArrayFieldStart("states");
      for (String name : around.directionNames()) {
        json.writeString(name);
      }
      json.writeEndArray();
      JsonResult.number(json, "step", around.stepSeconds());
      write(json, "A", around.stepA());
      write(json, "B", around.stepB());
      if (around.rateA().isPresent()) {
        write(json, "A_continuous", around.rateA().get());
        write(json, "B_continuous", around.rateB().orElseThrow());
      }
      write(json, "poles", around.poles());
      json.writeNumberField("controllable", around.controllable());
      if (around.observable().isPresent()) {
        json.writeNumberField("observable", around.observable().get());
      }
      if (regulator.isPresent()) {
        write(json, "K", regulator.get().K());
        write(json, "closed_loop_poles", Linearization.poles(regulator.get().closedLoop()));
      }
      Optional<KalmanFilter> filter = around.filter();
      if (filter.isPresent()) {
        write(json, "L", filter.get().L());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, Matrix matrix) throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < matrix.rows(); i++) {
      json.writeStartArray();
      for (int j = 0; j < matrix.columns(); j++) {
        JsonResult.number(json, matrix.at(i, j));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, List<Pole> poles) throws IOException {
    json.writeArrayFieldStart(name);
    for (Pole pole : poles) {
      json.writeStartArray();
      JsonResult.number(json, pole.re());
      JsonResult.number(json, pole.im());
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
