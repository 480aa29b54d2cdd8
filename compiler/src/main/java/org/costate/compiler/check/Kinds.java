/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.stream.Collectors;
import org.costate.compiler.ast.Member;

/** Articles for the words that users read. */
final class Kinds {
  private Kinds() {}

  /** {@code states, controls and designs}. */
  static String plurals(List<Member.Variable.Kind> kinds) {
    String last = kinds.getLast().word() + "s";
    return kinds.size() == 1 ? last
        : kinds.stream().limit(kinds.size() - 1).map(kind -> kind.word() + "s").collect(Collectors.joining(", "))
            + " and " + last;
  }

  /** {@code a state}, {@code an array}. */
  static String withArticle(String noun) {
    if (noun.equals("time")) {
      return noun;
    }
    return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }
}
