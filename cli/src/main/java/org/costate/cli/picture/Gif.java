/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * An animation that begins again at its end. All pictures have the colours of one table; each is written as the rectangle in which it differs from the
 * one before, transparent where it does not.
 */
final class Gif {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private Gif() {}

  /**
   * @param pictures of one size, each of which is asked for twice
   * @param delays for how many hundredths of a second each is seen
   */
  static void write(OutputStream out, IntFunction<Bitmap> pictures, int[] delays) throws IOException {
    ColorTable.Counts counts = new ColorTable.Counts();
    int[] before = {};
    for (int k = 0; k < delays.length; k++) {
      int[] pixels = pictures.apply(k).pixels();
      counts.add(pixels, before);
      before = pixels;
    }
    ColorTable colors = counts.table();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      int[] shown = null;
      for (int k = 0; k < delays.length; k++) {
        Bitmap picture = pictures.apply(k);
        int[] pixels = picture.pixels();
        int[] box = shown == null
            ? new int[] {0, 0, picture.width(), picture.height()}
            : difference(shown, pixels, picture.width(), picture.height());
        BufferedImage part = part(shown, pixels, picture.width(), box, colors);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(part), null);
        describe(metadata, box, delays[k], shown == null);
        writer.writeToSequence(new IIOImage(part, null, metadata), null);
        shown = pixels;
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  /** Left, top, width and height of where two pictures differ; a pixel if they do not. */
  private static int[] difference(int[] before, int[] after, int width, int height) {
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (int i = 0; i < after.length; i++) {
      if (before[i] != after[i]) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width + 1);
        top = Math.min(top, i / width);
        bottom = Math.max(bottom, i / width + 1);
      }
    }
    return left < right ? new int[] {left, top, right - left, bottom - top} : new int[] {0, 0, 1, 1};
  }

  private static BufferedImage part(int[] before, int[] after, int width, int[] box, ColorTable colors) {
    byte[] indices = new byte[box[2] * box[3]];
    for (int i = 0; i < indices.length; i++) {
      int at = (box[1] + i / box[2]) * width + box[0] + i % box[2];
      boolean same = before != null && before[at] == after[at];
      indices[i] = (byte) (same ? ColorTable.TRANSPARENT : colors.index(after[at]));
    }
    IndexColorModel model = new IndexColorModel(8, 256, colors.channel(16), colors.channel(8), colors.channel(0),
        ColorTable.TRANSPARENT);
    return new BufferedImage(model, Raster.createInterleavedRaster(new DataBufferByte(indices, indices.length),
        box[2], box[3], box[2], 1, new int[] {0}, new Point()), false, null);
  }

  /** What the format wants to know of a picture, by the names of Java's metadata. */
  private static void describe(IIOMetadata metadata, int[] box, int delay, boolean first) throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    IIOMetadataNode place = child(root, "ImageDescriptor");
    place.setAttribute("imageLeftPosition", Integer.toString(box[0]));
    place.setAttribute("imageTopPosition", Integer.toString(box[1]));
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "doNotDispose");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "TRUE");
    control.setAttribute("transparentColorIndex", Integer.toString(ColorTable.TRANSPARENT));
    control.setAttribute("delayTime", Integer.toString(delay));
    if (first) {
      IIOMetadataNode again = new IIOMetadataNode("ApplicationExtension");
      again.setAttribute("applicationID", "NETSCAPE");
      again.setAttribute("authenticationCode", "2.0");
      again.setUserObject(new byte[] {1, 0, 0});
      child(root, "ApplicationExtensions").appendChild(again);
    }
    metadata.setFromTree(FORMAT, root);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    if (root.getElementsByTagName(name).getLength() > 0) {
      return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
    }
    IIOMetadataNode made = new IIOMetadataNode(name);
    root.appendChild(made);
    return made;
  }
}
