/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of C from names that a user chose: ASCII letters, digits and underscores; different names of one set stay different. */
final class Identifiers {
  private final Set<String> taken = new HashSet<>();

  /** A name as a part of an identifier: what cannot stand there becomes its UTF-16 units in hexadecimal digits. */
  static String part(String name) {
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < 128 && (Character.isLetterOrDigit(c) || c == '_')) {
        part.append(c);
      } else if (c == '.' || c == ' ') {
        part.append('_');
      } else {
        part.append(String.format(Locale.ROOT, "u%04x", (int) c));
      }
    }
    return part.toString();
  }

  /** What all names of a problem begin with: the problem's name, after a letter where it does not begin with one. */
  static String prefix(String problem) {
    String part = part(problem);
    return part.isEmpty() || !Character.isLetter(part.charAt(0)) ? "p" + part : part;
  }

  /** A new identifier: the prefix and the name, with underscores behind it if there is one like it already. */
  String take(String prefix, String name) {
    String identifier = prefix + part(name);
    while (!taken.add(identifier)) {
      identifier += "_";
    }
    return identifier;
  }
}
