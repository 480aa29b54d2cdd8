/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.costate.cli.report.Plot;
import org.costate.runtime.file.AtomicFile;
import org.costate.runtime.picture.Palette;

/**
 * Plots below and beside each other, for papers: as wide as a column, or two of them where there are many, with letters that can be read at that size. What
 * is plotted, its unit and the legend stand above the axes. The layout does not ask how wide letters are, so it is the same on every machine.
 */
public final class Figure {
  /** A length of one is 1/96 inch: a column of 3.5 inches, and 7.16 inches for two, as journals of IEEE have them. */
  private static final double COLUMN = 336;
  private static final double GAP = 15;
  private static final double ROW_GAP = 8;

  /** More plots than this are in two columns. */
  private static final int MOST_IN_A_COLUMN = 3;

  private static final double AXES_HEIGHT = 92;
  private static final double MARGIN = 2;
  private static final double LINE_HEIGHT = 15;

  /** 8 points, and 7.5. */
  private static final double TITLE_SIZE = 10.7;
  private static final double SIZE = 10;

  /** Of a line in a legend, with what is free behind it. */
  private static final double SAMPLE = 22;
  private static final double BEHIND = 5;

  /** Pixels for a length of one: 300 for an inch. */
  private static final double SCALE = 300 / 96.0;

  private final String title;
  private final List<Panel> panels;
  private final int columns;

  /** What labels of ticks need on the left of the axes, and half of one on the right. */
  private final double left;
  private final double right;

  /** The formats, by the ending of a file's name. */
  public enum Format {
    SVG,
    PNG;

    /** @throws IllegalArgumentException for a name that ends otherwise */
    public static Format of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      return Stream.of(values())
          .filter(f -> name.endsWith("." + f.name().toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("a figure ends with .svg or .png"));
    }
  }

  /** An entry of a legend, from {@code x} on in a row of what stands above the axes. */
  private record Entry(String name, Pen.Stroke stroke, double x, int row) {}

  /** @param rows that its name and its legend take */
  private record Panel(Plot plot, Scale across, Scale up, List<Entry> legend, int rows) {}

  /**
   * @param title what it is of, which is no part of the picture
   * @param plots with linear axes
   */
  public Figure(String title, List<Plot> plots) {
    if (plots.isEmpty() || plots.stream().anyMatch(Plot::log)) {
      throw new IllegalArgumentException("a figure has plots, of linear axes");
    }
    this.title = title;
    columns = plots.size() <= MOST_IN_A_COLUMN ? 1 : 2;
    panels = plots.stream().map(Figure::panel).toList();
    left = 8 + widest(panels.stream().map(Panel::up));
    right = 1 + widest(panels.stream().map(Panel::across)) / 2;
  }

  private static double widest(Stream<Scale> scales) {
    return scales.flatMap(s -> DoubleStream.of(s.ticks()).mapToObj(s::label))
        .mapToDouble(label -> Lettering.width(label, SIZE))
        .max()
        .orElse(0);
  }

  /**
   * Writes the file.
   *
   * @return whether the machine has fonts, or none were needed
   */
  public boolean write(Path file) throws IOException {
    double width = 2 * MARGIN + columns * COLUMN + (columns - 1) * GAP;
    double height = 2 * MARGIN - ROW_GAP
        + IntStream.range(0, rows()).mapToDouble(r -> head(r) + AXES_HEIGHT + foot(r) + ROW_GAP).sum();
    return switch (Format.of(file)) {
      case SVG -> {
        Svg svg = new Svg(width, height, title);
        draw(svg);
        AtomicFile.write(file, out -> out.write(svg.bytes()));
        yield true;
      }
      case PNG -> {
        Bitmap bitmap = new Bitmap((int) Math.ceil(SCALE * width), (int) Math.ceil(SCALE * height), SCALE);
        draw(bitmap);
        AtomicFile.write(file, bitmap::writePng);
        yield !bitmap.textMissing();
      }
    };
  }

