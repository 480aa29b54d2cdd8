/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

/** Numbers as text. */
public final class Numbers {
  private Numbers() {}

  /** The shortest text that reads back as the same number: {@code 3}, {@code 0.1}, {@code 1e-07}, {@code inf}. */
  public static String text(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value).replace("E", "e").replace(".0e", "e");
  }
}
