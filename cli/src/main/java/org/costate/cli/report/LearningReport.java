/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.costate.Expectation;
import org.costate.Problem;
import org.costate.SimulatedRun;
import org.costate.Training;
import org.costate.TrainingResult;
import org.costate.runtime.learn.run.MetricsFile;
import org.costate.runtime.learn.train.Evaluation;
import org.costate.runtime.learn.train.TrainingRun;
import org.costate.runtime.problem.LearningSchemas;
import org.costate.runtime.problem.OptionValues;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.stats.Confidence;

/** What a report says about a training: how each seed learned, what its policy is worth, and what it does in an episode. */
public final class LearningReport {
  /** The episode of each policy that is shown: the random numbers are the same for all, and those of {@code costate rollout}. */
  private static final long EPISODE = 0;

  /** What only counts, and the return, which has plots of its own. */
  private static final List<String> COUNTS = List.of("iteration", "transitions", "updates", "episodes", "mean_return");

  /** What the trials of a condition cost, iteration by iteration. */
  private static final String COST = "cost";

  private final Training training;
  private final List<Seed> seeds = new ArrayList<>();

  /**
   * One run.
   *
   * @param metrics a number for each iteration, by name, {@code evaluations} a number for each on the way
   */
  private record Seed(long number, TrainingResult result, Map<String, double[]> metrics,
      Map<String, double[]> evaluations, double seconds) {
    String name() {
      return "seed " + number;
    }
  }

  public LearningReport(Training training) {
    this.training = training;
  }

  /**
   * Adds a run that has ended.
   *
   * @param folder with its tables, which tell of the iterations before a resumption, too
   */
  public void add(long seed, TrainingResult result, Path folder, double seconds) throws IOException {
    seeds.add(new Seed(seed, result, table(folder, TrainingRun.METRICS),
        training.options().integer("evaluate.every") > 0 ? table(folder, Training.EVALUATIONS) : Map.of(), seconds));
  }

  private static Map<String, double[]> table(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? MetricsFile.read(file) : Map.of();
  }

  /**
   * Writes the page.
   *
   * @param episodes whether to show an episode of each policy, which a plant elsewhere does not have
   * @param version of the tool
   */
  public void write(Path file, boolean episodes, String version) throws IOException {
    Problem problem = training.evaluated();
    Page.Clock clock = Page.Clock.of(problem.info().discrete(), problem.steps());
    List<Page.Group> groups = new ArrayList<>(List.of(new Page.Group("Return", returns())));
    group("What the method measures", measures(false)).ifPresent(groups::add);
    group("Conditions", measures(true)).ifPresent(groups::add);
    Map<Seed, SimulatedRun> acted = episodes ? acted(problem) : Map.of();
    groups.addAll(episodeGroups(new TimePlots(problem, clock), acted));
    List<Film> films = new ArrayList<>();
    acted.forEach(
        (seed, run) -> problem.scene(run).ifPresent(s -> films.add(Film.of(seed.name(), run.time(), s))));
    ReportPage.write(file, new Page(training.name(),
        training.policyName() + " for " + problem.name() + ", trained by " + training.method(),
        Page.made(version, problem.info()), clock, List.of(outcome(), results(), options()), films, groups, List.of(),
        problem.listing().map(listing -> SourceView.of(listing, problem::param))));
  }

  private Page.Facts outcome() {
    List<Page.Fact> facts = new ArrayList<>();
    facts.add(fact("Policy", training.policyName()));
    facts.add(fact("Method", training.method()));
    facts.add(fact("Seeds", seeds.stream().map(s -> Long.toString(s.number)).collect(Collectors.joining(", "))));
    List<Double> means = seeds.stream().flatMap(s -> s.result.evaluation().stream()).map(Evaluation::mean).toList();
    if (means.size() > 1) {
      facts.add(fact("Mean return over the seeds",
          interval(Confidence.mean(means), Confidence.halfWidth(means))));
    }
    return new Page.Facts("Facts", List.of(""), facts, false);
  }

  private static Page.Fact fact(String name, String value) {
    return new Page.Fact(name, List.of(value));
  }

  private static String interval(double mean, double halfWidth) {
    return String.format(Locale.ROOT, "%.5g ± %.2g", mean, halfWidth);
  }