  private static Panel panel(Plot plot) {
    List<Entry> legend = new ArrayList<>();
    double x = Lettering.width(plot.title(), TITLE_SIZE) + 12;
    int row = 0;
    for (Entry entry : entries(plot)) {
      double needed = SAMPLE + BEHIND + Lettering.width(entry.name, SIZE);
      if (x + needed > COLUMN && x > 0) {
        x = 0;
        row++;
      }
      legend.add(new Entry(entry.name, entry.stroke, x, row));
      x += needed + 10;
    }
    return new Panel(plot, Axes.across(plot), Axes.up(plot), legend, row + 1);
  }

  /** A single curve is what the plot is called. */
  private static List<Entry> entries(Plot plot) {
    List<Entry> entries = new ArrayList<>();
    if (plot.lines().size() > 1) {
      plot.lines()
          .forEach(line -> entries.add(
              new Entry(Lettering.fitted(line.name(), SIZE, COLUMN - SAMPLE - BEHIND), Axes.stroke(line), 0, 0)));
    }
    List<String> limits = plot.limits().stream().map(Plot.Limit::name).distinct().toList();
    if (!limits.isEmpty()) {
      entries.add(new Entry(limits.size() == 1 ? limits.getFirst() : "limits", Axes.LIMIT, 0, 0));
    }
    return entries;
  }

  private int rows() {
    return (panels.size() + columns - 1) / columns;
  }

  private List<Panel> row(int row) {
    return panels.subList(row * columns, Math.min((row + 1) * columns, panels.size()));
  }

  /** The height of what stands above the axes of a row. */
  private double head(int row) {
    return LINE_HEIGHT * row(row).stream().mapToInt(Panel::rows).max().orElseThrow() + 3;
  }

  /** Of what stands below them. */
  private double foot(int row) {
    boolean named = IntStream.range(0, row(row).size()).anyMatch(c -> named(row * columns + c));
    return SIZE + 5 + (named ? SIZE + 4 : 0);
  }

  /** Whether the horizontal axis of a panel has its name: not where the panel below it has the same one. */
  private boolean named(int panel) {
    return panel + columns >= panels.size()
        || !panels.get(panel).plot.xLabel().equals(panels.get(panel + columns).plot.xLabel());
  }

  private void draw(Pen pen) {
    double y = MARGIN;
    for (int r = 0; r < rows(); r++) {
      double top = y + head(r);
      for (int c = 0; c < row(r).size(); c++) {
        draw(pen, r * columns + c, MARGIN + c * (COLUMN + GAP), y, top);
      }
      y = top + AXES_HEIGHT + foot(r) + ROW_GAP;
    }
  }

  private void draw(Pen pen, int number, double x, double y, double top) {
    Panel panel = panels.get(number);
    pen.text(Lettering.fitted(panel.plot.title(), TITLE_SIZE, COLUMN), x, y + LINE_HEIGHT / 2, Pen.Anchor.START,
        TITLE_SIZE,
        Palette.INK);
    for (Entry entry : panel.legend) {
      double middle = y + (entry.row + 0.5) * LINE_HEIGHT;
      double from = x + entry.x;
      pen.line(from, middle, from + SAMPLE, middle, entry.stroke);
      pen.text(entry.name, from + SAMPLE + BEHIND, middle, Pen.Anchor.START, SIZE, Palette.INK);
    }
    double end = x + COLUMN - right;
    double bottom = top + AXES_HEIGHT;
    new Axes(panel.plot, panel.across, panel.up, x + left, end, top, bottom).draw(pen, SIZE);
    if (named(number)) {
      pen.text(panel.plot.xLabel(), (x + left + end) / 2, bottom + 1.5 * SIZE + 6, Pen.Anchor.MIDDLE, SIZE,
          Palette.INK);
    }
  }
}
