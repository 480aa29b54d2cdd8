/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.List;
import java.util.random.RandomGenerator;

/** Puts random white space and comments between tokens. */
final class RandomLayout {
  private static final List<String> GAPS = List.of(
      " ",
      " ",
      "   ",
      "\t",
      "\n",
      "\r\n",
      "\r",
      "\n\n\n\n",
      " // end of line\n",
      " // end of line  \r\n\t",
      "\n// own line\n",
      "\n\n  // own line\n\n  // and another one\n\n",
      " //\n    // below\n",
      " /* inline */ ",
      " /* one */ /* two */\n",
      "\n/* own */ ",
      "\n  /* several\n     lines\n\n\tand tabs */ ",
      " /* a\r\n   b */ // c\n",
      "\n/// doc\n",
      "\n/// doc\n\n/// of another\n/// paragraph\n",
      " /// not a doc\n",
      "\n/* not */ /// a doc\n",
      "\n/// doc\n/* before */ ",
      " /* θ 位置 😀 */ ");

  private final RandomGenerator random;

  /** How many of a hundred gaps hold more than a space. */
  private final int density;

  RandomLayout(RandomGenerator random, int density) {
    this.random = random;
    this.density = density;
  }

  /** A program of the same tokens. */
  String of(List<String> tokens) {
    StringBuilder text = new StringBuilder(gap());
    for (String token : tokens) {
      text.append(token).append(gap());
    }
    return text.toString();
  }

  private String gap() {
    return random.nextInt(100) < density ? GAPS.get(random.nextInt(GAPS.size())) : " ";
  }
}
