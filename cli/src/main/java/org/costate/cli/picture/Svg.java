/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Scalable vector graphics, SVG 1.1 (W3C recommendation of 2011): paths, circles and texts with attributes of their own, without styles, scripts, links and ids.
 * Texts stay texts, and none is measured, so that the bytes are the same on every machine.
 */
final class Svg implements Pen {
  private static final String FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif";

  private final StringBuilder body = new StringBuilder();

  /** @param title what it is called where a picture is not shown */
  Svg(double width, double height, String title) {
    body.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append(element("svg", "xmlns", "http://www.w3.org/2000/svg", "version", "1.1", "width", number(width),
            "height", number(height), "viewBox", "0 0 " + number(width) + " " + number(height), "font-family", FONTS))
        .append(">\n<title>" + escaped(title) + "</title>\n")
        .append(element("rect", "width", "100%", "height", "100%", "fill", "#ffffff") + "/>\n");
  }

  byte[] bytes() {
    return (body + "</svg>\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void line(double[] x, double[] y, Stroke stroke) {
    StringBuilder path = new StringBuilder();
    String before = "";
    for (int i = 0; i < x.length; i++) {
      String place =
          Double.isFinite(x[i]) && Double.isFinite(y[i]) ? number(x[i]) + " " + number(y[i]) : "";
      if (!place.isEmpty() && !place.equals(before)) {
        path.append(before.isEmpty() ? "M" : "L").append(place);
      }
      before = place;
    }
    boolean solid = stroke.dash() == Dash.NONE;
    body.append(element("path", "d", path.toString(), "fill", "none", "stroke", color(stroke.color()),
        "stroke-width", number(stroke.width()), "stroke-linejoin", "round", "stroke-linecap", solid ? "round" : "",
        "stroke-opacity", opacity(stroke.opacity()), "stroke-dasharray", dashes(stroke.dash())) + "/>\n");
  }

  @Override
  public void area(double[] x, double[] y, int color, double opacity) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
    }
    body.append(element("polygon", "points", points.toString(), "fill", color(color), "fill-opacity",
        opacity(opacity)) + "/>\n");
  }

  @Override
  public void disc(double x, double y, double radius, int color, double opacity) {
    body.append(element("circle", "cx", number(x), "cy", number(y), "r", number(radius), "fill", color(color),
        "fill-opacity", opacity(opacity)) + "/>\n");
  }

  @Override
  public void text(String words, double x, double y, Anchor anchor, double size, int color) {
    String aligned = anchor.name().toLowerCase(Locale.ROOT);
    body.append(element("text", "x", number(x), "y", number(y + MIDDLE * size), "font-size", number(size),
        "text-anchor", aligned, "fill", color(color)) + ">" + escaped(words) + "</text>\n");
  }

  /** Its beginning, without the last bracket; what is empty is left out. */
  private static String element(String name, String... attributes) {
    StringBuilder text = new StringBuilder("<" + name);
    for (int i = 0; i < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        text.append(" " + attributes[i] + "=\"" + attributes[i + 1] + "\"");
      }
    }
    return text.toString();
  }

  private static String color(int color) {
    return String.format(Locale.ROOT, "#%06x", color);
  }

  private static String opacity(double opacity) {
    return opacity == 1 ? "" : number(opacity);
  }

  private static String dashes(Dash dash) {
    List<Double> lengths = dash.lengths();
    return lengths.stream().map(Svg::number).collect(Collectors.joining(" "));
  }

  /** Hundredths are enough. */
  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** A text from anywhere: no markup, and none of the characters that XML 1.0 does not have. */
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().forEach(c -> {
      switch (c) {
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '"' -> safe.append("&quot;");
        default -> {
          boolean known = c >= 0x20 && c < 0xd800 || c >= 0xe000 && c < 0xfffe || c >= 0x10000 || c == '\t';
          safe.appendCodePoint(known ? c : 0xfffd);
        }
      }
    });
    return safe.toString();
  }
}
