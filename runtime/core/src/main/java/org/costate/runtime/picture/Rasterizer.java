/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.picture;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.problem.ViewInfo;

/**
 * Draws a view into the pixels of an observation: white paper, one shape above the other, edges as grey as the pixel is covered. What is drawn in space
 * is seen from above; lines are {@value #LINE_WIDTH} pixels wide, so that they stay visible in small pictures; texts are left out.
 *
 * <p>A pixel counts as covered by 1/2 minus the distance of its centre from the edge, in pixels, within 0 and 1: exact for a straight edge along the
 * rows or columns. So a picture changes with every small movement, which is what a policy learns from.
 */
public final class Rasterizer {
  /** In pixels. */
  public static final double LINE_WIDTH = 1.5;

  private static final double WHITE = 1;

  /** Weights of red, green and blue in a grey as bright: Rec. 709. */
  private static final double[] BRIGHTNESS = {0.2126, 0.7152, 0.0722};

  private final ViewInfo.Shape[] shapes;
  private final int channels;
  private final int height;
  private final int width;
  private final double left;
  private final double top;

  /** Pixels by unit of length. */
  private final double across;

  private final double down;

  /** [shapes x channels]. */
  private final double[] inks;

  /** The corners of a box, in pixels. */
  private final double[] corners = new double[8];

  private double[] pixels;
  private int at;
  private int ink;

  // What is touched by the shape at work.
  private int firstRow;
  private int lastRow;
  private int firstColumn;
  private int lastColumn;

  /** @param picture one of the view's */
  public Rasterizer(ViewInfo view, ViewInfo.Picture picture) {
    shapes = view.shapes().toArray(new ViewInfo.Shape[0]);
    channels = picture.channels();
    height = picture.height();
    width = picture.width();
    ViewInfo.Window window = picture.window();
    left = window.x0();
    top = window.y1();
    across = width / (window.x1() - window.x0());
    down = height / (window.y1() - window.y0());
    inks = inks(view.shapes());
  }

