/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads a figure as its reader does: the axes are where the labels of the ticks are. */
final class FigureReader {
  private final List<Element> elements = new ArrayList<>();

  /** A line, in pixels. */
  record Curve(Element element, List<double[]> points) {
    String color() {
      return element.getAttribute("stroke");
    }

    String dashes() {
      return element.getAttribute("stroke-dasharray");
    }
  }

  /** What is between the name of a plot and the next one. */
  static final class Panel {
    private final List<Element> parts;

    private Panel(List<Element> parts) {
      this.parts = parts;
    }

    /** Of its legend, then of its axes. */
    List<String> texts(String anchor) {
      return parts.stream()
          .filter(e -> e.getTagName().equals("text") && e.getAttribute("text-anchor").equals(anchor))
          .map(Element::getTextContent)
          .toList();
    }

    /** Lines of a width, behind those of the legend. */
    List<Curve> curves(String width) {
      return parts.stream()
          .filter(e -> e.getTagName().equals("path") && e.getAttribute("stroke-width").equals(width))
          .map(e -> new Curve(e, points(e.getAttribute("d"))))
          .filter(c -> c.points.stream().allMatch(p -> p[1] >= top()))
          .toList();
    }

    /** The only polygon of a colour. */
    List<double[]> area(String color) {
      List<Element> areas = parts.stream()
          .filter(e -> e.getTagName().equals("polygon") && e.getAttribute("fill").equals(color))
          .toList();
      return points("M" + areas.getFirst().getAttribute("points").replace(' ', 'L').replace(',', ' '));
    }

    /** The upper end of the grid. */
    private double top() {
      return parts.stream()
          .filter(e -> e.getAttribute("stroke-width").equals("0.5"))
          .flatMap(e -> points(e.getAttribute("d")).stream())
          .mapToDouble(p -> p[1])
          .min()
          .orElseThrow();
    }

    /** Numbers at the ticks of an axis, and their places. */
    private List<double[]> ticks(String anchor, String attribute) {
      return parts.stream()
          .filter(e -> e.getAttribute("text-anchor").equals(anchor) && e.getTextContent().matches("[-0-9.e]+"))
          .map(e -> new double[] {Double.parseDouble(e.getTextContent()),
            Double.parseDouble(e.getAttribute(attribute))})
          .toList();
    }

    private double place(double number, String anchor, String attribute) {
      List<double[]> ticks = ticks(anchor, attribute);
      double[] a = ticks.getFirst();
      double[] b = ticks.getLast();
      return a[1] + (number - a[0]) * (b[1] - a[1]) / (b[0] - a[0]);
    }

    double x(double number) {
      return place(number, "middle", "x");
    }

    /** A text stands below its middle. */
    double y(double number) {
      return place(number, "end", "y") - 3.6;
    }

    /** How far a curve is from a point that it should go through, in pixels. */
    double distance(Curve curve, double x, double y) {
      return curve.points.stream()
          .mapToDouble(p -> Math.max(Math.abs(p[0] - x(x)), Math.abs(p[1] - y(y))))
          .min()
          .orElseThrow();
    }
  }

  private FigureReader(Element root) {
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
  }

  static FigureReader of(Path file) throws IOException {
    try {
      return new FigureReader(DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(Files.readAllBytes(file)))
          .getDocumentElement());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }

  /** Names are a bit larger than the rest. */
  private static boolean name(Element element) {
    return element.getAttribute("font-size").equals("10.7");
  }

  List<String> names() {
    return elements.stream().filter(FigureReader::name).map(Element::getTextContent).toList();
  }

  Panel panel(String name) {
    int from = IntStream.range(0, elements.size())
        .filter(i -> name(elements.get(i)) && elements.get(i).getTextContent().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + names()));
    int to = IntStream.range(from + 1, elements.size())
        .filter(i -> name(elements.get(i)))
        .findFirst()
        .orElse(elements.size());
    return new Panel(elements.subList(from + 1, to));
  }

  /** {@code M1 2L3 4}. */
  private static List<double[]> points(String path) {
    return Arrays.stream(path.split("[ML]", -1)).filter(p -> !p.isEmpty()).map(FigureReader::numbers).toList();
  }

  private static double[] numbers(String pair) {
    return Arrays.stream(pair.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }
}
