/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.costate.Margins;
import org.costate.Problem;
import org.costate.Scene;
import org.costate.SimulatedRun;
import org.costate.Solution;
import org.costate.cli.report.Plot.Line;
import org.costate.cli.report.Plot.Numbers;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.problem.ViewInfo;

/** What a report says about one run: facts, plots and the pictures of the problem's view. */
public final class RunReport {
  /** More pictures than an eye can tell apart are left out. */
  static final int MOST_FRAMES = 2000;

  private final Problem problem;
  private final String subtitle;
  private final String timeLabel;
  private final Numbers time;
  private final Optional<Scene> scene;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, List<Plot>> groups = new LinkedHashMap<>();
  private String source = "";
  private String made = "";

  private RunReport(Problem problem, String subtitle, double[] time, Optional<Scene> scene) {
    this.problem = problem;
    this.subtitle = subtitle;
    this.time = Numbers.of(time);
    this.scene = scene;
    timeLabel = problem.info().discrete() ? "k" : "t [s]";
  }

  /** @param log of the solve */
  public static RunReport of(Problem problem, Solution solution, IterationLog log) {
    RunReport report =
        new RunReport(problem, "A solution by " + problem.method(), solution.time(), problem.scene(solution));
    report.fact("Status", solution.status().text());
    report.fact("Objective", Double.toString(solution.objective()));
    report.fact("Iterations", Integer.toString(solution.iterations()));
    report.fact("Steps", Integer.toString(solution.steps()));
    report.fact("Final time", report.seconds(solution.finalTime()));
    report.fact("Largest violation", number(solution.maxViolation()));
    report.fact("Gradient", number(solution.gradientNorm()));
    solution.choice().ifPresent(c -> report.fact("Chosen method", c.method() + ", as " + c.reason()));
    solution.designNames().forEach(name -> report.fact(name, number(solution.design(name))));
    solution.expectations().forEach(e -> report.fact(e.text(), e.holds() ? "holds" : "FAILS"));
    report.variables(solution::state, solution::control);
    report.margins(problem.margins(solution));
    report.iterations(log);
    return report;
  }

  /** @param run one of a simulation, {@code how} what was simulated */
  public static RunReport of(Problem problem, SimulatedRun run, String how) {
    RunReport report = new RunReport(problem, how, run.time(), problem.scene(run));
    report.fact("Objective", Double.toString(run.objective()));
    report.fact("Ticks", Integer.toString(run.ticks()));
    report.fact("Final time", report.seconds(run.time()[run.ticks()]));
    report.fact("Largest violation", number(run.maxViolation()));
    report.fact("Ended by", run.end().orElse("the end of time"));
    run.expectations().forEach(e -> report.fact(e.text(), e.holds() ? "holds" : "FAILS"));
    report.variables(run::state, run::control);
    report.observations(run);
    report.latencies(run);
    return report;
  }

  /** Adds a fact to those at the top of the page. */
  public RunReport fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /** With the text that the problem was compiled from. */
  public RunReport source(String text) {
    source = text;
    return this;
  }

  /** With the iterations of a solve that came before. */
  public RunReport iterations(IterationLog log) {
    if (log.size() > 0) {
      Numbers x = Numbers.of(IntStream.rangeClosed(1, log.size()).asDoubleStream().toArray());
      List<Plot> plots = new ArrayList<>();
      plots.add(plain("objective", x, log.column(IterationLog.Row::objective), false));
      plots.add(plain("gradient", x, positive(log.column(IterationLog.Row::gradient)), true));
      double[] violation = positive(log.column(IterationLog.Row::violation));
      if (Arrays.stream(violation).anyMatch(v -> !Double.isNaN(v))) {
        plots.add(plain("violation", x, violation, true));
      }
      plots.add(plain("step length", x, log.column(IterationLog.Row::step), false));
      groups.put("Convergence", plots);
    }
    return this;
  }

