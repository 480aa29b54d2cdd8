/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The 255 most frequent colours of pictures, and one that is transparent. Another colour is taken for the nearest of them: Heckbert's popularity algorithm
 * (Color image quantization for frame buffer display, SIGGRAPH 1982), which suits drawings, as few colours are in them and their mixtures at edges.
 */
final class ColorTable {
  static final int TRANSPARENT = 0;
  private static final int MOST = 255;

  private final List<Integer> colors;
  private final Map<Integer, Integer> nearest = new HashMap<>();

  private ColorTable(List<Integer> colors) {
    this.colors = colors;
  }

  /** How often colours are there. */
  static final class Counts {
    private final Map<Integer, Long> counts = new HashMap<>();

    /** Counts where a picture differs from the one before it, which may be empty. */
    void add(int[] pixels, int[] before) {
      int run = 0;
      for (int i = 0; i < pixels.length; i++) {
        boolean changed = before.length == 0 || before[i] != pixels[i];
        run += changed ? 1 : 0;
        if (run > 0 && (i + 1 == pixels.length || pixels[i + 1] != pixels[i])) {
          counts.merge(pixels[i], (long) run, Long::sum);
          run = 0;
        }
      }
    }

    ColorTable table() {
      return new ColorTable(counts.entrySet()
          .stream()
          .sorted(Comparator.comparing((Map.Entry<Integer, Long> c) -> -c.getValue()).thenComparing(Map.Entry::getKey))
          .limit(MOST)
          .map(Map.Entry::getKey)
          .toList());
    }
  }

  int index(int color) {
    return nearest.computeIfAbsent(color, this::search);
  }

  private int search(int color) {
    int best = 0;
    for (int i = 1; i < colors.size(); i++) {
      if (distance(colors.get(i), color) < distance(colors.get(best), color)) {
        best = i;
      }
    }
    return best + 1;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16) - (b >> 16);
    int green = (a >> 8 & 0xff) - (b >> 8 & 0xff);
    int blue = (a & 0xff) - (b & 0xff);
    return red * red + green * green + blue * blue;
  }

  /** One of the three parts of all 256 colours. */
  byte[] channel(int shift) {
    byte[] parts = new byte[MOST + 1];
    for (int i = 0; i < colors.size(); i++) {
      parts[i + 1] = (byte) (colors.get(i) >> shift);
    }
    return parts;
  }
}
