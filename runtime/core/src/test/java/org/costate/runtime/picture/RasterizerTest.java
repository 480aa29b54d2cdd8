/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.costate.runtime.problem.ViewInfo;
import org.costate.runtime.problem.ViewInfo.Kind;
import org.costate.runtime.problem.ViewInfo.Picture;
import org.costate.runtime.problem.ViewInfo.Shape;
import org.costate.runtime.problem.ViewInfo.Window;
import org.junit.jupiter.api.Test;

/** Pixels against those of Java2D, which draws the same scene sixteen times as large and is averaged. */
class RasterizerTest {
  private static final int FINER = 16;

  private static Shape shape(Kind kind, String color, int points) {
    return new Shape(kind, "", color, kind == Kind.TEXT ? "words" : "", points);
  }

  private static final ViewInfo VIEW = new ViewInfo(List.of(shape(Kind.BOX, "gray", 1), shape(Kind.DISC, "blue", 1),
      shape(Kind.LINE, "black", 2), shape(Kind.POLYLINE, "#ff8000", 3), shape(Kind.TEXT, "red", 1)));

  private static double[] scene(Random random) {
    double[] n = new double[VIEW.size()];
    for (int i = 0; i < n.length; i++) {
      n[i] = 2 * random.nextDouble() - 1;
    }
    n[3] = 0.3 + random.nextDouble();
    n[4] = 0.3 + random.nextDouble();
    n[9] = 0.15 + 0.5 * random.nextDouble();
    return n;
  }

  private static double[] byJava(double[] n, Picture picture) {
    int width = picture.width() * FINER;
    int height = picture.height() * FINER;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    Window window = picture.window();
    double across = width / (window.x1() - window.x0());
    double down = height / (window.y1() - window.y0());
    AffineTransform toPixels = new AffineTransform(across, 0, 0, -down, -window.x0() * across, window.y1() * down);
    AffineTransform turned = new AffineTransform(toPixels);
    turned.translate(n[0], n[1]);
    turned.rotate(n[5]);
    pen.setColor(color(0));
    pen.fill(turned.createTransformedShape(new Rectangle2D.Double(-n[3] / 2, -n[4] / 2, n[3], n[4])));
    pen.setColor(color(1));
    pen.fill(toPixels
        .createTransformedShape(new Ellipse2D.Double(n[6] - n[9], n[7] - n[9], 2 * n[9], 2 * n[9])));
    pen.setStroke(new BasicStroke((float) (Rasterizer.LINE_WIDTH * FINER), BasicStroke.CAP_ROUND,
        BasicStroke.JOIN_ROUND));
    pen.setColor(color(2));
    pen.draw(toPixels.createTransformedShape(new Line2D.Double(n[10], n[11], n[13], n[14])));
    pen.setColor(color(3));
    pen.draw(toPixels.createTransformedShape(new Line2D.Double(n[16], n[17], n[19], n[20])));
    pen.draw(toPixels.createTransformedShape(new Line2D.Double(n[19], n[20], n[22], n[23])));
    pen.dispose();
    double[] pixels = new double[3 * picture.width() * picture.height()];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = image.getRGB(x, y);
        for (int c = 0; c < 3; c++) {
          int at = (c * picture.height() + y / FINER) * picture.width() + x / FINER;
          pixels[at] += (rgb >> 16 - 8 * c & 255) / 255.0 / (FINER * FINER);
        }
      }
    }
    return pixels;
  }

  private static Color color(int i) {
    return new Color(Palette.of(VIEW.shapes().get(i), i));
  }

  private static double[] drawn(double[] n, Picture picture) {
    double[] pixels = new double[picture.channels() * picture.height() * picture.width()];
    new Rasterizer(VIEW, picture).draw(n, pixels, 0);
    return pixels;
  }

  @Test
  void pixelsAreThoseOfAnotherPainter() {
    Random random = new Random(5);
    for (Window window : List.of(new Window(-1, 1, -1, 1), new Window(-1.5, 1.1, -0.8, 1.2))) {
      Picture picture = new Picture("camera", List.of(3, 30, 40), window);
      for (int i = 0; i < 40; i++) {
        double[] scene = scene(random);
        double[] ours = drawn(scene, picture);
        double[] theirs = byJava(scene, picture);
        double sum = 0;
        for (int p = 0; p < ours.length; p++) {
          sum += Math.abs(ours[p] - theirs[p]);
          assertEquals(theirs[p], ours[p], 0.6, "pixel " + p + " of scene " + i); // where edges meet inside of a pixel
        }
        assertTrue(sum / ours.length < 0.004, "mean difference " + sum / ours.length + " of scene " + i);
      }
    }
  }

  @Test
  void oneChannelIsAsBright() {
    double[] scene = scene(new Random(6));
    double[] grey = drawn(scene, new Picture("grey", List.of(20, 30), Window.AROUND_ZERO));
    double[] colored = drawn(scene, new Picture("colored", List.of(3, 20, 30), Window.AROUND_ZERO));
    for (int p = 0; p < grey.length; p++) {
      double bright = 0.2126 * colored[p] + 0.7152 * colored[grey.length + p] + 0.0722 * colored[2 * grey.length + p];
      assertEquals(bright, grey[p], 1e-12);
    }
    assertTrue(Arrays.stream(grey).min().getAsDouble() < 0.3 && Arrays.stream(grey).max().getAsDouble() == 1);
  }

  @Test
  void pictureChangesWithEverySmallMovement() {
    double[] scene = scene(new Random(7));
    Picture picture = new Picture("camera", List.of(1, 24, 24), Window.AROUND_ZERO);
    double[] before = drawn(scene, picture);
    scene[6] = 0;
    scene[7] = 0;
    double[] there = drawn(scene, picture);
    scene[6] = 1e-4;
    double[] moved = drawn(scene, picture);
    double change = 0;
    for (int p = 0; p < moved.length; p++) {
      change = Math.max(change, Math.abs(moved[p] - there[p]));
    }
    assertTrue(change > 1e-5 && change < 1e-2, "change " + change);
    assertTrue(!Arrays.equals(before, there));
  }

  @Test
  void whatIsNotFiniteIsLeftOut() {
    double[] scene = scene(new Random(8));
    Picture picture = new Picture("camera", List.of(16, 16), Window.AROUND_ZERO);
    scene[9] = Double.NaN;
    double[] without = drawn(scene, picture);
    scene[9] = 1e-300;
    scene[6] = 50;
    assertArrayEquals(drawn(scene, picture), without);
    scene[0] = Double.POSITIVE_INFINITY;
    scene[1] = 1e308;
    assertTrue(Arrays.stream(drawn(scene, picture)).allMatch(p -> p >= 0 && p <= 1));
  }

  @Test
  void drawingAllocatesNothingAndRepeatsItsBits() {
    double[] scene = scene(new Random(9));
    Picture picture = new Picture("camera", List.of(3, 32, 32), Window.AROUND_ZERO);
    Rasterizer rasterizer = new Rasterizer(VIEW, picture);
    double[] pixels = new double[3 * 32 * 32 + 1];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = 0; i < 2000; i++) {
      if (i == 1000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      rasterizer.draw(scene, pixels, 1);
    }
    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 10_000);
    assertArrayEquals(drawn(scene, picture), Arrays.copyOfRange(pixels, 1, pixels.length));
    assertEquals(0, pixels[0]);
  }
}