  /**
   * Writes the page.
   *
   * @param version of the tool
   */
  public void write(Path file, String version) throws IOException {
    made = "Made by Costate " + version + " on Java " + Runtime.version() + ". Source: " + problem.info().sourceName()
        + ", SHA-256 " + problem.info().sourceHash() + ".";
    ReportPage.write(file, json());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private String seconds(double time) {
    return number(time) + (problem.info().discrete() ? " steps" : " s");
  }

  private void variables(Function<String, double[]> state, Function<String, double[]> control) {
    group("States", Kind.STATE, state);
    group("Controls", Kind.CONTROL, control);
  }

  private void group(String title, Kind kind, Function<String, double[]> series) {
    List<Plot> plots = new ArrayList<>();
    for (VariableInfo variable : problem.variables(kind)) {
      List<Line> lines = variable.elementNames().stream().map(n -> new Line(n, Numbers.of(series.apply(n)))).toList();
      plots.add(new Plot(titled(variable.name(), variable.unit()), timeLabel, Numbers.NONE, lines, limits(variable),
          kind == Kind.CONTROL, false));
    }
    if (!plots.isEmpty()) {
      groups.put(title, plots);
    }
  }

  private List<Plot.Limit> limits(VariableInfo variable) {
    double[] lower = problem.lower(variable);
    double[] upper = problem.upper(variable);
    List<Plot.Limit> limits = new ArrayList<>();
    Arrays.stream(lower).filter(Double::isFinite).distinct().forEach(v -> limits.add(new Plot.Limit("lower limit", v)));
    Arrays.stream(upper).filter(Double::isFinite).distinct().forEach(v -> limits.add(new Plot.Limit("upper limit", v)));
    return limits;
  }

  private void observations(SimulatedRun run) {
    List<Plot> plots = new ArrayList<>();
    for (VariableInfo seen : problem.variables(Kind.OBSERVATION)) {
      List<Line> lines =
          seen.elementNames().stream().map(n -> new Line(n, Numbers.of(run.observation(n)))).toList();
      plots.add(new Plot(titled(seen.name(), seen.unit()), timeLabel, Numbers.NONE, lines, List.of(), true, false));
    }
    if (!plots.isEmpty()) {
      groups.put("Observations", plots);
    }
  }

  private void margins(Margins margins) {
    Map<String, List<ConstraintInfo>> items = new LinkedHashMap<>();
    for (ConstraintInfo constraint : margins.constraints()) {
      items.computeIfAbsent(item(constraint.name()), name -> new ArrayList<>()).add(constraint);
    }
    List<Plot> plots = new ArrayList<>();
    items.forEach((name, rows) -> {
      List<Line> lines = rows.stream().map(c -> new Line(c.name(), Numbers.of(margins.of(c)))).toList();
      plots.add(new Plot(titled(name, rows.getFirst().unit()), timeLabel, Numbers.NONE, lines,
          List.of(new Plot.Limit("missed below", 0)), false, false));
    });
    if (!plots.isEmpty()) {
      groups.put("Margins of constraints", plots);
    }
  }

  /** The name of the item that a constraint is a row of. */
  private static String item(String name) {
    return name.endsWith("]") ? name.substring(0, name.lastIndexOf('[')) : name;
  }

  private void latencies(SimulatedRun run) {
    if (run.plans().isEmpty()) {
      return;
    }
    double[] millis = Arrays.stream(run.latencies()).mapToDouble(nanos -> nanos / 1e6).toArray();
    groups.put("Controller", List.of(new Plot("time for a plan [ms]", timeLabel, Numbers.NONE,
        List.of(new Line("plan", Numbers.of(millis))), List.of(), false, false)));
  }

  private static Plot plain(String title, Numbers x, double[] values, boolean log) {
    return new Plot(title, "iteration", x, List.of(new Line(title, Numbers.of(values))), List.of(), false, log);
  }

  /** What a logarithmic axis can show. */
  private static double[] positive(double[] values) {
    return Arrays.stream(values).map(v -> v > 0 ? v : Double.NaN).toArray();
  }

  private static String titled(String name, String unit) {
    return unit.isEmpty() ? name : name + " [" + unit + "]";
  }

  private String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("title", problem.name());
      json.writeStringField("subtitle", subtitle);
      json.writeStringField("made", made);
      json.writeStringField("source", source);
      json.writeStringField("timeName", problem.info().discrete() ? "k" : "t");
      json.writeStringField("timeUnit", problem.info().discrete() ? "" : "s");
      json.writeArrayFieldStart("facts");
      for (Map.Entry<String, String> fact : facts.entrySet()) {
        json.writeStartArray();
        json.writeString(fact.getKey());
        json.writeString(fact.getValue());
        json.writeEndArray();
      }
      json.writeEndArray();
      numbers(json, "time", time, time.size());
      json.writeArrayFieldStart("groups");
      for (Map.Entry<String, List<Plot>> group : groups.entrySet()) {
        json.writeStartObject();
        json.writeStringField("title", group.getKey());
        json.writeArrayFieldStart("plots");
        for (Plot plot : group.getValue()) {
          write(json, plot);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      if (scene.isPresent()) {
        write(json, scene.get());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private void write(JsonGenerator json, Plot plot) throws IOException {
    boolean timed = plot.x().size() == 0;
    int count = timed ? time.size() : plot.x().size();
    json.writeStartObject();
    json.writeStringField("title", plot.title());
    json.writeStringField("xLabel", plot.xLabel());
    json.writeBooleanField("held", plot.held());
    json.writeBooleanField("log", plot.log());
    if (timed) {
      json.writeStringField("x", "time");
    } else {
      numbers(json, "x", plot.x(), count);
    }
    json.writeArrayFieldStart("series");
    for (Line line : plot.lines()) {
      json.writeStartObject();
      json.writeStringField("name", line.name());
      numbers(json, "values", line.values(), count);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("limits");
    for (Plot.Limit limit : plot.limits()) {
      json.writeStartObject();
      json.writeStringField("name", limit.name());
      json.writeNumberField("value", limit.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** As many as are asked for: behind the last one, which may hold until the end, it is repeated; what is not finite is null. */
  private static void numbers(JsonGenerator json, String name, Numbers values, int count) throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < count; i++) {
      double value = values.size() == 0 ? Double.NaN : values.at(Math.min(i, values.size() - 1));
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }

  private void write(JsonGenerator json, Scene drawn) throws IOException {
    int stride = Math.max(1, Math.ceilDiv(drawn.frames(), MOST_FRAMES));
    int[] shown = IntStream.range(0, drawn.frames())
        .filter(k -> k % stride == 0 || k == drawn.frames() - 1)
        .toArray();
    json.writeObjectFieldStart("scene");
    // steps of a problem with `next` have no length: all of them take about ten seconds
    json.writeNumberField("rate", problem.info().discrete() ? Math.max(1, drawn.frames() / 10.0) : 1);
    json.writeArrayFieldStart("shapes");
    for (ViewInfo.Shape shape : drawn.shapes()) {
      json.writeStartObject();
      json.writeStringField("kind", shape.kind().word());
      json.writeStringField("label", shape.label());
      json.writeStringField("color", shape.color());
      json.writeStringField("words", shape.words());
      json.writeNumberField("points", shape.points());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("time");
    for (int k : shown) {
      json.writeNumber(time.at(k));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("numbers");
    for (int k : shown) {
      for (double value : drawn.frame(k)) {
        if (Double.isFinite(value)) {
          json.writeNumber((float) value);
        } else {
          json.writeNull();
        }
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
