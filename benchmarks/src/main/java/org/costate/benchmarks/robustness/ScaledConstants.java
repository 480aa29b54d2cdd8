/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.robustness;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program with other physical constants: every {@code const} and {@code param} times a random factor of its own, from 0.5 to 2 and as often
 * below 1 as above. A program without constants has its horizon scaled, or the guess of it where it is free.
 */
final class ScaledConstants {
  /** Up to the value, then the value, whose brackets may hold semicolons. The name {@code n} is that of a count. */
  private static final Pattern CONSTANT = Pattern.compile(
      "(?m)^(\\s+(?:const|param)\\s+(?!n\\b)\\w+(?:\\[[^\\]]*\\])?\\s*(?::[^=;]+)?=\\s*)"
          + "((?:\\[[^\\]]*\\]|[^;\\[])+);");

  private static final Pattern HORIZON =
      Pattern.compile("(?m)^(\\s+horizon (?:free \\w+ in \\[[^\\]]*\\] guess )?)([0-9.]+)");

  private ScaledConstants() {}

  static String of(String program, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matcher constants = CONSTANT.matcher(program);
    return constants.find()
        ? constants
            .replaceAll(c -> Matcher.quoteReplacement(c.group(1) + text(draw(random)) + "*(" + c.group(2) + ");"))
        : HORIZON.matcher(program)
            .replaceAll(h -> h.group(1) + text(Double.parseDouble(h.group(2)) * draw(random)));
  }

  private static double draw(SplittableRandom random) {
    return Math.pow(2, 2 * random.nextDouble() - 1);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
