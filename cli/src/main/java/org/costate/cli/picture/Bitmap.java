/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/** Pixels on white. A machine without fonts gets them without texts. */
final class Bitmap implements Pen {
  private final BufferedImage image;
  private final Graphics2D pen;
  private boolean textMissing;

  /** @param scale how many pixels a length of one has */
  Bitmap(int width, int height, double scale) {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    pen.scale(scale, scale);
  }

  /** Whether a text was to be drawn, and there was no font for it. */
  boolean textMissing() {
    return textMissing;
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /** Row by row, {@code 0xrrggbb}. */
  int[] pixels() {
    int[] pixels = image.getRGB(0, 0, width(), height(), null, 0, width());
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] &= 0xffffff;
    }
    return pixels;
  }

  void writePng(OutputStream out) throws IOException {
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this Java writes no PNG");
    }
  }

  @Override
  public void line(double[] x, double[] y, Stroke stroke) {
    Path2D path = new Path2D.Double();
    boolean down = false;
    for (int i = 0; i < x.length; i++) {
      boolean there = Double.isFinite(x[i]) && Double.isFinite(y[i]);
      if (there && down) {
        path.lineTo(x[i], y[i]);
      } else if (there) {
        path.moveTo(x[i], y[i]);
      }
      down = there;
    }
    ink(stroke.color(), stroke.opacity());
    pen.setStroke(drawn(stroke));
    pen.draw(path);
  }

  private static BasicStroke drawn(Stroke stroke) {
    List<Double> lengths = stroke.dash().lengths();
    if (lengths.isEmpty()) {
      return new BasicStroke((float) stroke.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
    float[] dash = new float[lengths.size()];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = lengths.get(i).floatValue();
    }
    return new BasicStroke((float) stroke.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
  }

  @Override
  public void area(double[] x, double[] y, int color, double opacity) {
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    path.closePath();
    ink(color, opacity);
    pen.fill(path);
  }

  @Override
  public void disc(double x, double y, double radius, int color, double opacity) {
    ink(color, opacity);
    pen.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  private void ink(int color, double opacity) {
    pen.setColor(new Color(color));
    pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
  }

  @Override
  public void text(String words, double x, double y, Anchor anchor, double size, int color) {
    if (textMissing || words.isEmpty()) {
      return;
    }
    try {
      pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size));
      FontMetrics metrics = pen.getFontMetrics();
      double width = metrics.getStringBounds(words, pen).getWidth();
      double left = switch (anchor) {
        case START -> x;
        case MIDDLE -> x - width / 2;
        case END -> x - width;
      };
      ink(color, 1);
      pen.drawString(words, (float) left, (float) (y + MIDDLE * size));
    } catch (RuntimeException | LinkageError | InternalError e) { // Java's answers to a machine without fonts, or without what reads them
      textMissing = true;
    }
  }
}
