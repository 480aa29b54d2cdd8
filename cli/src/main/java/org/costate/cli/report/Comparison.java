/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Solutions of one problem side by side. */
public final class Comparison {
  private static final String UNKNOWN = "–";

  private final List<SavedRun> runs;
  private final List<String> names;

  /** @throws IllegalArgumentException if they are not of one problem */
  public Comparison(List<SavedRun> runs) {
    this.runs = List.copyOf(runs);
    names = names(runs);
    SavedRun first = runs.getFirst();
    for (SavedRun run : runs) {
      same("problem", first, run, SavedRun::problem);
      same("states", first, run, r -> signatures(r, r.states()));
      same("controls", first, run, r -> signatures(r, r.controls()));
      same("design variables", first, run, r -> String.join(", ", r.design().keySet()));
      same("time", first, run, r -> r.discrete() ? "steps" : "seconds");
    }
  }

  private static void same(String what, SavedRun a, SavedRun b, Function<SavedRun, String> text) {
    if (!text.apply(a).equals(text.apply(b))) {
      throw new IllegalArgumentException("these are not solutions of one problem: " + what + " of " + a.file() + ": "
          + text.apply(a) + "; of " + b.file() + ": " + text.apply(b));
    }
  }

  private static String signatures(SavedRun run, Map<String, Numbers> series) {
    return series.keySet()
        .stream()
        .map(name -> Plot.titled(name, run.units().getOrDefault(variable(name), "")))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** What the name of an element is an element of. */
  private static String variable(String element) {
    return element.endsWith("]") ? element.substring(0, element.lastIndexOf('[')) : element;
  }

  /** File names as far as they tell the runs apart; otherwise the paths, or a number with them. */
  private static List<String> names(List<SavedRun> runs) {
    List<String> files = runs.stream().map(r -> r.file().getFileName().toString()).toList();
    List<String> paths = runs.stream().map(r -> r.file().toString()).toList();
    return Stream
        .of(files.stream().map(Comparison::plain).toList(), files, paths.stream().map(Comparison::plain).toList())
        .filter(names -> names.stream().distinct().count() == names.size())
        .findFirst()
        .orElseGet(() -> paths.stream().distinct().count() == paths.size()
            ? paths
            : IntStream.range(0, paths.size()).mapToObj(i -> plain(paths.get(i)) + " (" + (i + 1) + ")").toList());
  }

  private static String plain(String file) {
    return file.replaceFirst("(?i)\\.(json|csv|npz)$", "");
  }

  /** What the runs are called, in their order. */
  public List<String> names() {
    return names;
  }

  public List<SavedRun> runs() {
    return runs;
  }

  /** The name of the problem. */
  public String problem() {
    return runs.getFirst().problem();
  }

  /** What is said of the runs: each fact with one value a run; of params only those that differ. */
  public Map<String, List<String>> facts() {
    Map<String, List<String>> facts = new LinkedHashMap<>();
    put(facts, "run", r -> r.facts().run());
    put(facts, "method", r -> r.facts().solver().isEmpty() ? UNKNOWN : r.facts().solver());
    put(facts, "status", r -> r.facts().status().replace('_', ' '));
    put(facts, "objective", r -> number(r.facts().objective(), 10));
    put(facts, "iterations", r -> count(r.facts().iterations()));
    put(facts, "largest violation", r -> number(r.facts().violation(), 3));
    put(facts, "steps", r -> Integer.toString(r.steps()));
    put(facts, "final time", r -> number(r.finalTime(), 6) + (r.discrete() ? "" : " s"));
    put(facts, "solve time", r -> millis(r.facts().millis()));
    for (String name : runs.getFirst().design().keySet()) {
      put(facts, name, r -> number(r.design().get(name), 6));
    }
    runs.stream().flatMap(r -> r.params().keySet().stream()).distinct().forEach(name -> {
      List<String> values = runs.stream().map(r -> text(r.params().getOrDefault(name, Numbers.NONE))).toList();
      if (values.stream().distinct().count() > 1) {
        facts.put("param " + name, values);
      }
    });
    return facts;
  }

  private void put(Map<String, List<String>> facts, String name, Function<SavedRun, String> value) {
    facts.put(name, runs.stream().map(value).toList());
  }

  private static String number(double value, int digits) {
    return Double.isFinite(value)
        ? Double.toString(new BigDecimal(value).round(new MathContext(digits)).doubleValue())
        : UNKNOWN;
  }

  private static String count(double value) {
    return Double.isFinite(value) ? Long.toString((long) value) : UNKNOWN;
  }

  private static String millis(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f ms", value) : UNKNOWN;
  }

  private static String text(Numbers numbers) {
    return numbers.size() == 0
        ? UNKNOWN
        : IntStream.range(0, numbers.size()).mapToObj(i -> number(numbers.at(i), 6)).collect(Collectors.joining(", "));
  }

  /**
   * Writes a page.
   *
   * @param version of the tool
   */
  public void write(Path file, String version) throws IOException {
    Page.Clock clock = clock();
    List<Page.Group> groups = new ArrayList<>(overTime(clock));
    Convergence.of(traces(run -> Numbers.counting(iterations(run)), SavedRun::convergence)).ifPresent(groups::add);
    List<Film> films = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      String name = names.get(i);
      runs.get(i).film().ifPresent(film -> films.add(film.named(name)));
    }
    List<Page.Fact> facts =
        facts().entrySet().stream().map(f -> new Page.Fact(f.getKey(), f.getValue())).toList();
    ReportPage.write(file, new Page(problem(), "Solutions in comparison: " + String.join(", ", names),
        Page.made(version), clock, List.of(new Page.Facts("Facts", names, facts, false)), films, groups, List.of(),
        Optional.empty()));
  }

