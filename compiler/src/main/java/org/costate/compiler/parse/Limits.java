/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

/** How large a program may be. Beyond these there is a diagnostic, never an overflow. */
public final class Limits {
  /** Largest source, in UTF-16 units: 4 Mi. */
  public static final int MAX_CHARACTERS = 4 << 20;

  /** Most tokens in a source, spaces and comments not counted. */
  public static final int MAX_TOKENS = 1_000_000;

  /** Longest name, in UTF-16 units: names appear whole in messages, class files and option lists. */
  public static final int MAX_NAME = 255;

  /** Deepest nesting of brackets, prefix operators, `if`s and right-associative operators. */
  public static final int MAX_DEPTH = 500;

  private Limits() {}
}
