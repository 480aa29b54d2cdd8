/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a view draws, apart from the numbers that change; it travels inside the class as text.
 *
 * @param shapes in the order in which they are drawn, later ones above earlier ones
 */
public record ViewInfo(List<Shape> shapes) {
  /** How many numbers a point has: x, y, z, with z = 0 where it is drawn in a plane. */
  public static final int POINT = 3;

  /** The words of views. */
  public enum Kind {
    /** From a point to a point. */
    LINE(2, 0),
    /** A centre and a radius. */
    DISC(1, 1),
    /** A centre, width, height and the angle that it is turned by, counterclockwise. */
    BOX(1, 3),
    /** A point for each corner. */
    POLYLINE(0, 0),
    /** Where it stands. */
    TEXT(1, 0);

    private final int points;
    private final int more;

    Kind(int points, int more) {
      this.points = points;
      this.more = more;
    }

    /** How many points one has; 0 where that differs. */
    public int points() {
      return points;
    }

    /** As the language writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that is none */
    public static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * One shape. Its numbers are its points, then what its kind says.
   *
   * @param label its name, {@code color} a name or #rrggbb, {@code words} what a text says; empty where there is none. All are
   *     as the source has them: whoever writes them into a page must escape them
   * @param points how many it has
   */
  public record Shape(Kind kind, String label, String color, String words, int points) {
    /** How many numbers it has. */
    public int size() {
      return POINT * points + kind.more;
    }
  }

  public ViewInfo {
    shapes = List.copyOf(shapes);
  }

  /** How many numbers all shapes have. */
  public int size() {
    return shapes.stream().mapToInt(Shape::size).sum();
  }

  /** The text that {@link #decode} reads back: a line for each shape. */
  public String encode() {
    return shapes.stream()
        .map(s -> String.join("\t", s.kind.word(), Integer.toString(s.points), escaped(s.label), escaped(s.color),
            escaped(s.words)))
        .collect(Collectors.joining("\n"));
  }

  /** @throws IllegalArgumentException if the text is not one of {@link #encode} */
  public static ViewInfo decode(String text) {
    return new ViewInfo(Arrays.stream(text.split("\n", -1)).map(ViewInfo::shape).toList());
  }

  private static Shape shape(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("a shape of " + parts.length + " parts");
    }
    return new Shape(Kind.of(parts[0]), plain(parts[2]), plain(parts[3]), plain(parts[4]), Integer.parseInt(parts[1]));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }

  private static String plain(String text) {
    return text.translateEscapes();
  }
}
