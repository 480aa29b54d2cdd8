/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.costate.Problem;
import org.costate.Scene;
import org.costate.SimulatedRun;
import org.costate.Solution;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** What a report says about one run: facts, plots and the pictures of the problem's view. */
public final class RunReport {
  static final String STATES = "States";
  static final String CONTROLS = "Controls";
  static final String OBSERVATIONS = "Observations";
  static final String MARGINS = "Margins of constraints";

  private final Problem problem;
  private final String subtitle;
  private final Numbers time;
  private final List<Film> films;
  private final Page.Clock clock;
  private final TimePlots plots;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<Page.Group> groups = new ArrayList<>();
  private final Optional<SourceView> source;

  private RunReport(Problem problem, String subtitle, double[] time, Optional<Scene> scene,
      Optional<SourceView> source) {
    this.problem = problem;
    this.subtitle = subtitle;
    this.time = Numbers.of(time);
    this.source = source;
    films = scene.stream().map(s -> Film.of("", time, s)).toList();
    clock = Page.Clock.of(problem.info().discrete(), time.length);
    plots = new TimePlots(problem, clock);
  }

  /** @param log of the solve */
  public static RunReport of(Problem problem, Solution solution, IterationLog log) {
    RunReport report =
        new RunReport(problem, "A solution by " + problem.method(), solution.time(), problem.scene(solution),
            problem.listing()
                .map(listing -> SourceView.of(listing, problem::param, solution.time(),
                    (source, moments) -> problem.named(source, solution, moments))));
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
    report.variables(STATES, Kind.STATE, solution::state);
    report.variables(CONTROLS, Kind.CONTROL, solution::control);
    report.plots.margins(problem.margins(solution), report.time).ifPresent(report.groups::add);
    report.iterations(log);
    return report;
  }

  /** @param run one of a simulation, {@code how} what was simulated */
  public static RunReport of(Problem problem, SimulatedRun run, String how) {
    RunReport report = new RunReport(problem, how, run.time(), problem.scene(run),
        problem.listing()
            .map(listing -> SourceView.of(listing, run::param, run.time(),
                (source, moments) -> problem.named(source, run, moments))));
    report.fact("Objective", Double.toString(run.objective()));
    report.fact("Ticks", Integer.toString(run.ticks()));
    report.fact("Final time", report.seconds(run.time()[run.ticks()]));
    report.fact("Largest violation", number(run.maxViolation()));
    report.fact("Ended by", run.end().orElse("the end of time"));
    report.drawn(run);
    run.expectations().forEach(e -> report.fact(e.text(), e.holds() ? "holds" : "FAILS"));
    report.variables(STATES, Kind.STATE, run::state);
    report.variables(CONTROLS, Kind.CONTROL, run::control);
    report.variables(OBSERVATIONS, Kind.OBSERVATION, run::observation);
    report.plots.margins(problem.margins(run), report.time).ifPresent(report.groups::add);
    report.latencies(run);
    return report;
  }

  /** Adds a fact to those at the top of the page. */
  public RunReport fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /** With the iterations of a solve that came before. */
  public RunReport iterations(IterationLog log) {
    Convergence.of(List.of(new Trace("", Numbers.counting(log.size()), log::column))).ifPresent(groups::add);
    return this;
  }

  /** Of the problem. */
  public String name() {
    return problem.name();
  }

  /** What a figure shows: states, controls and margins. */
  public List<Plot> panels() {
    return Panels.of(groups);
  }

  /**
   * Writes the page.
   *
   * @param version of the tool
   */
  public void write(Path file, String version) throws IOException {
    List<Page.Fact> rows =
        facts.entrySet().stream().map(f -> new Page.Fact(f.getKey(), List.of(f.getValue()))).toList();
    ReportPage.write(file, new Page(problem.name(), subtitle, Page.made(version, problem.info()), clock,
        List.of(new Page.Facts("Facts", List.of(""), rows, false)), films, groups, Pattern.of(problem), source));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private String seconds(double time) {
    return number(time) + (problem.info().discrete() ? " steps" : " s");
  }

  private void variables(String title, Kind kind, Function<String, double[]> values) {
    plots.variables(title, kind, List.of(new Trace("", time, values))).ifPresent(groups::add);
  }

  /** Params of the plant that are not those of the controller: drawn, or set for it alone. */
  private void drawn(SimulatedRun run) {
    for (VariableInfo param : problem.variables(Kind.PARAM)) {
      double[] plant = run.param(param.name());
      if (!Arrays.equals(plant, problem.param(param.name()))) {
        fact(Plot.titled(param.name(), param.unit()) + " of the plant",
            Arrays.stream(plant).mapToObj(RunReport::number).collect(Collectors.joining(", ")));
      }
    }
  }

  private void latencies(SimulatedRun run) {
    if (!run.plans().isEmpty()) {
      double[] millis = Arrays.stream(run.latencies()).mapToDouble(nanos -> nanos / 1e6).toArray();
      groups.add(new Page.Group("Controller",
          List.of(Plot.over(clock.label(), "time for a plan", "ms", List.of("plan"),
              List.of(new Trace("", time, plan -> millis)), List.of(), false))));
    }
  }
}
