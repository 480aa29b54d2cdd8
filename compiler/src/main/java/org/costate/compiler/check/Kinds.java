/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

/** Articles for the words that users read. */
final class Kinds {
  private Kinds() {}

  /** {@code a state}, {@code an array}. */
  static String withArticle(String noun) {
    if (noun.equals("time")) {
      return noun;
    }
    return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }
}
