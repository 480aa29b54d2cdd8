/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.util.Locale;
import org.costate.cli.report.Film;
import org.costate.runtime.picture.Palette;
import org.costate.runtime.problem.ViewInfo;

/**
 * Draws moments of a film as the report's page does.
 *
 * @param height of the picture
 * @param trails whether a disc with a label leaves one
 */
record SceneDrawing(Film film, Camera camera, double height, boolean trails) {
  /** More points of a trail than this are left out. */
  private static final int TRAIL_POINTS = 400;

  /** @param clock what is said of the time, perhaps nothing */
  void draw(Pen pen, int k, String clock) {
    int at = 0;
    for (int i = 0; i < film.shapes().size() && trails; i++) {
      ViewInfo.Shape shape = film.shapes().get(i);
      if (shape.kind() == ViewInfo.Kind.DISC && !shape.label().isEmpty()) {
        trail(pen, k, shape, at, Palette.of(shape, i));
      }
      at += shape.size();
    }
    at = k * film.size();
    for (int i = 0; i < film.shapes().size(); i++) {
      ViewInfo.Shape shape = film.shapes().get(i);
      draw(pen, shape, at, Palette.of(shape, i));
      at += shape.size();
    }
    pen.text(clock, 10, height - 12, Pen.Anchor.START, 12, Palette.FAINT);
  }

  private void trail(Pen pen, int k, ViewInfo.Shape shape, int offset, int color) {
    int stride = Math.max(1, k / TRAIL_POINTS);
    int count = k / stride + 2;
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      double[][] place = camera.placed(film, shape, Math.min(i * stride, k) * film.size() + offset);
      x[i] = place[0][0];
      y[i] = place[1][0];
    }
    pen.line(x, y, new Pen.Stroke(color, 1.5, 0.45, Pen.Dash.NONE));
  }

  private void draw(Pen pen, ViewInfo.Shape shape, int at, int color) {
    double[][] places = camera.placed(film, shape, at);
    double x = places[0][0];
    double y = places[1][0];
    switch (shape.kind()) {
      case LINE, POLYLINE -> pen.line(places[0], places[1], Pen.Stroke.of(color, 3));
      case DISC -> {
        double radius = Math.max(1.5, Math.abs(camera.length(film.numbers().at(at + ViewInfo.POINT))));
        if (finite(places) && Double.isFinite(radius)) {
          pen.disc(x, y, radius, color, 0.8);
        }
      }
      case BOX -> {
        if (finite(places)) {
          pen.area(places[0], places[1], color, 0.35);
          pen.line(closed(places[0]), closed(places[1]), Pen.Stroke.of(color, 2));
        }
      }
      case TEXT -> {
        if (finite(places)) {
          pen.text(shape.words(), x, y, Pen.Anchor.MIDDLE, 13, color);
        }
      }
    }
  }

  private static double[] closed(double[] corners) {
    return new double[] {corners[0], corners[1], corners[2], corners[3], corners[0]};
  }

  private static boolean finite(double[][] places) {
    for (double[] axis : places) {
      for (double place : axis) {
        if (!Double.isFinite(place)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The time of a moment. */
  static String clock(String name, double time, double step, String unit) {
    return String.format(Locale.ROOT, "%s = %s%s", name, Digits.text(time, step), unit.isEmpty() ? "" : " " + unit);
  }
}
