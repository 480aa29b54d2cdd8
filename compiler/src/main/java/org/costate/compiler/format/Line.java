/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

/**
 * A statement, the opening line of a block with its brace, a closing brace, or a block that stands on one line.
 *
 * @param depth how many blocks are around it
 * @param from its first token
 * @param to the token after its last one
 */
record Line(Kind kind, int depth, int from, int to) {
  static final int WIDTH = 100;
  static final int INDENT = 2;

  /** What it is; the columns of lines of different kinds have nothing to do with each other. */
  enum Kind {
    DECLARATION,
    EQUATION,
    COST_OR_CONSTRAINT,
    OPTION,
    /** A statement without columns. */
    PLAIN,
    /** A block on one line. */
    BLOCK,
    OPENING,
    CLOSING;

    boolean statement() {
      return compareTo(PLAIN) <= 0;
    }
  }

  int indent() {
    return depth * INDENT;
  }
}
