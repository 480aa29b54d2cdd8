/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Curves in common axes.
 *
 * @param held whether each value holds until the next one, {@code log} whether the values' axis is logarithmic
 */
public record Plot(String title, String xLabel, List<Line> lines, List<Limit> limits, boolean held, boolean log) {
  public Plot {
    lines = List.copyOf(lines);
    limits = List.copyOf(limits);
  }

  /**
   * A curve.
   *
   * @param color which of the palette, {@code dash} which of the ways to draw a line
   * @param values where there are less of them than of {@code x}, the last one stays
   * @param spread by how much a value may be off; {@link Numbers#NONE} where that is not said
   */
  public record Line(String name, int color, int dash, Numbers x, Numbers values, Numbers spread) {
    Line(String name, int color, int dash, Numbers x, Numbers values) {
      this(name, color, dash, x, values, Numbers.NONE);
    }

    Line positive() {
      double[] shown =
          IntStream.range(0, values.size()).mapToDouble(values::at).map(v -> v > 0 ? v : Double.NaN).toArray();
      return new Line(name, color, dash, x, Numbers.of(shown), spread);
    }
  }

  /** A level that is drawn across. */
  public record Limit(String name, double value) {
    /** Each value once, infinite ones left out. */
    static List<Limit> of(double[] lower, double[] upper) {
      List<Limit> limits = new ArrayList<>();
      Arrays.stream(lower).filter(Double::isFinite).distinct().forEach(v -> limits.add(new Limit("lower limit", v)));
      Arrays.stream(upper).filter(Double::isFinite).distinct().forEach(v -> limits.add(new Limit("upper limit", v)));
      return limits;
    }
  }

  /**
   * The parts of a variable in one or several runs. Of one run each part has its colour, of several each run has one.
   *
   * @param elements the names of the parts
   */
  static Plot over(String xLabel, String name, String unit, List<String> elements, List<Trace> runs, List<Limit> limits,
      boolean held) {
    List<Line> lines = new ArrayList<>();
    for (int r = 0; r < runs.size(); r++) {
      Trace run = runs.get(r);
      for (int e = 0; e < elements.size(); e++) {
        String element = elements.get(e);
        String label = runs.size() == 1 ? element : elements.size() == 1 ? run.name() : element + ", " + run.name();
        lines.add(new Line(label, runs.size() == 1 ? e : r, runs.size() == 1 ? 0 : e, run.x(),
            Numbers.of(run.values().apply(element))));
      }
    }
    return new Plot(titled(name, unit), xLabel, lines, limits, held, false);
  }

  /** The same with a logarithmic axis. */
  Plot logarithmic() {
    return new Plot(title, xLabel, lines.stream().map(Line::positive).toList(), limits, held, true);
  }

  Plot named(String other) {
    return new Plot(other, xLabel, lines, limits, held, log);
  }

  /** Whether there is a value that can be drawn. */
  boolean visible() {
    return lines.stream()
        .anyMatch(l -> IntStream.range(0, l.values.size()).anyMatch(i -> Double.isFinite(l.values.at(i))));
  }

  static String titled(String name, String unit) {
    return unit.isEmpty() ? name : name + " [" + unit + "]";
  }
}
