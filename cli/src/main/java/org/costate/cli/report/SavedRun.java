/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.runtime.problem.ViewInfo;

/**
 * A solution in a file that {@code costate solve --out} wrote. What older files and other formats than JSON do not have is empty or NaN.
 *
 * @param discrete whether time counts steps
 * @param time of the states; controls hold from one to the next
 * @param units of variables by their name, {@code params} by theirs
 * @param limits of variables, {@code margins} of constraints by the names of their rows
 * @param convergence a number for each iteration by what it is of
 */
public record SavedRun(Path file, String problem, Facts facts, boolean discrete, Numbers time,
    Map<String, Numbers> states, Map<String, Numbers> controls, Map<String, Double> design, Map<String, String> units,
    Map<String, Numbers> params, Map<String, List<Plot.Limit>> limits, Map<String, Margin> margins,
    Map<String, Numbers> convergence, Optional<Film> film) {

  /** What is said of the run itself. */
  public record Facts(String run, String solver, String status, double objective, double iterations, double violation,
      double millis) {}

  /** N. */
  public int steps() {
    return time.size() - 1;
  }

  public double finalTime() {
    return time.at(steps());
  }

  /** By how much a row of a constraint is kept at each time. */
  record Margin(String unit, Numbers values) {}

  /** @throws IOException if the file cannot be read or is no solution */
  public static SavedRun read(Path file) throws IOException {
    JsonTree tree = JsonTree.read(file);
    String problem = tree.text("problem");
    Facts facts = new Facts(tree.optionalText("run").orElse(problem),
        tree.optionalText(tree.has("chosen") ? "chosen" : "solver").orElse(""),
        tree.text("status"), tree.number("objective"), tree.number("iterations"), tree.number("max_violation"),
        tree.number("solve_ms"));
    if (!tree.optionalText("kind").orElse("solution").equals("solution")) {
      throw tree.wrong("its kind is `" + tree.text("kind") + "`");
    }
    Numbers time = time(tree);
    if (time.size() < 2) {
      throw tree.wrong("`time` has " + time.size() + " numbers");
    }
    Map<String, String> units = new LinkedHashMap<>();
    if (tree.has("units")) {
      JsonTree object = tree.object("units");
      for (String name : object.names()) {
        units.put(name, object.text(name));
      }
    }
    return new SavedRun(file, problem, facts, tree.optionalText("time_axis").orElse("").equals("steps"), time,
        series(tree, "states", time.size()), series(tree, "controls", time.size() - 1), design(tree), units,
        arrays(tree, "params"), limits(tree), margins(tree, time.size()), arrays(tree, "convergence"), film(tree));
  }

  static Numbers time(JsonTree tree) throws IOException {
    Numbers time = Numbers.of(tree.numbers("time"));
    for (int k = 0; k < time.size(); k++) {
      if (!Double.isFinite(time.at(k)) || k > 0 && time.at(k) < time.at(k - 1)) {
        throw tree.wrong("`time` does not go on");
      }
    }
    return time;
  }

  private static Map<String, Numbers> series(JsonTree tree, String group, int count) throws IOException {
    JsonTree object = tree.object(group);
    Map<String, Numbers> series = new LinkedHashMap<>();
    for (String name : object.names()) {
      series.put(name, counted(object, name, count));
    }
    return series;
  }

  private static Numbers counted(JsonTree object, String name, int count) throws IOException {
    double[] numbers = object.numbers(name);
    if (numbers.length != count) {
      throw object.wrong("`" + name + "` has " + numbers.length + " numbers, expected " + count);
    }
    return Numbers.of(numbers);
  }

  static Map<String, Numbers> arrays(JsonTree tree, String group) throws IOException {
    Map<String, Numbers> arrays = new LinkedHashMap<>();
    if (tree.has(group)) {
      JsonTree object = tree.object(group);
      for (String name : object.names()) {
        arrays.put(name, Numbers.of(object.numbers(name)));
      }
    }
    return arrays;
  }

  static Map<String, Double> design(JsonTree tree) throws IOException {
    Map<String, Double> design = new LinkedHashMap<>();
    if (tree.has("design")) {
      JsonTree object = tree.object("design");
      for (String name : object.names()) {
        design.put(name, object.number(name));
      }
    }
    return design;
  }

  private static Map<String, List<Plot.Limit>> limits(JsonTree tree) throws IOException {
    Map<String, List<Plot.Limit>> limits = new LinkedHashMap<>();
    if (tree.has("limits")) {
      JsonTree object = tree.object("limits");
      for (String name : object.names()) {
        JsonTree both = object.object(name);
        limits.put(name, Plot.Limit.of(both.numbers("lower"), both.numbers("upper")));
      }
    }
    return limits;
  }

  private static Map<String, Margin> margins(JsonTree tree, int count) throws IOException {
    Map<String, Margin> margins = new LinkedHashMap<>();
    if (tree.has("margins")) {
      JsonTree object = tree.object("margins");
      for (String name : object.names()) {
        JsonTree row = object.object(name);
        margins.put(name, new Margin(row.text("unit"), counted(row, "values", count)));
      }
    }
    return margins;
  }

  private static Optional<Film> film(JsonTree tree) throws IOException {
    if (!tree.has("view")) {
      return Optional.empty();
    }
    JsonTree view = tree.object("view");
    List<ViewInfo.Shape> shapes = new ArrayList<>();
    for (JsonTree shape : view.objects("shapes")) {
      shapes.add(shape(shape));
    }
    double[] time = view.numbers("time");
    double[] numbers = view.numbers("numbers");
    int size = new ViewInfo(shapes).size();
    if (time.length == 0 || numbers.length != time.length * size) {
      throw tree.wrong("`view` has " + numbers.length + " numbers, expected " + size + " for each of " + time.length
          + " pictures");
    }
    if (!Arrays.stream(time).allMatch(Double::isFinite)) {
      throw tree.wrong("`view.time` is not finite");
    }
    return Optional.of(new Film("", shapes, Numbers.of(time), Numbers.of(numbers)));
  }

  private static ViewInfo.Shape shape(JsonTree shape) throws IOException {
    String word = shape.text("kind");
    ViewInfo.Kind kind = Arrays.stream(ViewInfo.Kind.values())
        .filter(k -> k.word().equals(word))
        .findFirst()
        .orElseThrow(() -> shape.wrong("no shape of a view is called `" + word + "`"));
    double points = shape.number("points");
    if (!(points >= 1 && points <= 1e6 && points == Math.rint(points))
        || kind.points() > 0 && points != kind.points()) {
      throw shape.wrong("a shape of " + points + " points");
    }
    return new ViewInfo.Shape(kind, shape.text("label"), shape.text("color"), shape.text("words"), (int) points);
  }
}
