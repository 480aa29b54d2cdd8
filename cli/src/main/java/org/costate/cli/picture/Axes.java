/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.costate.cli.report.Numbers;
import org.costate.cli.report.Plot;
import org.costate.runtime.picture.Palette;

/** A plot on the rectangle between its axes: from {@code left} to {@code right}, from {@code top} down to {@code bottom}. */
record Axes(Plot plot, Scale across, Scale up, double left, double right, double top, double bottom) {
  static final Pen.Stroke LIMIT = new Pen.Stroke(Palette.INK, 0.9, 1, Pen.Dash.FINE);

  private static final Pen.Stroke GRID = Pen.Stroke.of(Palette.RULE, 0.5);
  private static final Pen.Stroke EDGE = Pen.Stroke.of(Palette.INK, 0.8);
  private static final double CURVE = 1.4;
  private static final double DOT = 2;

  /** How much of its colour the interval around a curve has. */
  private static final double SHADOW = 0.2;

  private static final List<Pen.Dash> DASHES =
      List.of(Pen.Dash.NONE, Pen.Dash.LONG, Pen.Dash.DOTS, Pen.Dash.LONG_SHORT, Pen.Dash.LONG_TWO_SHORT);

  /** Of the horizontal axis, which ends with the curves. */
  static Scale across(Plot plot) {
    return Scale.over(plot.lines().stream().flatMapToDouble(l -> Arrays.stream(l.x().array())), false, 6);
  }

  /** Of the vertical axis, with limits and intervals. */
  static Scale up(Plot plot) {
    DoubleStream curves = plot.lines()
        .stream()
        .flatMapToDouble(line -> IntStream.range(0, line.values().size())
            .boxed()
            .flatMapToDouble(k -> DoubleStream.of(line.values().at(k), edge(line, k, 1), edge(line, k, -1))));
    return Scale.over(DoubleStream.concat(curves, plot.limits().stream().mapToDouble(Plot.Limit::value)), true, 5);
  }

  private static double edge(Plot.Line line, int k, int sign) {
    return k < line.spread().size() ? line.values().at(k) + sign * line.spread().at(k) : Double.NaN;
  }

  /** A curve has the colour that it has in a report, and other dashes where the colour is another, so that curves differ in grey, too. */
  static Pen.Stroke stroke(Plot.Line line) {
    return new Pen.Stroke(Palette.shade(line.color()), CURVE, 1,
        DASHES.get((line.color() + line.dash()) % DASHES.size()));
  }

  private double x(double number) {
    return left + (right - left) * across.part(number);
  }

  private double y(double number) {
    return bottom - (bottom - top) * up.part(number);
  }

  /** @param size of the letters */
  void draw(Pen pen, double size) {
    for (double tick : across.ticks()) {
      pen.line(x(tick), top, x(tick), bottom, GRID);
      pen.text(across.label(tick), x(tick), bottom + 0.5 * size + 4, Pen.Anchor.MIDDLE, size, Palette.INK);
    }
    for (double tick : up.ticks()) {
      pen.line(left, y(tick), right, y(tick), GRID);
      pen.text(up.label(tick), left - 5, y(tick), Pen.Anchor.END, size, Palette.INK);
    }
    plot.lines().forEach(line -> shadow(pen, line));
    plot.lines().forEach(line -> curve(pen, line));
    for (Plot.Limit limit : plot.limits()) {
      pen.line(left, y(limit.value()), right, y(limit.value()), LIMIT);
    }
    pen.line(left, top, left, bottom, EDGE);
    pen.line(left, bottom, right, bottom, EDGE);
  }

  /** The interval around a curve, in pieces where it is not known throughout. */
  private void shadow(Pen pen, Plot.Line line) {
    int from = 0;
    for (int k = 0; k <= line.spread().size(); k++) {
      if (k == line.spread().size() || !Double.isFinite(edge(line, k, 1)) || !Double.isFinite(line.x().at(k))) {
        if (k - from > 1) {
          int first = from;
          int count = k - from;
          double[] x = IntStream.range(0, 2 * count)
              .mapToDouble(i -> x(line.x().at(first + (i < count ? i : 2 * count - 1 - i))))
              .toArray();
          double[] y = IntStream.range(0, 2 * count)
              .mapToDouble(i -> y(i < count ? edge(line, first + i, 1) : edge(line, first + 2 * count - 1 - i, -1)))
              .toArray();
          pen.area(x, y, Palette.shade(line.color()), SHADOW);
        }
        from = k + 1;
      }
    }
  }

  private void curve(Pen pen, Plot.Line line) {
    Numbers times = line.x();
    Numbers values = line.values();
    List<double[]> points = new ArrayList<>();
    for (int k = 0; k < times.size(); k++) {
      if (plot.held() && k > 0 && values.size() > 0) {
        points.add(new double[] {times.at(k), values.at(Math.min(k, values.size()) - 1)});
      }
      if (k < values.size()) {
        points.add(new double[] {times.at(k), values.at(k)});
      }
    }
    double[] x = points.stream().mapToDouble(p -> x(p[0])).toArray();
    double[] y = points.stream().mapToDouble(p -> y(p[1])).toArray();
    if (x.length == 1 && Double.isFinite(y[0])) {
      pen.disc(x[0], y[0], DOT, Palette.shade(line.color()), 1);
    } else {
      pen.line(x, y, stroke(line));
    }
  }
}
