/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * One option of a method.
 *
 * @param name as written in an option block, groups joined with a dot: {@code regularization.initial}
 * @param defaultValue the value where none is given, as text
 * @param doc one line for the manual and for completion
 * @param unit in which a number counts; empty for a pure number
 */
public record OptionSchema(String name, OptionType type, String defaultValue, String doc, String unit) {
  public OptionSchema {
    if (!type.accepts(defaultValue)) {
      throw new IllegalArgumentException(
          "default " + defaultValue + " of option " + name + " is not " + type.describe());
    }
  }

  /** An option without a unit. */
  public OptionSchema(String name, OptionType type, String defaultValue, String doc) {
    this(name, type, defaultValue, doc, "");
  }
}
