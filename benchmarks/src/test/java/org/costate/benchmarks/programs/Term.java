/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.Map;

/**
 * A generated expression: what the language reads and, independently of the compiler, what it must mean.
 *
 * @param level how tightly the outermost operator binds, one of the constants below
 * @param uses a set of {@link Use} bits: what the value depends on
 */
record Term(Shape shape, String text, int level, int uses, Meaning meaning) {
  static final int IF = 0;
  static final int OR = 1;
  static final int AND = 2;
  static final int NOT = 3;
  static final int COMPARE = 4;
  static final int SUM = 5;
  static final int PRODUCT = 6;
  static final int SIGN = 7;
  static final int POWER = 8;
  static final int ATOM = 9;

  /** Values by name, row-major; truth values are 0 and 1. */
  @FunctionalInterface
  interface Meaning {
    double[] at(Map<String, double[]> values);
  }

  /** What a value may depend on, as bits. */
  static final class Use {
    static final int CONST = 0;
    static final int PARAM = 1;
    static final int STATE = 2;
    static final int CONTROL = 4;
    static final int SIGNAL = 8;
    static final int TIME = 16;
    /** A parameter of a user function: whatever it is called with. */
    static final int ARGUMENT = 32;

    private Use() {}
  }

  /** The text, in parentheses if it would not hold together as an operand at {@code least}. */
  String at(int least) {
    return level >= least ? text : "(" + text + ")";
  }

  double number(Map<String, double[]> values) {
    return meaning.at(values)[0];
  }
}