  private double[] inks(List<ViewInfo.Shape> of) {
    double[] all = new double[of.size() * channels];
    for (int i = 0; i < of.size(); i++) {
      int color = Palette.of(of.get(i), i);
      double[] rgb = {(color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0, (color & 255) / 255.0};
      for (int c = 0; c < channels; c++) {
        all[i * channels + c] =
            channels > 1 ? rgb[c] : BRIGHTNESS[0] * rgb[0] + BRIGHTNESS[1] * rgb[1] + BRIGHTNESS[2] * rgb[2];
      }
    }
    return all;
  }

  /**
   * Draws one moment; allocates nothing. A shape with a number that is not finite is left out.
   *
   * @param numbers those of all shapes, as {@link ViewInfo} says, not modified
   * @param into [channels x height x width] from {@code from} on, rows from the top, 0 for black to 1
   */
  public void draw(double[] numbers, double[] into, int from) {
    pixels = into;
    at = from;
    Arrays.fill(into, from, from + channels * height * width, WHITE);
    int number = 0;
    for (int i = 0; i < shapes.length; i++) { // an iterator would be allocated for every picture
      ink = i * channels;
      draw(shapes[i], numbers, number);
      number += shapes[i].size();
    }
  }

  private void draw(ViewInfo.Shape shape, double[] n, int i) {
    for (int j = 0; j < shape.size(); j++) {
      if (!Double.isFinite(n[i + j])) {
        return;
      }
    }
    switch (shape.kind()) {
      case LINE, POLYLINE -> polyline(n, i, shape.points());
      case DISC -> disc(column(n[i]), row(n[i + 1]), Math.abs(n[i + 3]) * across, Math.abs(n[i + 3]) * down);
      case BOX -> box(n[i], n[i + 1], n[i + 3] / 2, n[i + 4] / 2, n[i + 5]);
      case TEXT -> {}
    }
  }

  private double column(double x) {
    return (x - left) * across;
  }

  private double row(double y) {
    return (top - y) * down;
  }

  /** An ellipse where the window's sides do not go with those of the picture. */
  private void disc(double x, double y, double rx, double ry) {
    reach(x - rx, y - ry, x + rx, y + ry);
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        double dx = column + 0.5 - x;
        double dy = row + 0.5 - y;
        double relative = Math.sqrt(dx * dx / (rx * rx) + dy * dy / (ry * ry));
        double steepness = Math.sqrt(dx * dx / (rx * rx * rx * rx) + dy * dy / (ry * ry * ry * ry));
        // to first order; in the middle, where the direction is not known, the shorter radius
        double distance = steepness > 0 ? (relative - 1) * relative / steepness : -Math.min(rx, ry);
        paint(row, column, distance);
      }
    }
  }

  private void box(double x, double y, double w, double h, double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    for (int i = 0; i < 4; i++) {
      double a = i == 0 || i == 3 ? -w : w;
      double b = i < 2 ? -h : h;
      corners[2 * i] = column(x + a * c - b * s);
      corners[2 * i + 1] = row(y + a * s + b * c);
    }
    reach(Math.min(Math.min(corners[0], corners[2]), Math.min(corners[4], corners[6])),
        Math.min(Math.min(corners[1], corners[3]), Math.min(corners[5], corners[7])),
        Math.max(Math.max(corners[0], corners[2]), Math.max(corners[4], corners[6])),
        Math.max(Math.max(corners[1], corners[3]), Math.max(corners[5], corners[7])));
    // rows count downwards, so corners that go around counterclockwise have the inside on the right of each edge, unless a side is negative
    double side = w * h < 0 ? -1 : 1;
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        paint(row, column, outside(column + 0.5, row + 0.5, side));
      }
    }
  }

  /** The distance from the box's edge that is farthest, negative inside. */
  private double outside(double x, double y, double side) {
    double distance = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 4; i++) {
      int next = (i + 1) % 4;
      double ex = corners[2 * next] - corners[2 * i];
      double ey = corners[2 * next + 1] - corners[2 * i + 1];
      double length = Math.sqrt(ex * ex + ey * ey);
      if (length > 0) {
        double cross = ex * (y - corners[2 * i + 1]) - ey * (x - corners[2 * i]);
        distance = Math.max(distance, side * cross / length);
      }
    }
    return distance;
  }

  private void polyline(double[] n, int i, int points) {
    double x0 = Double.POSITIVE_INFINITY;
    double y0 = Double.POSITIVE_INFINITY;
    double x1 = Double.NEGATIVE_INFINITY;
    double y1 = Double.NEGATIVE_INFINITY;
    for (int p = 0; p < points; p++) {
      double x = column(n[i + ViewInfo.POINT * p]);
      double y = row(n[i + ViewInfo.POINT * p + 1]);
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x);
      y1 = Math.max(y1, y);
    }
    double half = LINE_WIDTH / 2;
    reach(x0 - half, y0 - half, x1 + half, y1 + half);
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int p = 0; p + 1 < points; p++) {
          nearest = Math.min(nearest, squaredDistance(column + 0.5, row + 0.5, n, i + ViewInfo.POINT * p));
        }
        paint(row, column, Math.sqrt(nearest) - half);
      }
    }
  }

  /** From the line between two points that follow each other. */
  private double squaredDistance(double x, double y, double[] n, int i) {
    double ax = column(n[i]);
    double ay = row(n[i + 1]);
    double ex = column(n[i + ViewInfo.POINT]) - ax;
    double ey = row(n[i + ViewInfo.POINT + 1]) - ay;
    double length = ex * ex + ey * ey;
    double along = length > 0 ? ((x - ax) * ex + (y - ay) * ey) / length : 0;
    double share = Math.min(Math.max(along, 0), 1);
    double dx = x - ax - share * ex;
    double dy = y - ay - share * ey;
    return dx * dx + dy * dy;
  }

  /** Sets the pixels that something within these bounds may touch. */
  private void reach(double x0, double y0, double x1, double y1) {
    firstColumn = (int) Math.max(0, Math.floor(x0 - 0.5));
    firstRow = (int) Math.max(0, Math.floor(y0 - 0.5));
    lastColumn = (int) Math.min(width - 1, Math.ceil(x1 + 0.5));
    lastRow = (int) Math.min(height - 1, Math.ceil(y1 + 0.5));
  }

  private void paint(int row, int column, double distance) {
    double covered = Math.min(Math.max(0.5 - distance, 0), 1);
    if (covered > 0) {
      int pixel = at + row * width + column;
      for (int c = 0; c < channels; c++) {
        pixels[pixel] += covered * (inks[ink + c] - pixels[pixel]);
        pixel += height * width;
      }
    }
  }
}
