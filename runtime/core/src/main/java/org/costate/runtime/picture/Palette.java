/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.picture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.costate.runtime.problem.ViewInfo;

/** The colours of the report's page on white: those of Okabe and Ito, which colour-blind readers can tell apart, with a yellow that is seen on paper. */
public final class Palette {
  public static final int INK = 0x1b1f24;
  public static final int FAINT = 0x5d6670;
  public static final int RULE = 0xd5dae0;

  private static final int[] SHADES = {0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0xb8ad00};

  /** Plain names, in shades of the palette. */
  private static final Map<String, Integer> NAMED = Map.ofEntries(Map.entry("black", INK), Map.entry("white", INK),
      Map.entry("blue", 0x0072b2), Map.entry("orange", 0xe69f00), Map.entry("red", 0xd55e00),
      Map.entry("green", 0x009e73), Map.entry("purple", 0xcc79a7), Map.entry("magenta", 0xcc79a7),
      Map.entry("pink", 0xcc79a7), Map.entry("yellow", 0xf0e442), Map.entry("cyan", 0x56b4e9),
      Map.entry("sky", 0x56b4e9), Map.entry("gray", 0x8a939c), Map.entry("grey", 0x8a939c));

  private Palette() {}

  public static int shade(int i) {
    return SHADES[i % SHADES.length];
  }

  /** @param i its place among the shapes, which decides where the source does not */
  public static int of(ViewInfo.Shape shape, int i) {
    Integer named = NAMED.get(shape.color());
    if (named != null) {
      return named;
    }
    OptionalInt web = shape.color().startsWith("#") ? hexadecimal(shape.color()) : Web.find(shape.color());
    return web.orElse(shape.kind() == ViewInfo.Kind.TEXT ? INK : shade(i));
  }

  /** {@code #rgb} and {@code #rrggbb}. */
  private static OptionalInt hexadecimal(String text) {
    String digits = text.substring(1);
    if (!digits.matches("[0-9a-fA-F]{3}|[0-9a-fA-F]{6}")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(digits.length() == 3 ? digits.replaceAll(".", "$0$0") : digits, 16));
  }

  /** The names of CSS colours, level 4, which are read when a picture has one that is not plain. */
  private static final class Web {
    private static final Map<String, Integer> COLORS = read();

    static OptionalInt find(String name) {
      Integer color = COLORS.get(name.toLowerCase(Locale.ROOT));
      return color == null ? OptionalInt.empty() : OptionalInt.of(color);
    }

    private static Map<String, Integer> read() {
      Map<String, Integer> colors = new HashMap<>();
      try (InputStream in = Palette.class.getResourceAsStream("css-colors.txt");
          BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int space = line.indexOf(' ');
          colors.put(line.substring(0, space), Integer.parseInt(line.substring(space + 1), 16));
        }
        return colors;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
