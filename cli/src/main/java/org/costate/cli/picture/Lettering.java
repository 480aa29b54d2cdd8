/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.picture;

/** How much room a text takes, at most, without asking for its font: letters by their kind, in widths of DejaVu Sans, which is a wide one. */
final class Lettering {
  private static final String NARROW = "ijl|!.,:;'` ";
  private static final String SLIM = "fIrst-()[]{}/\\\"";
  private static final String WIDE = "mwMW@%–…";

  private Lettering() {}

  static double width(String text, double size) {
    return size * text.codePoints().mapToDouble(Lettering::part).sum();
  }

  private static double part(int letter) {
    if (letter >= 0x2e80) {
      return 1.05; // full width, or a picture
    }
    return NARROW.indexOf(letter) >= 0 ? 0.34
        : SLIM.indexOf(letter) >= 0 ? 0.43
            : WIDE.indexOf(letter) >= 0 ? 1 : Character.isUpperCase(letter) ? 0.79 : 0.64;
  }

  /** As much of a text as there is room for. */
  static String fitted(String text, double size, double room) {
    if (width(text, size) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(text.substring(0, end) + "…", size) > room) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }
}
