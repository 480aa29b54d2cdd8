/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

/** Draws. Lengths are pixels of a page at its usual size, x to the right, y downwards; colours are {@code 0xrrggbb}. */
sealed interface Pen permits Bitmap {
  /** How a line looks. */
  record Stroke(int color, double width, double opacity, boolean dashed) {
    static Stroke of(int color, double width) {
      return new Stroke(color, width, 1, false);
    }
  }

  /** What of a text is at its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A line through points; it is broken where one of them is not finite. */
  void line(double[] x, double[] y, Stroke stroke);

  /** What points enclose, of which all are finite. */
  void area(double[] x, double[] y, int color, double opacity);

  void disc(double x, double y, double radius, int color, double opacity);

  /** A text whose middle has the height y. */
  void text(String words, double x, double y, Anchor anchor, double size, int color);

  default void line(double x0, double y0, double x1, double y1, Stroke stroke) {
    line(new double[] {x0, x1}, new double[] {y0, y1}, stroke);
  }
}