  /** One column a seed. */
  private Page.Facts results() {
    List<Page.Fact> rows = new ArrayList<>();
    rows.add(row("Status", s -> s.result.failure().orElse(s.result.status().text())));
    rows.add(row("Iterations", s -> Integer.toString(s.result.iterations())));
    rows.add(row("Transitions", s -> last(s, "transitions")));
    rows.add(row("Mean return", s -> of(s, e -> interval(e.mean(), e.halfWidth()))));
    rows.add(row("Episodes of the evaluation", s -> of(s, e -> Integer.toString(e.returns().size()))));
    rows.add(row("Steps of an episode", s -> of(s,
        e -> RunReport.number(e.lengths().stream().mapToInt(n -> n).average().orElse(Double.NaN)))));
    rows.add(row("Episodes that came to an end",
        s -> of(s, e -> Long.toString(e.terminated().stream().filter(t -> t).count()))));
    // a run that failed has none
    List<Expectation> written = seeds.stream()
        .map(s -> s.result.expectations())
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of());
    for (int i = 0; i < written.size(); i++) {
      int line = i;
      rows.add(row(written.get(i).text(), s -> s.result.expectations()
          .stream()
          .skip(line)
          .findFirst()
          .map(e -> e.holds() ? "holds" : "FAILS")
          .orElse("–")));
    }
    rows.add(row("Time", s -> String.format(Locale.ROOT, "%.1f s", s.seconds)));
    return new Page.Facts("Seeds", seeds.stream().map(Seed::name).toList(), rows, false);
  }

  private Page.Fact row(String name, Function<Seed, String> value) {
    return new Page.Fact(name, seeds.stream().map(value).toList());
  }

  private static String of(Seed seed, Function<Evaluation, String> text) {
    return seed.result.evaluation().map(text).orElse("–");
  }

  private static String last(Seed seed, String column) {
    double[] numbers = seed.metrics.getOrDefault(column, new double[0]);
    return numbers.length == 0 ? "–" : Long.toString((long) numbers[numbers.length - 1]);
  }

  private Page.Facts options() {
    OptionValues values = training.options();
    return new Page.Facts("Options of " + training.method(), List.of(""),
        LearningSchemas.find(training.method())
            .orElseThrow()
            .optionNames()
            .stream()
            .filter(name -> !name.equals("seed"))
            .map(name -> fact(name, values.text(name)))
            .toList(),
        true);
  }

  /** What a figure shows: the returns while it learned, and the costs of conditions where the method has some. */
  public List<Plot> panels() {
    return Stream.concat(courses().stream(), measures(true).stream().filter(p -> p.title().equals(COST))).toList();
  }

  private List<Plot> returns() {
    List<Plot> plots = new ArrayList<>(courses());
    List<Plot.Line> sorted = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      Seed seed = seeds.get(i);
      if (seed.result.evaluation().isPresent()) {
        double[] returns =
            seed.result.evaluation().get().returns().stream().mapToDouble(r -> r).sorted().toArray();
        double[] share =
            IntStream.rangeClosed(1, returns.length).mapToDouble(k -> (double) k / returns.length).toArray();
        sorted.add(new Plot.Line(seed.name(), i, 0, Numbers.of(share), Numbers.of(returns)));
      }
    }
    if (!sorted.isEmpty()) {
      plots.add(plot("returns of the last evaluation, sorted", "share of its episodes", sorted));
    }
    return plots;
  }

  /** Returns over the budget: of each iteration, and of the evaluations on the way. */
  private List<Plot> courses() {
    List<Plot> plots = new ArrayList<>();
    List<Plot.Line> lines = new ArrayList<>(lines("mean_return", Seed::name, 0));
    acrossSeeds().ifPresent(lines::add);
    plots.add(plot("mean return in training", budget(), lines));
    List<Plot.Line> evaluations = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      Seed seed = seeds.get(i);
      Map<String, double[]> table = seed.evaluations;
      if (table.containsKey("reached")) {
        evaluations.add(new Plot.Line(seed.name(), i, 0, Numbers.of(table.get("reached")),
            Numbers.of(table.get("mean_return")), Numbers.of(table.get("half_width"))));
      }
    }
    if (!evaluations.isEmpty()) {
      plots.add(plot("mean return of evaluations, with its 95 % interval", imitates() ? "round" : "transitions",
          evaluations));
    }
    return plots;
  }

  private boolean imitates() {
    return LearningSchemas.imitates(LearningSchemas.find(training.method()).orElseThrow());
  }

  /** The mean over seeds whose iterations are equally long, where there are several. */
  private Optional<Plot.Line> acrossSeeds() {
    List<Curve> curves = seeds.stream().flatMap(s -> curve(s, "mean_return").stream()).toList();
    int count = curves.stream().mapToInt(c -> c.x.size()).min().orElse(0);
    if (curves.size() < 2 || count == 0 || curves.stream().anyMatch(c -> !c.begins(curves.getFirst(), count))) {
      return Optional.empty();
    }
    double[] means = new double[count];
    double[] spreads = new double[count];
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      int at = i;
      List<Double> numbers = curves.stream().map(c -> c.values.at(at)).toList();
      means[i] = Confidence.mean(numbers);
      spreads[i] = Confidence.halfWidth(numbers);
      x[i] = curves.getFirst().x.at(i);
    }
    return Optional.of(new Plot.Line("mean of the seeds, with its 95 % interval", seeds.size(), 0, Numbers.of(x),
        Numbers.of(means), Numbers.of(spreads)));
  }

  /** What is known of a measure: iterations in which it is no number are left out. */
  private record Curve(Numbers x, Numbers values) {
    /** Whether it has the first iterations of another one. */
    boolean begins(Curve other, int count) {
      return IntStream.range(0, count).allMatch(i -> x.at(i) == other.x.at(i));
    }
  }

  private Optional<Curve> curve(Seed seed, String column) {
    double[] values = seed.metrics.get(column);
    if (values == null) {
      return Optional.empty();
    }
    double[] x = seed.metrics.get(training.countsSteps() ? "transitions" : "iteration");
    int[] known = IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
    return Optional.of(new Curve(Numbers.of(IntStream.of(known).mapToDouble(i -> x[i]).toArray()),
        Numbers.of(IntStream.of(known).mapToDouble(i -> values[i]).toArray())));
  }

  private String budget() {
    return training.countsSteps() ? "transitions" : "iteration";
  }

  private List<Plot.Line> lines(String column, Function<Seed, String> label, int dash) {
    List<Plot.Line> lines = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      int color = i;
      curve(seeds.get(i), column).ifPresent(
          c -> lines.add(new Plot.Line(label.apply(seeds.get(color)), color, dash, c.x, c.values)));
    }
    return lines;
  }

  private static Plot plot(String title, String xLabel, List<Plot.Line> lines) {
    return new Plot(title, xLabel, lines, List.of(), false, false);
  }

  /**
   * A plot for each measure.
   *
   * @param conditions those that there are of each condition, {@code cost.1}, {@code cost.2}, or the others
   */
  private List<Plot> measures(boolean conditions) {
    Map<String, List<Plot.Line>> plots = new LinkedHashMap<>();
    List<String> columns = seeds.stream().flatMap(s -> s.metrics.keySet().stream()).distinct().toList();
    for (String column : columns) {
      int dot = column.lastIndexOf('.');
      boolean numbered = dot >= 0 && column.substring(dot + 1).matches("[0-9]+");
      if (numbered != conditions || COUNTS.contains(column)) {
        continue;
      }
      if (!numbered) {
        plots.put(column, lines(column, Seed::name, 0));
        continue;
      }
      String condition = "condition " + column.substring(dot + 1);
      List<Plot.Line> known = plots.computeIfAbsent(column.substring(0, dot), name -> new ArrayList<>());
      List<Plot.Line> added = lines(column, s -> seeds.size() == 1 ? condition : condition + ", " + s.name(),
          seeds.size() == 1 ? 0 : known.size() / seeds.size());
      int color = known.size();
      known.addAll(seeds.size() > 1
          ? added
          : added.stream().map(l -> new Plot.Line(l.name(), color, 0, l.x(), l.values())).toList());
    }
    return plots.entrySet().stream().map(p -> plot(p.getKey(), budget(), p.getValue())).toList();
  }

  private static Optional<Page.Group> group(String title, List<Plot> plots) {
    return plots.isEmpty() ? Optional.empty() : Optional.of(new Page.Group(title, plots));
  }

  /** Of each policy that there is. */
  private Map<Seed, SimulatedRun> acted(Problem problem) {
    Map<Seed, SimulatedRun> acted = new LinkedHashMap<>();
    for (Seed seed : seeds) {
      switch (seed.result.status()) {
        case FINISHED, INTERRUPTED -> acted.put(seed, problem.episode(seed.result.policy(), EPISODE));
        case DIVERGED, FAILED -> {}
      }
    }
    return acted;
  }

  private static List<Page.Group> episodeGroups(TimePlots plots, Map<Seed, SimulatedRun> acted) {
    if (acted.isEmpty()) {
      return List.of();
    }
    List<Trace> states = new ArrayList<>();
    List<Trace> controls = new ArrayList<>();
    List<Trace> observations = new ArrayList<>();
    acted.forEach((seed, run) -> {
      Numbers time = Numbers.of(run.time());
      states.add(new Trace(seed.name(), time, run::state));
      controls.add(new Trace(seed.name(), time, run::control));
      observations.add(new Trace(seed.name(), time, run::observation));
    });
    return List.of(plots.variables("States of an episode", Kind.STATE, states),
        plots.variables("Controls of an episode", Kind.CONTROL, controls),
        plots.variables("Observations of an episode", Kind.OBSERVATION, observations))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
