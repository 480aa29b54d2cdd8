/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.util.List;
import java.util.stream.DoubleStream;

/** Draws. Lengths are pixels of a page at its usual size, x to the right, y downwards; colours are {@code 0xrrggbb}. */
sealed interface Pen permits Bitmap, Svg {
  /** How far below its middle a text stands, in parts of its size. */
  double MIDDLE = 0.36;

  /** How a line looks. */
  record Stroke(int color, double width, double opacity, Dash dash) {
    static Stroke of(int color, double width) {
      return new Stroke(color, width, 1, Dash.NONE);
    }
  }

  /** How a line is broken: lengths that are drawn and left out in turns. */
  enum Dash {
    NONE(),
    LONG(7, 3),
    DOTS(1.6, 2.2),
    LONG_SHORT(8, 2.5, 2, 2.5),
    LONG_TWO_SHORT(8, 2, 1.6, 2, 1.6, 2),
    FINE(3.5, 2.5);

    private final List<Double> lengths;

    Dash(double... lengths) {
      this.lengths = DoubleStream.of(lengths).boxed().toList();
    }

    List<Double> lengths() {
      return lengths;
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
