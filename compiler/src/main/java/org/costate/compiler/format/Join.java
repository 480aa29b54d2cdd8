/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

/**
 * How a token is joined to the one before it in its line.
 *
 * @param space whether a space stands between them
 * @param level where a line that is too long is broken: before tokens of the smallest level first
 * @param breaking how it is broken there
 * @param column the column that starts with the token
 * @param row whether the token starts a row of a list that stands row by row
 */
record Join(boolean space, int level, Breaking breaking, Column column, Row row) {
  /** The level where no line is ever broken. */
  static final int NEVER = Integer.MAX_VALUE;

  /** The first of the levels where a line is broken only if nothing else makes it short enough. */
  static final int LAST_RESORT = NEVER / 2;

  static final Join TIGHT = new Join(false, NEVER, Breaking.WHERE_FULL, Column.NONE, Row.SAME);
  static final Join SPACE = new Join(true, NEVER, Breaking.WHERE_FULL, Column.NONE, Row.SAME);

  /** How a line that is too long is broken at one of the places of the same level. */
  enum Breaking {
    /** Only if what comes up to the next place has no room on the line. */
    WHERE_FULL,
    /** At all of them. */
    TOGETHER,
    /** Before all other levels, if all that comes then has room on one line. */
    FOR_THE_REST
  }

  /** What is aligned in neighbouring lines, in the order in which it stands in a line. */
  enum Column {
    NONE,
    /** The name after a keyword. */
    NAME,
    /** {@code : unit} */
    UNIT,
    /** {@code rate w} */
    RATE,
    /** {@code = value} and {@code ~ distribution} */
    ASSIGNMENT,
    /** What stands after a label. */
    VALUE,
    /** {@code in [a, b]} */
    DOMAIN,
    /** {@code scale s} */
    SCALE,
    /** {@code for i in 1:n} */
    LOOP,
    /** {@code soft w} */
    SOFT
  }

  /** Rows stand two spaces further in than the line whose bracket opens them. */
  enum Row {
    SAME,
    FIRST,
    NEXT,
    /** The bracket that closes the list. */
    CLOSE
  }

  static Join breakable(int level, boolean space) {
    return new Join(space, level, Breaking.WHERE_FULL, Column.NONE, Row.SAME);
  }

  static Join spaced(int level, Breaking breaking) {
    return new Join(true, level, breaking, Column.NONE, Row.SAME);
  }

  static Join column(Column column, int level) {
    return new Join(true, level, Breaking.WHERE_FULL, column, Row.SAME);
  }

  static Join row(Row row) {
    return new Join(false, NEVER, Breaking.WHERE_FULL, Column.NONE, row);
  }
}
