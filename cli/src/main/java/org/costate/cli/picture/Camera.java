/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.util.Arrays;
import org.costate.cli.report.Film;
import org.costate.runtime.problem.ViewInfo;

/**
 * Where points of a scene are in a picture: both axes have one scale. Points in space are seen from above and aside, z upwards; a scene
 * without z is seen from above.
 */
final class Camera {
  /** Around the scene, as a part of the report's page. */
  static final double MARGIN = 28;

  private final boolean spatial;
  private final Window window;
  private double scale;
  private double left;
  private double top;

  /** What is in sight, in the units of the scene. */
  record Window(double x0, double x1, double y0, double y1) {
    double width() {
      return x1 - x0;
    }

    double height() {
      return y1 - y0;
    }
  }

  private Camera(boolean spatial, Window window) {
    this.spatial = spatial;
    this.window = window;
  }

  /** With all of a film in sight. */
  static Camera over(Film film) {
    boolean spatial = spatial(film);
    double[] box = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY};
    Camera eye = new Camera(spatial, new Window(-1, 1, -1, 1));
    for (int k = 0; k < film.time().size(); k++) {
      eye.widen(box, film, k);
    }
    return box[0] <= box[1] ? new Camera(spatial, new Window(box[0], box[1], box[2], box[3])) : eye;
  }

  /** With a part of it in sight. */
  static Camera over(Film film, Window window) {
    return new Camera(spatial(film), window);
  }

  private static boolean spatial(Film film) {
    for (int k = 0; k < film.time().size(); k++) {
      int at = k * film.size();
      for (ViewInfo.Shape shape : film.shapes()) {
        for (int i = 0; i < shape.points(); i++) {
          if (film.numbers().at(at + ViewInfo.POINT * i + 2) != 0) {
            return true;
          }
        }
        at += shape.size();
      }
    }
    return false;
  }

  private void widen(double[] box, Film film, int k) {
    int at = k * film.size();
    for (ViewInfo.Shape shape : film.shapes()) {
      double[][] reach = reach(film, shape, at);
      for (int i = 0; i < reach[0].length; i++) {
        if (Double.isFinite(reach[0][i]) && Double.isFinite(reach[1][i])) {
          box[0] = Math.min(box[0], reach[0][i]);
          box[1] = Math.max(box[1], reach[0][i]);
          box[2] = Math.min(box[2], reach[1][i]);
          box[3] = Math.max(box[3], reach[1][i]);
        }
      }
      at += shape.size();
    }
  }

  private double[][] reach(Film film, ViewInfo.Shape shape, int at) {
    if (shape.kind() != ViewInfo.Kind.DISC) {
      return outline(film, shape, at);
    }
    double[][] middle = outline(film, shape, at);
    double radius = Math.abs(film.numbers().at(at + ViewInfo.POINT));
    return new double[][] {{middle[0][0] - radius, middle[0][0] + radius},
      {middle[1][0] - radius, middle[1][0] + radius}};
  }

  /** The points of a shape in the plane of the picture, of a box its corners: x, then y. */
  private double[][] outline(Film film, ViewInfo.Shape shape, int at) {
    if (shape.kind() == ViewInfo.Kind.BOX) {
      return corners(film, at);
    }
    double[][] plane = new double[2][shape.points()];
    for (int i = 0; i < shape.points(); i++) {
      int from = at + ViewInfo.POINT * i;
      project(plane, i, film.numbers().at(from), film.numbers().at(from + 1), film.numbers().at(from + 2));
    }
    return plane;
  }

  private double[][] corners(Film film, int at) {
    double width = film.numbers().at(at + 3) / 2;
    double height = film.numbers().at(at + 4) / 2;
    double cos = Math.cos(film.numbers().at(at + 5));
    double sin = Math.sin(film.numbers().at(at + 5));
    double[] a = {-width, width, width, -width};
    double[] b = {-height, -height, height, height};
    double[][] plane = new double[2][4];
    for (int i = 0; i < 4; i++) {
      project(plane, i, film.numbers().at(at) + a[i] * cos - b[i] * sin,
          film.numbers().at(at + 1) + a[i] * sin + b[i] * cos, film.numbers().at(at + 2));
    }
    return plane;
  }

  private void project(double[][] plane, int i, double x, double y, double z) {
    plane[0][i] = spatial ? 0.866 * x + 0.5 * y : x;
    plane[1][i] = spatial ? 0.3 * y - 0.15 * x + z : y;
  }

  /** The height of a picture of this width that the window fills, within reason. */
  double heightFor(double width) {
    double inner = Math.max(width - 2 * MARGIN, 1);
    double height = inner * window.height() / Math.max(window.width(), 1e-9) + 2 * MARGIN;
    return Math.rint(Math.clamp(height, 0.3 * width, width));
  }

  /** Puts the window into a picture. */
  Camera fit(double width, double height) {
    double fitting = Math.min((width - 2 * MARGIN) / Math.max(window.width(), 1e-9),
        (height - 2 * MARGIN) / Math.max(window.height(), 1e-9));
    scale = fitting > 0 && fitting < 1e8 ? fitting : 1;
    left = width / 2 - scale * (window.x0 + window.x1) / 2;
    top = height / 2 + scale * (window.y0 + window.y1) / 2;
    return this;
  }

  /** {@link #outline}, in the picture. */
  double[][] placed(Film film, ViewInfo.Shape shape, int at) {
    double[][] plane = outline(film, shape, at);
    return new double[][] {Arrays.stream(plane[0]).map(x -> left + scale * x).toArray(),
      Arrays.stream(plane[1]).map(y -> top - scale * y).toArray()};
  }

  /** A length of the scene in the picture. */
  double length(double inScene) {
    return scale * inScene;
  }
}
