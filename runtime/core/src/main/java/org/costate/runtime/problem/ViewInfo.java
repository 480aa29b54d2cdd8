/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a view draws, apart from the numbers that change; it travels inside the class as text.
 *
 * @param shapes in the order in which they are drawn, later ones above earlier ones
 * @param pictures the observations that are taken of it
 */
public record ViewInfo(List<Shape> shapes, List<Picture> pictures) {
  /** How many numbers a point has: x, y, z, with z = 0 where it is drawn in a plane. */
  public static final int POINT = 3;

  private static final String PICTURE = "picture";

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

  /** What a picture shows, in the units of the view. */
  public record Window(double x0, double x1, double y0, double y1) {
    /** Where none is given. */
    public static final Window AROUND_ZERO = new Window(-1, 1, -1, 1);
  }

  /**
   * An observation of pixels.
   *
   * @param shape rows and columns, or channels before them, of which there are 1 or 3: red, green and blue
   */
  public record Picture(String name, List<Integer> shape, Window window) {
    public Picture {
      shape = List.copyOf(shape);
    }

    public int channels() {
      return shape.size() > 2 ? shape.getFirst() : 1;
    }

    public int height() {
      return shape.get(shape.size() - 2);
    }

    public int width() {
      return shape.getLast();
    }
  }

  public ViewInfo {
    shapes = List.copyOf(shapes);
    pictures = List.copyOf(pictures);
  }

  /** Without pictures. */
  public ViewInfo(List<Shape> shapes) {
    this(shapes, List.of());
  }

  /** How many numbers all shapes have. */
  public int size() {
    return shapes.stream().mapToInt(Shape::size).sum();
  }

  /** The text that {@link #decode} reads back: a line for each shape, then one for each picture. */
  public String encode() {
    Stream<String> drawn = shapes.stream()
        .map(s -> String.join("\t", s.kind.word(), Integer.toString(s.points), escaped(s.label), escaped(s.color),
            escaped(s.words)));
    Stream<String> taken = pictures.stream().map(p -> {
      Stream<Object> numbers = Stream.concat(Stream.of(p.window.x0, p.window.x1, p.window.y0, p.window.y1),
          p.shape.stream());
      return PICTURE + "\t" + p.name + "\t" + numbers.map(Object::toString).collect(Collectors.joining("\t"));
    });
    return Stream.concat(drawn, taken).collect(Collectors.joining("\n"));
  }

  /** @throws IllegalArgumentException if the text is not one of {@link #encode} */
  public static ViewInfo decode(String text) {
    List<String[]> lines = Arrays.stream(text.split("\n", -1)).map(line -> line.split("\t", -1)).toList();
    return new ViewInfo(lines.stream().filter(parts -> !parts[0].equals(PICTURE)).map(ViewInfo::shape).toList(),
        lines.stream().filter(parts -> parts[0].equals(PICTURE)).map(ViewInfo::picture).toList());
  }

  private static Picture picture(String[] parts) {
    if (parts.length < 8) {
      throw new IllegalArgumentException("a picture of " + parts.length + " parts");
    }
    Window window = new Window(Double.parseDouble(parts[2]), Double.parseDouble(parts[3]), Double.parseDouble(parts[4]),
        Double.parseDouble(parts[5]));
    return new Picture(parts[1], Arrays.stream(parts, 6, parts.length).map(Integer::valueOf).toList(), window);
  }

  private static Shape shape(String[] parts) {
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