  /** What a figure shows of all runs: states, controls and margins. */
  public List<Plot> panels() {
    return Panels.of(overTime(clock()));
  }

  private Page.Clock clock() {
    int longest = runs.stream().mapToInt(r -> r.time().size()).max().orElseThrow();
    return Page.Clock.of(runs.getFirst().discrete(), longest);
  }

  private List<Page.Group> overTime(Page.Clock clock) {
    return Stream.of(group(RunReport.STATES, variables(clock, SavedRun::states, false)),
        group(RunReport.CONTROLS, variables(clock, SavedRun::controls, true)),
        group(RunReport.MARGINS, margins(clock))).flatMap(Optional::stream).toList();
  }

  private static Optional<Page.Group> group(String title, List<Plot> plots) {
    return plots.isEmpty() ? Optional.empty() : Optional.of(new Page.Group(title, plots));
  }

  private static int iterations(SavedRun run) {
    return run.convergence().values().stream().mapToInt(Numbers::size).max().orElse(0);
  }

  private List<Trace> traces(Function<SavedRun, Numbers> x, Function<SavedRun, Map<String, Numbers>> series) {
    return IntStream.range(0, runs.size())
        .mapToObj(i -> new Trace(names.get(i), x.apply(runs.get(i)),
            name -> array(series.apply(runs.get(i)).getOrDefault(name, Numbers.NONE))))
        .toList();
  }

  private static double[] array(Numbers numbers) {
    return IntStream.range(0, numbers.size()).mapToDouble(numbers::at).toArray();
  }

  private List<Plot> variables(Page.Clock clock, Function<SavedRun, Map<String, Numbers>> series, boolean held) {
    List<Trace> traces = traces(SavedRun::time, series);
    return elements(series.apply(runs.getFirst()).keySet().stream().toList()).entrySet()
        .stream()
        .map(v -> Plot.over(clock.label(), v.getKey(), runs.getFirst().units().getOrDefault(v.getKey(), ""),
            v.getValue(), traces, limits(v.getKey()), held))
        .toList();
  }

  /** Names of elements by what they are elements of. */
  private static Map<String, List<String>> elements(List<String> names) {
    Map<String, List<String>> elements = new LinkedHashMap<>();
    names.forEach(name -> elements.computeIfAbsent(variable(name), v -> new ArrayList<>()).add(name));
    return elements;
  }

  /** Of all runs, each once. */
  private List<Plot.Limit> limits(String variable) {
    return runs.stream().flatMap(r -> r.limits().getOrDefault(variable, List.of()).stream()).distinct().toList();
  }

  private List<Plot> margins(Page.Clock clock) {
    List<String> rows = runs.stream().flatMap(r -> r.margins().keySet().stream()).distinct().toList();
    List<Trace> traces = traces(SavedRun::time, r -> r.margins()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, m -> m.getValue().values())));
    return elements(rows).entrySet()
        .stream()
        .map(item -> Plot.over(clock.label(), item.getKey(), unit(item.getValue().getFirst()), item.getValue(), traces,
            List.of(new Plot.Limit("missed below", 0)), false))
        .toList();
  }

  private String unit(String row) {
    return runs.stream()
        .flatMap(r -> Optional.ofNullable(r.margins().get(row)).stream())
        .findFirst()
        .orElseThrow()
        .unit();
  }
}
